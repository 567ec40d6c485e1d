"""The weekly leave report: made on the first working day of the week, confirmed by the SA, filed by HR (LEAVE-06)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import met, owe, tell
from people import roles
from people.models import FRONT_LINE, Appointment, Role, SupervisionGroup
from rulebook import dates, deadlines
from rulebook.calendars import calendar
from staff.leave import policy, queries
from staff.leave.weekly import WeeklyLeaveLine, WeeklyLeaveReport

RULE = "leave.weekly_report"
CONFIRMED = gettext_noop("A weekly leave report is confirmed and waits to be filed")


@transaction.atomic
def make_weekly():
    """This week's report of every group; none in a week without a working day. May run any day and twice."""
    monday = clock.today() - dates.DAY * clock.today().weekday()
    due = deadlines.due(RULE, monday)
    if due is None:
        return 0
    staffed = Appointment.objects.current().filter(role__in=FRONT_LINE).values("group")
    groups = SupervisionGroup.objects.filter(pk__in=staffed)
    there = WeeklyLeaveReport.objects.filter(monday=monday).values("group")
    made = [_make(group, monday, due) for group in groups.exclude(pk__in=there)]
    return len([report for report in made if report])


def _make(group, monday, due):
    people = list(policy.confirmers(group))
    if not people:
        return None
    first, last = dates.week_reported(calendar(), monday)
    report = WeeklyLeaveReport(
        group=group, monday=monday, first=first, last=last, due_at=due.at, filled_by=people[0],
        week=f"{first:%Y-%m-%d} – {last:%Y-%m-%d}", of_group=group.name,
    )  # fmt: skip
    _store(report, None)
    for person in people:
        owe(RULE, about=report.ref, owner=person, since=monday, group=report.ref)
    return report


def _store(row, by):
    row._history_user = by
    row.full_clean(exclude=["approval"])
    row.save()
    return row


@transaction.atomic
def confirm_weekly(*, report, by):
    """The lines as they stand now are written down; the report goes to HR & Administration."""
    _require(policy.may_confirm(by, report))
    _claim(report)
    for position, line in enumerate(queries.weekly_report(report.group, report.monday), 1):
        _store(
            WeeklyLeaveLine(
                sheet=report, position=position, worker=line.worker, leave_type=line.request.leave_type,
                first=line.first, last=line.last, days=line.days, state=str(line.state),
            ),
            by,
        )  # fmt: skip
    report.state, report.confirmed_at = report.State.CONFIRMED, clock.now()
    report.filled_by, report.filled_on = by, clock.today()
    _store(report, by)
    met(RULE, about=report.ref)
    tell(list(roles.holders(Role.HR_OFFICER)), CONFIRMED, key=f"leave-week:{report.uuid}", about=report.ref)
    return report


@transaction.atomic
def file_weekly(*, report, by):
    """HR & Administration files it; from now on it stands as it is."""
    _require(policy.may_file(by, report))
    _claim(report)
    report.state, report.filed_by, report.filed_at = report.State.FILED, by, clock.now()
    return _store(report, by)


def _require(why_not):
    if why_not:
        raise PermissionDenied(why_not)


def _claim(report):
    if not WeeklyLeaveReport.objects.claim(report, state=report.state):
        raise ValidationError(_("This report has just changed. Look at it again."), code="stale")
