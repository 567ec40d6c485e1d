"""Leave: one's own list, submitting and deciding an application, each beside the fewest statements for the same."""

import datetime as dt

from django.db import models, transaction
from django.db.models import Sum
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from approvals.models import Approval, Step
from bench import series
from bench.limits import by_hand, page_of
from bench.rooms.a_people import GROUPS, POINTS, first_of_staff, first_point, padded_no, reader
from bench.workloads import SHAPES, Job, Limit, Workload
from core import clock
from notifications.models import Notification
from people.models import User
from rulebook.calendars import calendar
from staff.leave import actions
from staff.leave.models import LeaveRequest

OWN = 30  # requests of each of the three readers, whatever the size
EACH = 32  # submissions and decisions in store, of each kind


def fill(size):
    readers = [reader(shape).pk for shape in SHAPES]
    own, staff = OWN * len(readers), first_of_staff()
    who = " ".join(f"WHEN i / {OWN} = {n} THEN {pk}" for n, pk in enumerate(readers))
    applicant = f"CASE {who} ELSE {staff} + i % {size.staff} END"
    turn = f"CASE WHEN i < {own} THEN i % {OWN} ELSE i / {size.staff} END"
    series.fill(
        Approval,
        size.leaves,
        uuid=series.uuid("i", 3),
        chain="'leave.tiers'",
        subject_ref=f"'leave.leaverequest:' || {series.text_uuid('i', 4)}",
        applicant=applicant,
        submitted_by=applicant,
        state="'approved'",
        created_at=series.moment("i"),
    )
    first = Approval.objects.order_by("pk").first().pk
    series.fill(
        LeaveRequest,
        size.leaves,
        uuid=series.uuid("i", 4),
        filled_by=applicant,
        applicant=applicant,
        filled_on=series.day(f"-7 * ({turn})"),
        approval=f"{first} + i",
        point=f"{first_point()} + i % {POINTS}",
        leave_type="'personal'",
        first=series.day(f"-7 * ({turn})"),
        last=series.day(f"-7 * ({turn})"),
        days="1",
        merged_days="1",
        tier="'sa'",
        reason="'事务'",
        asked_on=series.day(f"-7 * ({turn}) - 3"),
        state="'closed'",
        created_at=series.moment(f"-10080 * ({turn}) - i % 97"),
    )


def _day():
    """A working day a fortnight away."""
    return calendar().roll(clock.today() + dt.timedelta(days=14))


def _person(number, size):
    """Somebody of the staff, another one each time."""
    return User.objects.get(staff_no=padded_no(number % size.staff))


def _form(day):
    return {
        "leave_type": "personal", "first": day.isoformat(), "last": day.isoformat(), "first_part": "am",
        "last_part": "pm", "reason": "家中有事", "late_reason": "", "told_how": "", "cover": "", "handover_note": "",
    }  # fmt: skip


def prepare(size):
    """Submissions by ever new people; waiting applications for whoever decides them, made by the action itself."""
    day, jobs = _day(), {"submit": [], "limit submit": [], "approve": [], "limit approve": []}
    for number in range(EACH):
        who = padded_no(number % size.staff)
        moved = day + dt.timedelta(days=7 * (number // size.staff))
        form = _form(day) | {"first": moved.isoformat(), "last": moved.isoformat()}
        jobs["submit"].append(Job("/leave/new/", who, form))
        elsewhere = moved + dt.timedelta(days=70)  # on the same day either would find the other's request
        jobs["limit submit"].append(Job("/bench/submit/", who, {"first": elsewhere.isoformat()}))
    for number in range(2 * EACH):
        person, far = _person(number, size), 21 + 7 * (number // size.staff)
        wanted = calendar().roll(clock.today() + dt.timedelta(days=far))
        asked = actions.submit(by=person, leave_type="personal", first=wanted, last=wanted, reason="家中有事")
        step = asked.approval.steps.get(key="sa")
        decider = f"sa{(number % size.staff) % GROUPS}"
        if number < EACH:
            data = {"outcome": "ok", "comment": "同意", "seen": asked.content_hash()}
            jobs["approve"].append(Job(f"/inbox/{step.uuid}/act/", decider, data))
        else:
            jobs["limit approve"].append(Job(f"/bench/approve/{step.uuid}/", decider, {"comment": "同意"}))
    return jobs


def leaves(request):
    """One statement: one's newest 25 applications."""
    rows = LeaveRequest.objects.filter(applicant=request.user).order_by("-created_at", "-pk")
    return page_of(request, rows.values_list("uuid", "leave_type", "first", "last", "days", "state")[:25])


def submit(request):
    """Overlap check, run with its step, application, history, notice: one transaction and nothing else."""
    first, user = dt.date.fromisoformat(request.POST["first"]), request.user
    with transaction.atomic():
        if LeaveRequest.objects.filter(applicant=user, first__lte=first, last__gte=first, state="pending").exists():
            return HttpResponseRedirect("/bench/leaves/")
        row = LeaveRequest(
            applicant=user, filled_by=user, first=first, last=first, leave_type="personal", reason="家中有事",
            tier="sa", asked_on=timezone.localdate(), days=1, merged_days=1,
        )  # fmt: skip
        row.save()
        run = Approval(chain="leave.request", subject_ref=row.ref, applicant=user, submitted_by=user)
        models.QuerySet(Approval).bulk_create([run])
        step = Step(approval=run, applicant=user, submitted_by=user, position=1, key="sa", kind="decide", state="open")
        models.QuerySet(Step).bulk_create([step])
        told = Notification(key=f"bench:{row.uuid}", to=user, text_key="asked", about=row.ref)
        models.QuerySet(Notification).bulk_create([told])
    return HttpResponseRedirect("/bench/leaves/")


def approve(request, uuid):
    """Lock the run, compare and set the step with its history, close both, count the days, tell the applicant."""
    with transaction.atomic():
        step = Step.objects.get(uuid=uuid)
        Approval.objects.select_for_update().get(pk=step.approval_id)
        taken = models.QuerySet(Step).filter(pk=step.pk, state="open", version=step.version)
        if taken.update(state="closed", version=step.version + 1):
            step.state, step.outcome, step.by, step.comment = "closed", "ok", request.user, request.POST["comment"]
            step.decided_at, step.version = clock.now(), step.version + 1
            step.save()
            models.QuerySet(Approval).filter(pk=step.approval_id).update(state="approved")
            models.QuerySet(LeaveRequest).filter(approval=step.approval_id).update(state="approved")
            live = LeaveRequest.objects.filter(applicant=step.applicant_id, leave_type="personal", state="approved")
            live.aggregate(days=Sum("days"))
            told = Notification(key=f"bench:{step.uuid}", to_id=step.applicant_id, text_key="ok")
            models.QuerySet(Notification).bulk_create([told])
    return HttpResponseRedirect("/bench/leaves/")


LIMITS = (Limit("limit leaves", "/bench/leaves/"), Limit("limit submit"), Limit("limit approve"))
WORKLOADS = (
    Workload("leaves", "/leave/", SHAPES, limit="limit leaves", growth=1.1, peers="Horilla 144"),
    Workload("submit", limit="limit submit", goal=1.8, growth=1.1, peers="helpdesk 4.4, Wagtail 14", expect=(302,)),
    Workload("approve", limit="limit approve", goal=1.8, growth=1.1, peers="helpdesk 6, Wagtail 13", expect=(302,)),
)
urlpatterns = [
    path("leaves/", by_hand(leaves), name="leaves"),
    path("submit/", by_hand(submit), name="submit"),
    path("approve/<uuid:uuid>/", by_hand(approve), name="approve"),
]
