"""Casework in the weekly report: how many contacts of what kind, how many records and closings; no name, no number."""

from collections import defaultdict

from django.utils.translation import gettext as _

from cases.choices import Way
from cases.models import Case, Contact
from core import clock
from core.records import span
from notifications.worklog import Line


def lines(user, first, last):
    return [*_contacts(user, first, last), *_records(user, first, last), *_steps(user, first, last)]


def _contacts(user, first, last):
    start, end = span(first, last)
    rows = Contact.objects.filter(worker=user, starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")
    times = defaultdict(list)
    for starts, ends, way in rows.values_list("starts_at", "ends_at", "way"):
        times[clock.day_of(starts), way].append(int((ends - starts).total_seconds() // 60))
    for (day, way), minutes in times.items():
        what = _("Case contact, %(way)s") % {"way": Way(way).label}
        yield Line(day, what, len(minutes), sum(minutes))


def _records(user, first, last):
    start, end = span(first, last)
    rows = Contact.objects.filter(worker=user, recorded_at__gte=start, recorded_at__lt=end).order_by("recorded_at")
    counts = defaultdict(int)
    for (recorded,) in rows.values_list("recorded_at"):
        counts[clock.day_of(recorded)] += 1
    for day, count in counts.items():
        yield Line(day, _("Case records written"), count)


def _steps(user, first, last):
    counts = defaultdict(int)
    for opened, closed in Case.objects.filter(worker=user).values_list("opened_on", "closed_on"):
        for day, what in ((opened, _("Case opened")), (closed, _("Case closed"))):
            if day and first <= day <= last:
                counts[day, what] += 1
    for (day, what), count in counts.items():
        yield Line(day, what, count)
