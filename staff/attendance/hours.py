"""Working hours of a service point and what a time of arrival or leaving means against them (ATT-01, ATT-02)."""

import datetime as dt
from dataclasses import dataclass

from rulebook.values import value
from staff.attendance.models import Mark

NOON = dt.time(12)
JUDGED = (Mark.NONE, Mark.PRESENT, Mark.LATE, Mark.EARLY)  # marks a clock time may change


@dataclass(frozen=True)
class Hours:
    """From when to when a service point works."""

    start: dt.time
    end: dt.time

    def __str__(self):
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


def hours_of(point=None, on=None):
    """The working hours of `point` as its host unit has them, else the organization's (ATT-01)."""
    start, end = value("att.work_hours", point=point, on=on).split("-")
    return Hours(dt.time.fromisoformat(start), dt.time.fromisoformat(end))


def minutes(earlier, later):
    """Minutes from one time of day to another; 0 where it is not later."""
    return max(0, (later.hour - earlier.hour) * 60 + later.minute - earlier.minute)


def minutes_late(came, hours):
    """Minutes after the start, 0 within the grace (ATT-02)."""
    late = minutes(hours.start, came)
    return late if late > value("att.late_grace_minutes") else 0


def minutes_early(left, hours):
    early = minutes(left, hours.end)
    return early if early > value("att.late_grace_minutes") else 0


def is_half_day(late):
    """Does being late or early by so much count as half a day of absence (ATT-02)?"""
    return late > value("att.half_day_minutes")


def judged(mark, off, plain):
    """The mark of a half in which somebody was `off` by so many minutes; `plain` is late arrival or early leave."""
    if mark not in JUDGED:
        return mark
    if is_half_day(off):
        return Mark.ABSENT
    return plain if off else Mark.PRESENT


def halves_between(starts, ends, day):
    """(morning, afternoon) as booleans: which halves of `day` two local moments touch."""
    first, last = dt.datetime.combine(day, dt.time.min), dt.datetime.combine(day, dt.time.max)
    noon = dt.datetime.combine(day, NOON)
    return starts < noon and ends > first, ends > noon and starts <= last
