"""Leave in the weekly report: that somebody was away and for how long; never the type or the reason (LEAVE-11)."""

from django.utils.translation import gettext as _

from notifications.worklog import Line
from staff.leave.describing import span_text
from staff.leave.models import LeaveDates


def lines(user, first, last):
    rows = LeaveDates.objects.filter(person=user, state=LeaveDates.State.GRANTED, first__lte=last, last__gte=first)
    for row in rows.order_by("first", "pk"):
        yield Line(max(row.first, first), _("Leave, %(span)s") % {"span": span_text(row)})
