"""Outings in the weekly report (ATT-09): what for, where, when; a home visit without its address."""

from django.utils.translation import gettext as _

from core import clock, formats
from notifications.worklog import Line
from staff.attendance import outside
from staff.attendance.models import Outing


def lines(user, first, last):
    for row in outside.of_people([user.pk], first, last):
        day = clock.day_of(row.starts_at)
        if first <= day <= last:
            yield _line(row, day)


def _line(row, day):
    ends = outside.until(row)
    minutes = max(0, int((ends - row.starts_at).total_seconds() // 60))
    at = f"{formats.time(row.starts_at)}–{formats.time(ends)}"
    private = row.purpose == Outing.Purpose.HOME_VISIT
    what = _("Outing, %(purpose)s") % {"purpose": row.get_purpose_display()}
    return Line(day, what, 1, minutes, "" if private else row.place, at, row.verified_at is not None)
