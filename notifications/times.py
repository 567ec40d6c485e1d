"""The last day of a deadline, and the quiet hours: no mail between 20:00 and 8:00, except for incidents."""

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


def due_day(due_at):
    """The last day on which work is in time: 24:00 belongs to the day it ends."""
    return clock.day_of(due_at - dt.timedelta(microseconds=1))


def clock_time(due_at):
    """The time of day that the rule sets, None where the whole day counts."""
    at = timezone.localtime(due_at).time()
    return at if at != dt.time(0) else None
