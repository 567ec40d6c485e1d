"""Short words for the stories of leave."""

import datetime as dt

from approvals import actions as approvals
from approvals.models import Step
from approvals.queries import open_steps_for
from core import clock
from staff.attendance.models import AttendanceDay
from staff.leave import actions, queries
from staff.leave.models import LeaveRequest


def day(text):
    return dt.date.fromisoformat(text)


def ask(by, first, last=None, *, on=None, leave_type="personal", reason="家中有事", **fields):
    """Submit a leave, standing at the morning of `on` (default: long before)."""
    with clock.standing_at(day(on) if on else day(first) - dt.timedelta(days=60)):
        return actions.submit(
            by=by, leave_type=leave_type, first=day(first), last=day(last or first), reason=reason, **fields
        )


def step(subject):
    """The open step that holds the run of `subject`."""
    return subject.approval.steps.filter(state=Step.State.OPEN, holds=True).first()


def queue(user):
    """Keys of the steps that wait for `user`."""
    return [row.key for row in open_steps_for(user)]


def act(user, subject, outcome="ok", *, comment="已看工作安排", on=None, **more):
    """`user` deals with the step at which `subject` waits."""
    evidence = {"name": "刘主任", "way": "phone"} if step(subject).kind == Step.Kind.RECORD else None
    with clock.standing_at(day(on) if on else fresh_of(subject)):
        row = approvals.act(
            step_id=step(subject).pk, by=user, outcome=outcome, comment=comment, evidence=evidence, **more
        )
    return row


def fresh_of(subject):
    """The day `subject` was asked for or filed: the earliest day on which it can be dealt with."""
    return getattr(subject, "asked_on", None) or clock.day_of(subject.created_at)


def fresh(request):
    return LeaveRequest.objects.get(pk=request.pk)


def stage(request):
    return queries.stage(fresh(request))


def approved(cast, by, first, last=None, **fields):
    """A leave walked to its approval by whoever is asked, well ahead."""
    request = ask(by, first, last, **fields)
    on = fields.get("on") or (day(first) - dt.timedelta(days=59)).isoformat()
    people = {
        "host": by, "sa": cast.sa, "forward": cast.sa, "ddg": cast.ddg, "dg": cast.dg, "board": cast.board_chair
    }  # fmt: skip
    while fresh(request).state == "pending":
        key = step(request).key
        act(people[key], request, on=on, accept_exception=True)
    return fresh(request)


def marks(person):
    """{"03-16": (morning, afternoon)} of the days that bear one."""
    rows = AttendanceDay.objects.filter(person=person).order_by("day")
    return {row.day.isoformat()[5:]: (row.morning, row.afternoon) for row in rows if row.morning or row.afternoon}
