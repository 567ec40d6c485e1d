"""Weeks and months of reports: which there are, how they are written in an address and in words. Pure but for words."""

import datetime as dt

from django.utils.translation import gettext as _

from core import formats
from rulebook import dates
from staff.plans.choices import Kind


def first_of(kind, day):
    """The first day of the period of `kind` in which `day` lies."""
    return monday(day) if kind == Kind.WEEKLY else day.replace(day=1)


def monday(day):
    return day - dates.DAY * day.weekday()


def last_of(kind, first):
    return first + dates.WEEK - dates.DAY if kind == Kind.WEEKLY else dates.next_month(first) - dates.DAY


def key_of(kind, first):
    """ "2026-W19" or "2026-05": how a period stands in an address."""
    if kind == Kind.WEEKLY:
        year, week, _weekday = first.isocalendar()
        return f"{year}-W{week:02}"
    return f"{first:%Y-%m}"


def parsed(kind, key):
    """The first day of the period written as `key`, None where it is none."""
    try:
        if kind == Kind.WEEKLY:
            year, _sep, week = key.partition("-W")
            return dt.date.fromisocalendar(int(year), int(week), 1)
        return dt.date.fromisoformat(f"{key}-01")
    except ValueError:
        return None


def label(kind, first):
    """第 19 周 · 5月4日–5月10日; 2026年5月."""
    if kind != Kind.WEEKLY:
        return formats.month(first)
    _year, week, _weekday = first.isocalendar()
    last = last_of(kind, first)
    span = f"{formats.day_plain(first)}–{formats.day_plain(last)}"
    return _("Week %(n)s · %(span)s") % {"n": week, "span": span}


def weeks_to_open(cal, day):
    """Mondays of the weeks whose reports exist on `day`: this week, and the next from this week's last working day."""
    this = monday(day)
    found = [this]
    if not cal.working_days(day + dates.DAY, this + dates.WEEK - dates.DAY):
        found.append(this + dates.WEEK)
    return [first for first in found if cal.working_days(first, first + dates.WEEK - dates.DAY)]


def months_to_open(cal, day):
    """First days of the months whose plans exist on `day`: this month, and the next from its last working day."""
    this = day.replace(day=1)
    following = dates.next_month(this)
    return [this] if cal.working_days(day + dates.DAY, following - dates.DAY) else [this, following]


def before(first):
    """The month before."""
    return dates.add_months(first, -1)
