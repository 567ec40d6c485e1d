"""The last day of a deadline, and the quiet hours, when no mail is sent except for incidents."""

import datetime as dt

from django.utils import timezone

from core import clock
from rulebook.values import value


def mail_hours():
    """(first, last) time of day at which mails go out."""
    return tuple(dt.time.fromisoformat(part) for part in value("notice.mail_hours").split("-"))


def is_quiet(moment):
    morning, evening = mail_hours()
    return not morning <= timezone.localtime(moment).time() < evening


def after_quiet_hours(moment):
    """`moment`, or the next morning where it lies in the quiet hours."""
    if not is_quiet(moment):
        return moment
    day = clock.day_of(moment)
    morning = mail_hours()[0]
    return clock.moment(day if timezone.localtime(moment).time() < morning else day + dt.timedelta(days=1), morning)


def due_day(due_at):
    """The last day on which work is in time: 24:00 belongs to the day it ends."""
    return clock.day_of(due_at - dt.timedelta(microseconds=1))


def clock_time(due_at):
    """The time of day that the rule sets, None where the whole day counts."""
    at = timezone.localtime(due_at).time()
    return at if at != dt.time(0) else None
