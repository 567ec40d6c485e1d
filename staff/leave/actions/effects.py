"""What an approved leave opens and closes: attendance, the dates others see, the stand-in, deadlines. Internal."""

from core import clock
from notifications import actions as notifications
from people import actions as people
from people import roles
from people.models import FRONT_LINE, Role, StandIn, StandInKind
from rulebook import dates
from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance import actions as attendance
from staff.attendance import halves
from staff.leave import queries
from staff.leave.models import LeaveDates
from staff.leave.types import terms

OWED = ("leave.handover", "leave.return", "leave.sick_proof")


def mark(request, by, code, wanted=None):
    """Write `code` into every working half day of the leave, or into the half days `wanted`."""
    wanted = halves.working(calendar(), *request.span) if wanted is None else wanted
    attendance.mark(
        person=request.applicant, halves=[halves.pair(half) for half in wanted], mark=code, about=request.ref, by=by
    )


def put_into_effect(request, by):
    """Attendance shows the leave, the stand-in is designated; runs once (LEAVE-08, roles.md section 5)."""
    if request.in_effect:
        return
    mark(request, by, terms(request.leave_type).code)
    if cover := request.cover or _by_rule(request.applicant):
        _designate(request, cover, by)
    request.in_effect = True
    save(request, by)


def _by_rule(person):
    """The director-general decides for a deputy who is away and named nobody (roles.md section 5)."""
    return roles.holders(Role.DIRECTOR_GENERAL).exclude(pk=person.pk).first() if roles.is_ddg(person) else None


def _designate(request, cover, by):
    until = min(request.last, request.first + dates.DAY * (value("standin.longest_days") - 1))
    people.stand_in(
        by=by,
        absent=request.applicant,
        cover=cover,
        kinds=kinds_for(request.applicant),
        since=request.first,
        until=until,
        reason=str(request.TITLE),
        about=request.ref,
        approved_by=by,
    )


def kinds_for(person):
    """What a stand-in does for `person`: look after cases, decide and sign, keep attendance, as the role has it."""
    kinds = {StandInKind.SERVICE} if roles.has_any(person, *FRONT_LINE) else {StandInKind.APPROVALS}
    if roles.has_any(person, Role.SUPERVISION_ASSISTANT):
        kinds |= {StandInKind.APPROVALS, StandInKind.ATTENDANCE}
    return kinds


def pass_on(request, by):
    """What falls due while the applicant is away passes to the stand-in, and is remembered to come back."""
    if not request.cover_id:
        return
    owed = queries.due_in(request.applicant, max(request.first, clock.today()), request.last)
    refs = sorted(set(owed.values_list("about", flat=True)))
    if refs:
        notifications.reown(request.applicant, request.cover, refs=refs, due_until=clock.end_of(request.last))
        request.handed_refs = sorted({*request.handed_refs, *refs})
        save(request, by)


def take_back(request, by, last_day):
    """The applicant is back: the stand-in ends, open deadlines return."""
    for row in StandIn.objects.filter(about=request.ref, called_off=False, until__gt=last_day):
        people.end_stand_in(by=by, row=row, until=last_day, reason=str(request.TITLE))
    if request.cover_id and request.handed_refs:
        notifications.reown(request.cover, request.applicant, refs=request.handed_refs)
        request.handed_refs = []


def undo(request, by):
    """Everything an approval wrote is taken back: withdrawn before it began."""
    attendance.clear(about=request.ref, by=by)
    take_back(request, by, request.first - dates.DAY)
    request.in_effect = False
    drop_all(request)
    show_dates(request, by, LeaveDates.State.OFF)
    save(request, by)


def drop_all(request):
    for rule in OWED:
        notifications.drop(rule, about=request.ref)


def show_dates(request, by, state, **changed):
    """The row others see follows the request."""
    row = request.dates
    row.state = state
    for name, given in changed.items():
        setattr(row, name, given)
    row._history_user = by
    row.save()


def save(request, by):
    request._history_user = by
    request.save()
