"""Back from leave: actual dates, early and late (LEAVE-15)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from core import clock
from notifications import actions as notifications
from rulebook.calendars import calendar
from staff.attendance import actions as attendance
from staff.attendance import halves
from staff.attendance.models import Mark
from staff.leave.actions.effects import mark, save, show_dates, take_back, undo
from staff.leave.actions.taking import blocks_without_proof, needs_proof
from staff.leave.annual import working_days_of
from staff.leave.models import LeaveDates, LeaveRequest, LeaveReturn, ToPart


@transaction.atomic
def file_return(*, request, by, last=None, first=None, first_part=None, last_part=ToPart.PM, note="", not_taken=False):
    """The applicant states the actual dates; the superior confirms them (LEAVE-15).

    `not_taken`: the first day came, but the applicant worked; once confirmed it is as if withdrawn.
    """
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if request.state != LeaveRequest.State.ON_LEAVE:
        raise ValidationError(_("This leave has not begun, or its return is confirmed already."))
    if request.returns.filter(approval__state="running").exists():
        raise ValidationError(_("The return is being confirmed already."))
    if not_taken:
        first, first_part, last, last_part = request.first, request.first_part, request.first, ToPart.PM
    if last is None or last > clock.today():
        raise ValidationError({"last": _("Confirm the return once you are back.")})
    row = LeaveReturn(
        request=request,
        filed_by=by,
        first=first or request.first,
        first_part=first_part or request.first_part,
        last=last,
        last_part=last_part,
        note=note.strip(),
        not_taken=not_taken,
    )
    if row.last < row.first or row.span[1] < row.span[0]:
        raise ValidationError({"last": _("The last day lies before the first day.")})
    row._history_user = by
    row.full_clean(exclude=["approval", "filed_by"])
    row.save()
    notifications.met("leave.return", about=request.ref)
    if needs_proof(request):
        notifications.move("leave.sick_proof", about=request.ref, since=calendar().add_workdays(row.last, 1))
    approvals.start(subject=row, chain="leave.return", by=by)
    return row


@transaction.atomic
def close(row, by):
    """The superior confirmed the actual dates: balance, attendance and stand-in follow; extra days are absence.

    Sick leave without its certificate stays open (LEAVE-11), unless HR waived it.
    """
    request = row.request
    if row.not_taken:
        request.state, request.closed_at = LeaveRequest.State.WITHDRAWN, clock.now()
        undo(request, by)
        return
    if blocks_without_proof(request):
        raise ValidationError(_("The medical certificate is missing. HR may waive it with a reason."))
    request.actual_first, request.actual_first_part = row.first, row.first_part
    request.actual_last, request.actual_last_part = row.last, row.last_part
    request.state, request.closed_at = LeaveRequest.State.CLOSED, clock.now()
    notifications.drop("leave.handover", about=request.ref)  # whoever is back has nothing to hand over any more
    take_back(request, by, min(row.last, clock.today()))
    save(request, by)
    _follow_in_attendance(request, row, by)
    show_dates(
        request,
        by,
        LeaveDates.State.GRANTED,
        first=row.first,
        first_part=row.first_part,
        last=row.last,
        last_part=row.last_part,
        days=working_days_of(row.span),
    )


def _follow_in_attendance(request, row, by):
    """Days not taken are free again; days beyond the leave are absence unless another request covers them."""
    start, end = row.span
    planned_start, planned_end = request.span
    cal = calendar()
    not_taken = set(halves.working(cal, planned_start, planned_end)) - set(range(start, end + 1))
    attendance.clear(about=request.ref, by=by, halves=[halves.pair(half) for half in not_taken])
    extra = set(halves.working(cal, start, end)) - set(range(planned_start, planned_end + 1))
    for other in LeaveRequest.objects.filter(applicant=request.applicant, state__in=LeaveRequest.LIVE):
        if other.pk != request.pk:
            other_start, other_end = other.span
            extra -= set(range(other_start, other_end + 1))
    mark(request, by, Mark.ABSENT, wanted=sorted(extra))


def excess_of(request, span):
    """Working days by which a span goes beyond the leave as approved: a supplementary request covers them."""
    planned = set(range(request.span[0], request.span[1] + 1))
    return working_days_of(span) - working_days_of((max(span[0], min(planned)), min(span[1], max(planned))))


@transaction.atomic
def ask_return_again(row, by):
    """Returned or not confirmed: the applicant states the dates again."""
    notifications.owe("leave.return", about=row.request.ref, owner=row.request.applicant, since=row.request.last)
