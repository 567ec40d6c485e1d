"""What a process remembers of the rulebook's tables, and how it notices that another process changed them."""

import time

from django.db.models import F

from rulebook.models import CalendarDay, CalendarYear, Edition, RuleValue

CHECK_EVERY = 2.0  # seconds between two looks at the edition

_memory = {"edition": None, "checked": 0.0, "values": None, "calendar": None}


def forget():
    """Read everything again at the next question."""
    _memory.update(edition=None, checked=0.0, values=None, calendar=None)


def bump():
    """Tell every process that the rulebook changed; called inside the transaction that changes it."""
    Edition.objects.get_or_create(pk=1)
    Edition.objects.filter(pk=1).update(number=F("number") + 1)
    forget()


def _look():
    now = time.monotonic()
    if _memory["edition"] is not None and now - _memory["checked"] < CHECK_EVERY:
        return
    edition = Edition.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    if edition != _memory["edition"]:
        _memory.update(edition=edition, values=None, calendar=None)
    _memory["checked"] = now


def stored_values():
    """{key: {(service type, point id): [(since, value), ...] oldest first}} of the approved rows."""
    _look()
    if _memory["values"] is None:
        found = {}
        rows = RuleValue.objects.in_force().order_by("since", "pk")
        for row in rows.values_list("key", "service_type", "point_id", "since", "value"):
            key, service_type, point_id, since, value = row
            found.setdefault(key, {}).setdefault((service_type, point_id), []).append((since, value))
        _memory["values"] = found
    return _memory["values"]


def stored_calendar(build):
    """`build(days, years)` of the stored rows, made once an edition."""
    _look()
    if _memory["calendar"] is None:
        days = {row.day: row.works for row in CalendarDay.objects.all() if row.works is not None}
        years = frozenset(CalendarYear.objects.values_list("year", flat=True))
        _memory["calendar"] = build(days, years)
    return _memory["calendar"]
