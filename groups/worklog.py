"""Group work in the weekly report: sessions with their length, records and reports; no member, no remark."""

from collections import defaultdict

from django.utils.translation import gettext as _

from core import clock
from core.records import span
from groups.models import Programme, Session
from notifications.worklog import Line


def lines(user, first, last):
    return [*_sessions(user, first, last), *_records(user, first, last), *_steps(user, first, last)]


def _sessions(user, first, last):
    rows = Session.objects.filter(programme__worker=user, held_on__range=(first, last)).select_related("programme")
    for row in rows.order_by("held_on", "starts", "pk"):
        what = _("Group “%(name)s”, session %(n)s") % {"name": row.programme.name, "n": row.number}
        at = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
        yield Line(row.held_on, what, 1, row.minutes, at=at)


def _records(user, first, last):
    start, end = span(first, last)
    rows = Session.objects.filter(programme__worker=user, recorded_at__gte=start, recorded_at__lt=end)
    counts = defaultdict(int)
    for (recorded,) in rows.order_by("recorded_at").values_list("recorded_at"):
        counts[clock.day_of(recorded)] += 1
    for day, count in counts.items():
        yield Line(day, _("Session records written"), count)


def _steps(user, first, last):
    counts = defaultdict(int)
    rows = Programme.objects.filter(worker=user).values_list("submitted_at", "completed_on")
    for submitted, completed in rows:
        for day, what in (
            (clock.day_of(submitted) if submitted else None, _("Group plan submitted")),
            (completed, _("Group completed")),
        ):
            if day and first <= day <= last:
                counts[day, what] += 1
    for (day, what), count in counts.items():
        yield Line(day, what, count)
