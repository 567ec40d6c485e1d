"""What the end of a run does to a leave; handed to the engine by chain.py, runs inside the decision."""

from django.db import transaction

from core import clock
from notifications import actions as notifications
from rulebook.calendars import calendar
from rulebook.values import level
from staff.attendance import actions as attendance
from staff.attendance import halves
from staff.attendance.models import Mark
from staff.leave import queries
from staff.leave.actions.effects import drop_all, mark, put_into_effect, save, show_dates
from staff.leave.actions.taking import begin_if_due
from staff.leave.models import LeaveDates, LeaveRequest
from staff.leave.sheets import HandoverSheet


@transaction.atomic
def take_effect(request, by):
    """Approved: the days are leave, the stand-in is named, the handover is owed (LEAVE-08).

    Where the organization sets the handover to "block", the effect waits until it is confirmed.
    """
    by = by or request.applicant
    request.state = LeaveRequest.State.APPROVED
    save(request, by)
    show_dates(request, by, LeaveDates.State.GRANTED)
    if request.extends_id:
        notifications.move("leave.return", about=request.extends.ref, since=request.last)
    handover_due = queries.needs_handover(request) and not request.after_the_fact
    if handover_due:
        notifications.owe("leave.handover", about=request.ref, owner=request.applicant, since=request.first)
    if not (handover_due and level("leave.handover_enforcement") == "block"):
        put_into_effect(request, by)
    begin_if_due(request, by)


@transaction.atomic
def handover_confirmed(sheet, by, approval):
    """The superior confirmed the handover: no longer owed, and the leave takes effect where it waited for that."""
    sheet.confirmed_at, sheet._history_user = approval.ended_at, by
    sheet.save()
    request = sheet.request
    notifications.met("leave.handover", about=request.ref)
    if request.state == LeaveRequest.State.APPROVED:
        put_into_effect(request, by)
        begin_if_due(request, by)


def is_handed_over(request):
    """Has the superior confirmed the handover?"""
    return HandoverSheet.objects.filter(request=request, confirmed_at__isnull=False).exists()


@transaction.atomic
def refuse(request, by):
    """Refused, by the host unit or inside: days already taken become absence without leave (LEAVE-13)."""
    by = by or request.applicant
    request.state = LeaveRequest.State.REFUSED
    save(request, by)
    drop_all(request)
    show_dates(request, by, LeaveDates.State.OFF)
    if request.after_the_fact:
        attendance.clear(about=request.ref, by=by)
        start, end = request.span
        gone = min(end, halves.number(clock.today(), halves.PM))
        mark(request, by, Mark.ABSENT, wanted=halves.working(calendar(), start, gone))


@transaction.atomic
def give_back(request, by):
    """Returned for revision: the applicant may correct it and send it again."""
    request.state = LeaveRequest.State.RETURNED
    save(request, by or request.applicant)


@transaction.atomic
def fall_away(request, by):
    """Withdrawn by the applicant while it was pending."""
    request.state = LeaveRequest.State.WITHDRAWN
    save(request, by)
    attendance.clear(about=request.ref, by=by)
    show_dates(request, by, LeaveDates.State.OFF)
