"""Quiet hours: no mail between 20:00 and 8:00, except for incidents (ia.md section 4)."""

import datetime as dt

from django.utils import timezone

from core import clock

MORNING, EVENING = dt.time(8), dt.time(20)


def is_quiet(moment):
    return not MORNING <= timezone.localtime(moment).time() < EVENING


def after_quiet_hours(moment):
    """`moment`, or the next 8:00 where it lies in the quiet hours."""
    if not is_quiet(moment):
        return moment
    day = clock.day_of(moment)
    return clock.moment(day if timezone.localtime(moment).time() < MORNING else day + dt.timedelta(days=1), MORNING)
