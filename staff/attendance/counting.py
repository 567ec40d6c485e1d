"""Counting attendance: absence levels, the month in figures, the published sample. Reads only."""

import datetime as dt
import math
import random
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance.models import AttendanceDay, Mark

HALF = Decimal("0.5")


def _absent_days(person, first, last):
    """{day: 0.5 or 1} of absence without leave."""
    rows = AttendanceDay.objects.filter(
        Q(morning=Mark.ABSENT) | Q(afternoon=Mark.ABSENT), person=person, day__range=(first, last)
    )
    return {row.day: HALF * ((row.morning == Mark.ABSENT) + (row.afternoon == Mark.ABSENT)) for row in rows}


def absence_in_a_row(person, day):
    """The longest run of whole working days of absence that ends on or before `day`, within the last year."""
    absent = {when for when, share in _absent_days(person, day - dt.timedelta(days=366), day).items() if share == 1}
    longest = run = 0
    for when in calendar().working_days(day - dt.timedelta(days=366), day):
        run = run + 1 if when in absent else 0
        longest = max(longest, run)
    return longest


def absence_level(person, day):
    """0 to 3: how serious the absence without leave of `person` is on `day` (ATT-06, ATT-07, ATT-08).

    "以上" includes the number, "超过" excludes it (DATE-07); the year is the calendar year.
    """
    month = sum(_absent_days(person, day.replace(day=1), day).values())
    year = sum(_absent_days(person, day.replace(month=1, day=1), day).values())
    row = absence_in_a_row(person, day)
    if row > value("att.absence_consecutive_3") or year > value("att.absence_year_3"):
        return 3
    if row > value("att.absence_consecutive_2") or year >= value("att.absence_year_2"):
        return 2
    return 1 if month >= value("att.absence_month") else 0


@dataclass(frozen=True)
class Figures:
    """A month as it may be published: facts of attendance, never the kind or reason of leave (ATT-05)."""

    present: Decimal
    late: int
    early: int
    absent: Decimal


def figures(days):
    """The `Figures` of attendance rows."""
    parts = [code for row in days for code in (row.morning, row.afternoon)]
    return Figures(
        present=HALF * sum(code in (Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.OUTING, Mark.TRAINING) for code in parts),
        late=parts.count(Mark.LATE),
        early=parts.count(Mark.EARLY),
        absent=HALF * parts.count(Mark.ABSENT),
    )


def sample_size(staff):
    """How many names are published: the rate rounded up, at least the minimum, never more than there are (ATT-05)."""
    share = math.ceil(Decimal(staff) * value("att.sample_rate") / 100)
    return min(staff, max(share, value("att.sample_min")))


def draw(people, seed):
    """The people of a published sample, drawn from an ordered list so that the same seed gives the same names."""
    people = sorted(people, key=lambda person: person.staff_no)
    return random.Random(seed).sample(people, sample_size(len(people)))
