"""What leave gives to the figures: every approved leave with the working days of it that lie in the days asked for."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.records import Record, Source, days_in_history, register
from rulebook.calendars import calendar
from staff.attendance import halves
from staff.leave.models import LeaveRequest

HALF = Decimal("0.5")


def taken(first, last):
    """Leaves that touch the days from `first` to `last`; each counts once approved, with its half days in them."""
    cal = calendar()
    window = halves.span(first, halves.AM, last, halves.PM)
    states = [LeaveRequest.State.PENDING, *LeaveRequest.GRANTED]
    rows = LeaveRequest.objects.filter(first__lte=last, last__gte=first, state__in=states)
    for row in rows.order_by("first", "pk"):
        start, end = row.used_span
        start, end = max(start, window[0]), min(end, window[1])
        amount = HALF * len(halves.working(cal, start, end))
        if amount:
            why = "undecided" if row.state == LeaveRequest.State.PENDING else ""
            day = max(first, row.first)
            yield Record(
                "leave.taken", str(row.uuid), row.ref, row.applicant_id, row.point_id, day, why_not=why,
                amount=amount,
            )  # fmt: skip


def touched(since):
    return days_in_history(LeaveRequest, since, "first", "last", "actual_first", "actual_last")


register(Source("leave.taken", _("Leave"), taken, touched, {"undecided": _("not decided yet")}))
