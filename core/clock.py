"""The one clock. Only tests and the demo seed may set it; nothing else asks the machine for the time."""

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set_to = ContextVar("clock_set_to", default=None)


def now():
    """The present moment, timezone-aware (UTC inside)."""
    return _set_to.get() or timezone.now()


def today():
    """The present day in the organization's time zone (Asia/Shanghai)."""
    return timezone.localtime(now()).date()


def day_of(moment):
    """The day in the organization's time zone on which an aware moment falls."""
    return timezone.localtime(moment).date()


def moment(day, at=dt.time(0, 0)):
    """`day` at the local time `at`, as an aware moment."""
    return timezone.make_aware(dt.datetime.combine(day, at))


def end_of(day):
    """24:00 of `day`: the first moment of the next day, which is when a deadline without a clock time passes."""
    return moment(day + dt.timedelta(days=1))


@contextmanager
def standing_at(instant):
    """Inside the block the clock shows `instant` (an aware datetime, or a date taken at 09:00 local time)."""
    if not isinstance(instant, dt.datetime):
        instant = moment(instant, dt.time(9, 0))
    token = _set_to.set(instant)
    try:
        yield instant
    finally:
        _set_to.reset(token)
