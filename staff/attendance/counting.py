"""Counting attendance: absence levels, lateness, the month in figures. Reads only."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance.models import AttendanceDay, Mark

HALF = Decimal("0.5")
YEAR = dt.timedelta(days=366)
THERE = (Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.OUTING, Mark.TRAINING)
LATE_OR_EARLY = Q(morning__in=(Mark.LATE, Mark.EARLY)) | Q(afternoon__in=(Mark.LATE, Mark.EARLY))


def _absences(people, first, last):
    """{person id: {day: 0.5 or 1}} of absence without leave; one query for any number of people."""
    rows = AttendanceDay.objects.filter(Q(morning=Mark.ABSENT) | Q(afternoon=Mark.ABSENT), day__range=(first, last))
    rows = rows.filter(person__in=people) if people is not None else rows
    found = defaultdict(dict)
    for row in rows.order_by("day"):
        found[row.person_id][row.day] = HALF * ((row.morning == Mark.ABSENT) + (row.afternoon == Mark.ABSENT))
    return found


def _longest_row(absent, day):
    """The longest run of whole working days of absence up to `day`: weekends, holidays and months do not break it."""
    whole = {when for when, share in absent.items() if share == 1}
    if not whole:
        return 0
    longest = run = 0
    for when in calendar().working_days(min(whole), day):
        run = run + 1 if when in whole else 0
        longest = max(longest, run)
    return longest


def absence_in_a_row(person, day):
    """The longest run of whole working days of absence that ends on or before `day`, within the last year."""
    return _longest_row(_absences([person.pk], day - YEAR, day).get(person.pk, {}), day)


@dataclass(frozen=True)
class Absence:
    """The absence without leave of one person: days of the month, of the calendar year, in a row, and the level."""

    month: Decimal = Decimal(0)
    year: Decimal = Decimal(0)
    row: int = 0

    @property
    def level(self):
        """0 to 3 (ATT-06 to ATT-08): "以上" includes the number, "超过" excludes it (DATE-07)."""
        if self.row > value("att.absence_consecutive_3") or self.year > value("att.absence_year_3"):
            return 3
        if self.row > value("att.absence_consecutive_2") or self.year >= value("att.absence_year_2"):
            return 2
        return 1 if self.month >= value("att.absence_month") else 0


def absences(day, people=None):
    """{person id: Absence} on `day` of everybody (or of `people`) with any in the last year; the year is the
    calendar year, a row may begin in the year before."""
    found = {}
    for person, days in _absences(people, day - YEAR, day).items():
        month = sum(share for when, share in days.items() if when >= day.replace(day=1))
        year = sum(share for when, share in days.items() if when.year == day.year)
        found[person] = Absence(month, year, _longest_row(days, day))
    return found


def absence_level(person, day):
    """How serious the absence without leave of `person` is on `day`: 0 to 3. A flag for people, never a sanction."""
    return absences(day, [person.pk]).get(person.pk, Absence()).level


def late_counts(day, people=None):
    """{person id: late arrivals and early leaves in the month of `day`, up to it} (ATT-02); one query."""
    rows = AttendanceDay.objects.filter(LATE_OR_EARLY, day__range=(day.replace(day=1), day))
    rows = rows.filter(person__in=people) if people is not None else rows
    found = defaultdict(int)
    for person, *marks in rows.values_list("person", "morning", "afternoon"):
        found[person] += sum(mark in (Mark.LATE, Mark.EARLY) for mark in marks)
    return found


def late_count(person, day):
    last = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return late_counts(last, [person.pk])[person.pk]


def is_late_often(count):
    """Does this many late arrivals and early leaves in a month go to HR&A (ATT-02)?"""
    return count >= value("att.late_alert_count")


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
        present=HALF * sum(code in THERE for code in parts),
        late=parts.count(Mark.LATE),
        early=parts.count(Mark.EARLY),
        absent=HALF * parts.count(Mark.ABSENT),
    )


@dataclass(frozen=True)
class Full(Figures):
    """The same for those who keep and verify attendance: with outings, leave and what is not decided."""

    outings: Decimal
    training: Decimal
    leave: Decimal
    pending: Decimal


def full_figures(days):
    """The `Full` figures of attendance rows."""
    parts = [code for row in days for code in (row.morning, row.afternoon)]
    return Full(
        **vars(figures(days)),
        outings=HALF * parts.count(Mark.OUTING),
        training=HALF * parts.count(Mark.TRAINING),
        leave=HALF * (parts.count(Mark.LEAVE) + parts.count(Mark.COMPENSATORY)),
        pending=HALF * parts.count(Mark.LEAVE_PENDING),
    )
