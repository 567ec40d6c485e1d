"""Half days as numbers: two a day, in order, so that spans, gaps and overlaps are plain arithmetic."""

import datetime as dt

from staff.attendance.models import Half

AM, PM = "am", "pm"


def number(day, part):
    """The half day `part` of `day` as a number; the next half day is one more."""
    return day.toordinal() * 2 + (part == PM)


def day_of(half):
    return dt.date.fromordinal(half // 2)


def part_of(half):
    return PM if half % 2 else AM


def pair(half):
    """(day, Half) as attendance keeps it."""
    return day_of(half), Half.AFTERNOON if half % 2 else Half.MORNING


def span(first, first_part, last, last_part):
    """The numbers of the first and the last half day."""
    return number(first, first_part), number(last, last_part)


def working(cal, start, end):
    """The working half days from `start` to `end`, both included."""
    return [half for half in range(start, end + 1) if cal.is_workday(day_of(half))]
