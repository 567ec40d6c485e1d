"""Paid annual leave by length of service (LEAVE-09): entitlement, use and balance of a year. Reads only."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from rulebook import dates
from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance import halves
from staff.leave.models import LeaveRequest
from staff.leave.types import LeaveType


def service_since(person):
    """The day from which service counts: the first insured job, or joining this organization (the setting decides)."""
    if value("leave.seniority_basis") == "organization":
        return person.joined_on
    return person.first_job_on or person.joined_on


def entitlement(person, on):
    """Days of annual leave `person` is entitled to on the day `on`: the band held that day, none below a full year."""
    since = service_since(person)
    if since is None or since > on:
        return Decimal(0)
    years = dates.full_years(since, on)
    return max((days for least, days in value("leave.annual_bands") if years >= least), default=Decimal(0))


def working_days_of(span, year=None):
    """Working days of a span of half days, all of them or those of one year."""
    found = halves.working(calendar(), *span)
    return Decimal(sum(year is None or halves.day_of(half).year == year for half in found)) / 2


def _of_year(person, year, leave_type, leaving_out=None):
    touches = Q(first__lte=dt.date(year, 12, 31), last__gte=dt.date(year, 1, 1))
    rows = LeaveRequest.objects.live().filter(touches, applicant=person, leave_type=leave_type)
    return rows.exclude(pk=leaving_out.pk) if leaving_out is not None and leaving_out.pk else rows


def used(person, year, *, leaving_out=None):
    """Days of annual leave asked for, approved or taken in a year."""
    rows = _of_year(person, year, LeaveType.ANNUAL, leaving_out)
    return sum((working_days_of(row.used_span, year) for row in rows), Decimal(0))


@dataclass(frozen=True)
class Balance:
    """Annual leave of one year."""

    year: int
    entitled: Decimal
    used: Decimal

    @property
    def left(self):
        return self.entitled - self.used


def balance(person, on, *, leaving_out=None):
    """The `Balance` of the year of `on`, with the entitlement held that day."""
    return Balance(on.year, entitlement(person, on), used(person, on.year, leaving_out=leaving_out))


def long_sickness(person, on):
    """Is annual leave in doubt because sick leave of the year reached the law's limit for the band (LEAVE-09)?

    Regulation on paid annual leave, art. 4: 2, 3 or 4 months by band. Recorded as a warning, never a refusal.
    """
    bands = [days for _least, days in value("leave.annual_bands")]
    held = entitlement(person, on)
    if held not in bands:
        return False
    months = value("leave.annual_sick_months")
    limit = months[min(bands.index(held), len(months) - 1)]
    return sum(_days_in(row, on.year) for row in _of_year(person, on.year, LeaveType.SICK)) >= limit * 30


def _days_in(row, year):
    """Calendar days of a leave as it was used that lie in a year."""
    first, last = (halves.day_of(half) for half in row.used_span)
    first, last = max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))
    return max(0, (last - first).days + 1)
