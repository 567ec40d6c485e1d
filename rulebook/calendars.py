"""The working-day calendar of the organization, from its rows (DATE-01)."""

import csv
import datetime as dt
from pathlib import Path

from core import clock
from rulebook.cache import stored_calendar
from rulebook.dates import Calendar

DATA = Path(__file__).parent / "data"


def calendar():
    """The `Calendar` of CalendarDay and CalendarYear, remembered until a row changes."""
    return stored_calendar(Calendar)


def shipped_years():
    """The years whose national calendar comes with the software."""
    return sorted(int(file.stem.rpartition("_")[2]) for file in DATA.glob("calendar_*.csv"))


def shipped_days(year):
    """[(day, kind, name)] of a shipped year; FileNotFoundError when there is none."""
    with (DATA / f"calendar_{year}.csv").open(encoding="utf-8", newline="") as file:
        return [(dt.date.fromisoformat(row["day"]), row["kind"], row["name"]) for row in csv.DictReader(file)]


def missing_year(today=None):
    """The year that should be loaded by now and is not, or None: this year, and the next from 1 December (DATE-01)."""
    today = today or clock.today()
    years = calendar().years
    if today.year not in years:
        return today.year
    return today.year + 1 if today.month == 12 and today.year + 1 not in years else None
