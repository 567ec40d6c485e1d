"""Which halves of which days somebody is out, by the outings that were announced (ATT-09). Reads only."""

import datetime as dt

from django.utils import timezone

from staff.attendance.hours import halves_between
from staff.attendance.models import Outing


def of_people(people, first, last):
    """The outings of several people that touch the days from `first` to `last`, oldest first; one query."""
    return list(Outing.objects.valid().between(first, last).filter(person__in=people).order_by("starts_at", "pk"))


def until(row):
    """When an outing ended: back, else when the person meant to be back."""
    return row.returned_at or row.ends_at


def days_of(row):
    """Local days an outing touches with (morning, afternoon)."""
    starts = timezone.localtime(row.starts_at).replace(tzinfo=None)
    ends = max(timezone.localtime(until(row)).replace(tzinfo=None), starts + dt.timedelta(minutes=1))
    day = starts.date()
    while day <= ends.date():
        yield day, halves_between(starts, ends, day)
        day += dt.timedelta(days=1)


def halves_out(people, first, last, rows=None):
    """{(person id, day): (morning, afternoon)}."""
    found = {}
    for row in of_people(people, first, last) if rows is None else rows:
        for day, halves in days_of(row):
            was = found.get((row.person_id, day), (False, False))
            found[row.person_id, day] = (was[0] or halves[0], was[1] or halves[1])
    return found
