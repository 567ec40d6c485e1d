"""The calendar of a year was loaded or a day of it edited: leave that rests on it is counted again (DATE-01, EX-22)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import tell
from staff.attendance import actions as attendance
from staff.leave.actions.asking import ask_of
from staff.leave.actions.effects import mark, save, show_dates
from staff.leave.models import LeaveRequest
from staff.leave.reckoning import reckon
from staff.leave.types import terms

CHANGED = gettext_noop("The calendar changed, and with it the length of a leave of yours. Look at it again.")


@transaction.atomic
def recount(years):
    """Days and notice of leave not yet begun, in attendance too; the applicant is told.

    A run keeps its way; where the length now asks for another decider, whoever decides must see that (LEAVE-05).
    """
    touched = Q()
    for year in years:
        touched |= Q(first__year__lte=year, last__year__gte=year)
    waiting = LeaveRequest.objects.filter(touched, state__in=("pending", "approved"), last__gte=clock.today())
    changed = 0
    for request in waiting.select_related("applicant", "dates") if years else ():
        changed += _recount_one(request)
    return changed


def _recount_one(request):
    found = reckon(ask_of(request), on=request.asked_on)
    days = (found.days, found.merged_days)
    if request.in_effect:
        attendance.clear(about=request.ref, by=None)
        mark(request, None, terms(request.leave_type).code)
    if days == (request.days, request.merged_days):
        return False
    request.days, request.merged_days = days
    if request.state == LeaveRequest.State.PENDING:
        request.short_by, request.exception = found.short_by, bool(found.findings.exceptions)
        request.tier_now = found.tier if found.tier != request.tier else ""
    save(request, None)
    show_dates(request, None, request.dates.state, days=request.days)
    tell(
        request.applicant, CHANGED, key=f"leave:{request.uuid}:{request.days}:{request.merged_days}", about=request.ref
    )
    return True
