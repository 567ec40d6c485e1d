"""Date arithmetic of the rulebook (DATE-01 to DATE-07): pure functions, no database, no clock.

A `Calendar` knows which days are working days; every function that counts takes one. Days are `datetime.date`.
"""

import calendar as months
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Calendar:
    """The working-day calendar (DATE-01).

    `exceptions` maps a day to whether it is a working day, where that differs from Monday to Friday: holidays,
    make-up workdays, local closures. `years` are those whose national calendar is loaded; any other year counts
    Monday to Friday and makes a result provisional.
    """

    exceptions: Mapping[dt.date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def is_workday(self, day):
        return self.exceptions.get(day, day.weekday() < 5)

    def add_workdays(self, day, n):
        """The n-th working day after `day`; `day` itself is not counted (DATE-02). n = 0 is `day`."""
        while n > 0:
            day += DAY
            n -= self.is_workday(day)
        return day

    def workdays_between(self, after, until):
        """How many working days lie after `after`, up to and including `until`; negative when `until` is earlier."""
        if until < after:
            return -self.workdays_between(until, after)
        return sum(self.is_workday(after + DAY * n) for n in range(1, (until - after).days + 1))

    def working_days(self, first, last):
        """The working days from `first` to `last`, both included."""
        return [day for day in days(first, last) if self.is_workday(day)]

    def roll(self, day):
        """`day`, or the next working day when it is none (DATE-03)."""
        while not self.is_workday(day):
            day += DAY
        return day

    def roll_back(self, day):
        """`day`, or the last working day before it when it is none (DATE-06: reminders)."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def minus_workdays(self, day, n):
        """The n-th working day counted back from `day`, which is counted if it is a working day. n >= 1."""
        left = n - self.is_workday(day)
        while left > 0:
            day -= DAY
            left -= self.is_workday(day)
        return day


def days(first, last):
    """Every day from `first` to `last`, both included."""
    return [first + DAY * n for n in range((last - first).days + 1)]


def provisional(cal, *marks):
    """True when a result that spans `marks` rests on a year whose calendar is not loaded (DATE-01)."""
    years = [day.year for day in marks]
    return any(year not in cal.years for year in range(min(years), max(years) + 1))


def add_days(cal, day, n, *, roll=True):
    """`n` calendar days after `day`; a last day that is no working day moves to the next one (DATE-03)."""
    due = day + DAY * n
    return cal.roll(due) if roll else due


def add_months(day, n):
    """The same day number `n` months later, or the month's end where that day does not exist (DATE-05)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    month += 1
    return dt.date(year, month, min(day.day, months.monthrange(year, month)[1]))


def add_years(day, n):
    """The same date `n` years later; 29 February falls on 28 February (DATE-05)."""
    return add_months(day, 12 * n)


def months_due(cal, day, n, *, roll=True):
    """`n` months after `day`; submissions roll, reviews and anniversaries of a case do not (DATE-05)."""
    due = add_months(day, n)
    return cal.roll(due) if roll else due


def fixed_day(cal, year, month, day, *, roll=True):
    """The named day of a month, included; internal deadlines roll, external ones do not (DATE-06)."""
    named = dt.date(year, month, min(day, months.monthrange(year, month)[1]))
    return cal.roll(named) if roll else named


def next_month(day):
    """The first day of the month after `day`."""
    return add_months(day.replace(day=1), 1)


def latest_day_for_workdays(cal, event, n):
    """The latest day on which something due `n` working days before `event` is in time (DATE-04).

    The day of submission is not counted, the day of the event is: the last S with add_workdays(S, n) <= event.
    """
    return cal.minus_workdays(event, n) - DAY if n > 0 else event


def latest_day_for_days(event, n):
    """The latest day on which something due `n` calendar days before `event` is in time (DATE-04); no roll."""
    return event - DAY * n


def earliest_event_for_workdays(cal, submitted, n):
    """The first day an event may take place when it is submitted on `submitted` with `n` working days' notice."""
    return cal.add_workdays(submitted, n)


@dataclass(frozen=True)
class Lead:
    """How a submission stands to its event: the lead it has, the lead it needs, the latest day in time."""

    days: int
    required: int
    latest: dt.date

    @property
    def in_time(self):
        return self.short_by == 0

    @property
    def short_by(self):
        return max(0, self.required - self.days)


def lead(cal, submitted, event, required, *, unit="calendar"):
    """The `Lead` of a submission for an event (DATE-04); unit "workday" or "calendar"."""
    if unit == "workday":
        return Lead(cal.workdays_between(submitted, event), required, latest_day_for_workdays(cal, event, required))
    return Lead((event - submitted).days, required, latest_day_for_days(event, required))


def is_in_time(cal, submitted, event, required, *, unit="calendar"):
    """Whether a submission on `submitted` is in time for `event` (DATE-04)."""
    return lead(cal, submitted, event, required, unit=unit).in_time


def weekly_due(cal, any_day, *, weekday=0):
    """The day a weekly report is due in the week of `any_day`: the first working day from `weekday` on.

    None when the week (Monday to Sunday) has no working day: nothing is due then (PLAN-01).
    """
    monday = any_day - DAY * any_day.weekday()
    work = cal.working_days(monday, monday + DAY * 6)
    later = [day for day in work if day.weekday() >= weekday]
    return later[0] if later else (work[-1] if work else None)


def full_years(since, on):
    """Completed years from `since` to `on`; the anniversary itself completes the year (DATE-07)."""
    years = on.year - since.year
    return years - (add_years(since, years) > on)


def within_one_year(first, second):
    """Whether two days lie within one year of each other; the anniversary itself still does (DATE-07)."""
    first, second = sorted((first, second))
    return second <= add_years(first, 1)


def count_days(cal, first, last, *, first_half=False, last_half=False, unit="workday"):
    """Length of an absence in days, in half days (LEAVE-05).

    `first_half`: it starts in the afternoon; `last_half`: it ends at noon. Unit "workday" counts working days only
    (make-up workdays do count), "calendar" every day. A half of a day that does not count takes nothing away.
    """

    def counts(day):
        return unit == "calendar" or cal.is_workday(day)

    total = Decimal(sum(counts(day) for day in days(first, last)))
    total -= HALF * (first_half and counts(first)) + HALF * (last_half and counts(last))
    return max(total, Decimal(0))


def time_share(first, last, on):
    """Share of a period gone by the end of the day `on`, 0 to 1; both ends of the period count (KPI-03)."""
    gone = (min(max(on, first - DAY), last) - first).days + 1
    return Decimal(gone) / Decimal((last - first).days + 1)


def week_reported(cal, monday):
    """(first, last) of what a report in the week of `monday` looks back on: the days since the last week with work.

    That is last week; where weeks without a working day lie between, they and the week before them too.
    """
    first = monday - DAY * 7
    while not cal.working_days(first, first + DAY * 6) and (monday - first).days < 60:
        first -= DAY * 7
    return first, monday - DAY
