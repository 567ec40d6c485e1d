"""Months are summed where something changed, into rows that can be rebuilt; running twice changes nothing."""

import datetime as dt

from django.db import transaction

from core import clock, records
from projects.contracts import queries as contracts
from reports import counting
from reports.models import Month, MonthlyReport, Tally, Watch
from reports.policy import FROZEN

OVERLAP = dt.timedelta(minutes=10)  # a transaction may commit a little after the time it carries
MOVE_ON = dt.timedelta(hours=6)  # without any change the watch still moves on this often


def refresh(*, everything_open=False):
    """Find the months that changed since the last look and sum them again; returns those whose rows changed.

    With `everything_open` the months still open are summed as well: settings have no day of their own.
    """
    now, watch = clock.now(), Watch.objects.first()
    since = watch.looked_at - OVERLAP if watch else clock.moment(dt.date(2000, 1, 1))
    _mark({day.replace(day=1) for day in _touched(since) if day <= clock.today()})
    if everything_open:
        _mark_open()
    changed = [month.first for month in Month.objects.filter(dirty=True) if rebuild(month.first)]
    if changed or watch is None or now - watch.looked_at > MOVE_ON:
        Watch.objects.update_or_create(pk=1, defaults={"looked_at": now})
    return changed


def _touched(since):
    """The days of every source that may count differently now; sources that share a function are asked once."""
    functions = {source.touched for source in records.SOURCES.values()}
    return set().union(*(touched(since) for touched in functions), *_of_new_targets(since))


def _of_new_targets(since):
    """A target for a narrow line asks for a count that was not kept before: of every month of its period."""
    today = clock.today()
    for first, last in contracts.periods_changed(since):
        month, months = first.replace(day=1), set()
        while month <= min(last, today):
            months.add(month)
            month = counting.following(month)
        yield months


def _mark(months):
    known = set(Month.objects.filter(first__in=months).values_list("first", flat=True))
    Month.objects.bulk_create([Month(first=first) for first in sorted(months - known)], ignore_conflicts=True)
    Month.objects.filter(first__in=known, dirty=False).update(dirty=True)


def _mark_open():
    """The present month, the one before, and every month whose report is not frozen yet."""
    this = clock.today().replace(day=1)
    waiting = MonthlyReport.objects.whole().exclude(state__in=FROZEN).values_list("month", flat=True)
    _mark({this, counting.previous(this), *waiting})


@transaction.atomic
def rebuild(month):
    """Sum one month again from the rooms' records; True where a row changed."""
    state, _created = Month.objects.select_for_update().get_or_create(first=month)
    counted = counting.count(month)
    stored = {(row.scope, row.of, row.figure): row for row in Tally.objects.filter(month=month)}
    gone = [row.pk for key, row in stored.items() if key not in counted]
    fresh, moved = [], []
    for (scope, of, figure), value in counted.items():
        row = stored.get((scope, of, figure))
        if row is None:
            fresh.append(Tally(month=month, scope=scope, of=of, figure=figure, **value._asdict()))
        elif (row.value, row.whole, row.refused) != tuple(value):
            row.value, row.whole, row.refused = value
            moved.append(row)
    Tally.objects.filter(pk__in=gone).delete()
    Tally.objects.bulk_create(fresh, batch_size=500)
    Tally.objects.bulk_update(moved, ["value", "whole", "refused"], batch_size=500)
    changed = bool(gone or fresh or moved)
    if changed or state.dirty:
        state.dirty, state.built_at = False, clock.now() if changed else state.built_at
        state.save()
    return changed
