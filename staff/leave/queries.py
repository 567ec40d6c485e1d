"""Questions about leave: the work that falls in it, what its decision shows, a group's week. Reads only."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock, workload
from notifications.actions import engagements_between
from notifications.models import Deadline
from people.models import FRONT_LINE, Appointment
from rulebook import dates
from rulebook.calendars import calendar
from rulebook.values import value
from staff.leave.models import LeaveDates, LeaveRequest
from staff.leave.sheets import HandoverSheet


def engagements(request):
    """The sessions, visits and events of the applicant on the days of the leave (LEAVE-07)."""
    return list(engagements_between(request.applicant, request.first, request.last))


def work_in(person, first, last):
    """[core.workload.Work]: engagements of those days and open work of the rooms (LEAVE-07)."""
    dated = [
        workload.Work("event", row.title, row.about, clock.day_of(row.starts_at))
        for row in engagements_between(person, first, last)
    ]
    known = {work.about for work in dated}
    rooms = [work for work in workload.open_work(person, first, last) if work.about not in known or not work.about]
    return dated + rooms


def work_of(request):
    return work_in(request.applicant, request.first, request.last)


def work_falls_in(request):
    """Does any open case, session or event fall in the leave? Then the decision note is required (LEAVE-07)."""
    return bool(work_of(request))


def needs_handover(request):
    """Longer than the setting says, or sessions and events fall in it (LEAVE-08)."""
    return request.days > value("leave.handover_min_days") or bool(engagements(request))


def decide_before(request):
    """A decision is wanted before the leave begins, whatever the answer time of the organization."""
    return before_first_day(request) if request.first > clock.today() else None


def before_first_day(subject):
    """The last day before the leave: for handovers (LEAVE-08) and decisions."""
    request = getattr(subject, "request", subject)
    return max(request.first - dates.DAY, clock.today())


def due_in(person, first, last):
    """Open deadlines of `person` that fall due on the days of the leave: they pass to the stand-in."""
    rows = Deadline.objects.open().filter(owner=person, due_at__gt=clock.moment(first), due_at__lte=clock.end_of(last))
    return rows.exclude(about__startswith="leave.").exclude(about__startswith="approvals.")


def decision_panel(subject, user):
    """Beside the decision: the work that falls in the leave, who else of the group is away (LEAVE-07).

    Cases are counted, not named: whoever files or decides leave need not know whose they are.
    """
    work = work_of(subject)
    cases = sum(one.kind == "case" for one in work)
    counted = ngettext("%(n)s open case", "%(n)s open cases", cases) % {"n": cases} if cases else ""
    return {
        "leave": subject,
        "work": [one for one in work if one.kind != "case"],
        "cases": counted,
        "away": away_with(subject),
    }


def away_with(request):
    """Dates of group colleagues who are away at the same time."""
    group = Appointment.objects.current().filter(person=request.applicant, role__in=FRONT_LINE).values("group")
    members = Appointment.objects.current().filter(role__in=FRONT_LINE, group__in=group).values("person")
    rows = LeaveDates.objects.showing().filter(person__in=members, first__lte=request.last, last__gte=request.first)
    return list(rows.exclude(person=request.applicant).select_related("person").order_by("first", "pk"))


def deciders(request):
    """Step key of the open step that holds, or "" (the stage of life cycle 4)."""
    step = request.approval.steps.filter(state="open", holds=True).first() if request.approval_id else None
    return step.key if step else ""


STAGES = {
    "host": "host_pending",
    "sa": "sa_pending",
    "forward": "sa_pending",
    "hr_filing": "hr_filed",
    "ddg": "ddg_pending",
    "dg": "dg_pending",
    "board": "board_pending",
}


def stage(request):
    """The state of life cycle 4: host_pending, sa_pending, hr_filed, ddg_pending, dg_pending, approved, ..."""
    if request.state != LeaveRequest.State.PENDING:
        return request.state
    at = getattr(request, "waiting_at", None) or deciders(request)
    return STAGES.get(at, "street_pending" if at else request.state)


@dataclass(frozen=True)
class WeekRow:
    """One line of the weekly leave report (F-H04)."""

    worker: object
    leave_type: str
    first: dt.date
    last: dt.date
    days: Decimal
    state: str
    request: LeaveRequest


def weekly_report(group, monday):
    """The lines a group's report of `monday` carries: decided leave of its workers in the week before (LEAVE-06).

    Weeks without a working day have no report of their own; the next one looks back on them and the week before.
    """
    first, last = dates.week_reported(calendar(), monday - dates.DAY * monday.weekday())
    belonged = Appointment.objects.filter(role__in=FRONT_LINE, group=group, since__lte=last).exclude(until__lt=first)
    rows = LeaveRequest.objects.filter(
        applicant__in=belonged.values("person"),
        state__in=LeaveRequest.GRANTED,
        first__lte=last,
        last__gte=first,
    )
    return [
        WeekRow(
            row.applicant, row.get_leave_type_display(), row.first, row.last, row.days, row.get_state_display(), row
        )
        for row in rows.select_related("applicant").order_by("first", "applicant__staff_no", "pk")
    ]


def handover_of(request):
    """The handover sheet of a leave, or None."""
    return HandoverSheet.objects.filter(request=request).select_related("approval", "receiver").first()


STAGE_LABELS = {
    "host_pending": _("waiting for the host unit"),
    "sa_pending": _("with the superior"),
    "hr_filed": _("being filed with HR"),
    "ddg_pending": _("with the deputy director-general"),
    "dg_pending": _("with the director-general"),
    "board_pending": _("with the board chair"),
    "street_pending": _("with the street office"),
}


def stage_label(request):
    """The stage in words."""
    return STAGE_LABELS.get(stage(request)) or request.get_state_display()


def answer_url(request, user):
    """Where the applicant brings the answer that the request waits for, or ""."""
    if request.applicant_id != user.pk or request.state != LeaveRequest.State.PENDING:
        return ""
    step = request.approval.steps.filter(state="open", holds=True, kind="record").first()
    return reverse("approvals:decide", args=[step.uuid]) if step else ""
