"""How a due moment is reckoned: every maker gives a function (since, calendar, value) -> (due moment, provisional)."""

import datetime as dt

from core import clock
from rulebook import dates


def local_day(since):
    return clock.day_of(since) if isinstance(since, dt.datetime) else since


def _by_day(day, cal, *marks):
    return clock.end_of(day), dates.provisional(cal, *marks) if marks else False


def _rolled(cal, nominal, roll):
    """The end of `nominal` or of the working day it rolls to; only a roll asks the calendar."""
    if not roll:
        return _by_day(nominal, cal)
    day = cal.roll(nominal)
    return _by_day(day, cal, nominal, day)


def workdays_after(key):
    """The n-th working day after (DATE-02)."""

    def due(since, cal, value):
        start = local_day(since)
        day = cal.add_workdays(start, value(key))
        return _by_day(day, cal, start + dates.DAY, max(day, start + dates.DAY))

    return due


def days_after(key, *, roll=True, unit_key=None):
    """n days after, rolled (DATE-03); in working days where the setting `unit_key` says so."""

    def due(since, cal, value):
        if unit_key and value(unit_key) == "workday":
            return workdays_after(key)(since, cal, value)
        nominal = local_day(since) + dates.DAY * value(key)
        return _rolled(cal, nominal, roll and value("date.roll_forward"))

    return due


def months_after(key, *, roll=False, pick=None):
    """n months after (DATE-05); submissions roll, reviews keep their day. `pick` takes one of a list of months."""

    def due(since, cal, value):
        n = value(key) if pick is None else value(key)[pick]
        return _rolled(cal, dates.add_months(local_day(since), n), roll and value("date.roll_forward"))

    return due


def period_after(key):
    """A period "7d" or "3m" after, kept as it is: the earliest day something may take effect (EXIT-03)."""

    def due(since, cal, value):
        return _by_day(add_period(local_day(since), value(key)), cal)

    return due


def add_period(day, period):
    """`day` plus "7d" or "3m"."""
    n = int(period[:-1])
    return dates.add_months(day, n) if period.endswith("m") else day + dates.DAY * n


def monthly_day(key, *, external=False, months_later=1):
    """The named day of the month after the one `since` lies in (DATE-06)."""

    def due(since, cal, value):
        month = dates.add_months(local_day(since).replace(day=1), months_later)
        nominal = dates.fixed_day(cal, month.year, month.month, value(key), roll=False)
        return _rolled(cal, nominal, _fixed_rolls(value, external))

    return due


def last_workday_of_month(since, cal, value):
    """The last working day of the month `since` lies in: what is to be done within the month (ATT-03)."""
    last = dates.add_months(local_day(since).replace(day=1), 1) - dates.DAY
    return _by_day(cal.roll_back(last), cal, last)


def quarter_day(key):
    """The named day of the month after the quarter `since` lies in (CASE-30, DATE-06)."""

    def due(since, cal, value):
        first = local_day(since).replace(day=1)
        month = dates.add_months(first, 3 - (first.month - 1) % 3)
        nominal = dates.fixed_day(cal, month.year, month.month, value(key), roll=False)
        return _rolled(cal, nominal, _fixed_rolls(value, False))

    return due


def _fixed_rolls(value, external):
    side = "external" if external else "internal"
    return value(f"date.fixed_day_roll_{side}") == "next_workday"


def yearly_day(month, *, key=None, day=None, years_later=0):
    """A named day of the year, counted from the year `since` lies in (DATE-06)."""

    def due(since, cal, value):
        year = local_day(since).year + years_later
        nominal = dates.fixed_day(cal, year, month, value(key) if key else day, roll=False)
        return _rolled(cal, nominal, _fixed_rolls(value, False))

    return due


def lead_of(key, unit):
    """The latest day in time for an event on the day `since` (DATE-04)."""

    def due(since, cal, value):
        event, n = local_day(since), value(key)
        if unit == "calendar":
            return _by_day(dates.latest_day_for_days(event, n), cal)
        latest = dates.latest_day_for_workdays(cal, event, n)
        return _by_day(latest, cal, latest, event)

    return due


def anniversary(since, cal, value):
    """The first anniversary, or 31 December of the year where the setting says so (CASE-22); it keeps its day."""
    day = local_day(since)
    if value("case.stage_review_basis") == "year_end":
        return _by_day(dt.date(day.year, 12, 31), cal)
    return _by_day(dates.add_years(day, 1), cal)


def weekly(since, cal, value):
    """The first working day of the week, at the set time; nothing in a week without working days (PLAN-01)."""
    day = local_day(since)
    due_day = dates.weekly_due(cal, day)
    if due_day is None:
        return None
    monday = day - dates.DAY * day.weekday()
    hour, minute = value("plan.weekly_due").split(":")
    return clock.moment(due_day, dt.time(int(hour), int(minute))), dates.provisional(cal, monday, due_day)


def same_day(since, cal, value):
    """The appointed moment itself, or the end of the appointed day."""
    return (since, False) if isinstance(since, dt.datetime) else _by_day(since, cal)


def day_before(since, cal, value):
    """The end of the day before a first day (LEAVE-08)."""
    return _by_day(local_day(since) - dates.DAY, cal)


def first_workday_after(since, cal, value):
    """The first working day after a last day of absence (LEAVE-13, LEAVE-15)."""
    start = local_day(since)
    day = cal.add_workdays(start, 1)
    return _by_day(day, cal, start + dates.DAY, day)


def hours_after(key):
    def due(since, cal, value):
        return since + dt.timedelta(hours=value(key)), False

    return due
