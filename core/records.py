"""Service records: what the rooms did, in the one shape in which it is counted (KPI-09), without knowing the rooms.

A room offers one `Source` for each thing that is counted, in `<room>/statistics.py`, imported by its AppConfig. The
reports read all sources and nothing else. A record belongs to the day on which the service took place; it counts once
it is approved, confirmed or read as its form requires, and until then it is offered with the reason why it does not.

    def sessions(first, last):
        for row in Session.objects.filter(held_on__range=(first, last)).values_list(...):
            yield Record("group.session", uuid, f"groups.programme:{programme}", worker, point, held_on,
                         clients=present, person_times=len(present), minutes=90, why_not="" if read else "unread")

    register(Source("group.session", _("Group sessions"), sessions, touched, {"unread": _("not read yet")}))
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from core import clock


class Record(NamedTuple):
    """One service record. `about` is the opaque reference of what a reader may open (core.subjects describes it).

    `clients` are the pks of the persons served, each person once; people who were only counted by heads add to
    `person_times` and to nothing else. `marks` say what a figure distinguishes ("home", "large", "in_time").
    """

    kind: str
    uuid: str
    about: str
    worker: int | None
    point: int | None
    day: dt.date
    clients: tuple = ()
    person_times: int = 0
    minutes: int = 0
    why_not: str = ""  # a key of the source's `reasons`; empty: it counts
    marks: tuple = ()
    amount: Decimal | int = 0  # what is neither persons nor minutes: days of leave

    groups: tuple = ()  # the client groups it was for

    @property
    def counts(self):
        return not self.why_not


@dataclass(frozen=True)
class Source:
    """Where records of one kind come from.

    `records(first, last)` gives the records of the days from `first` to `last`, both included, counted or not, in a
    constant number of queries. `touched(since)` gives the days whose records may have changed since a moment.
    """

    kind: str
    label: str
    records: Callable
    touched: Callable
    reasons: dict = field(default_factory=dict)


SOURCES = {}


def register(source):
    SOURCES[source.kind] = source


def between(first, last, kinds=None):
    """All records of the days from `first` to `last`, from every source or from those of `kinds`."""
    for kind, source in SOURCES.items():
        if kinds is None or kind in kinds:
            yield from source.records(first, last)


def span(first, last):
    """The moments a stretch of days covers: for `starts_at__gte` and `starts_at__lt`."""
    return clock.moment(first), clock.end_of(last)


def days_in_history(model, since, *fields):
    """The days, old and new, in the named date fields of the rows of an audited `model` that changed since a moment."""
    history = model.history.model.objects
    changed = history.filter(history_date__gte=since).values(model._meta.pk.name)
    rows = history.filter(**{f"{model._meta.pk.name}__in": changed}).values_list(*fields)
    found = {value for row in rows.distinct() for value in row if value}
    return {clock.day_of(value) if isinstance(value, dt.datetime) else value for value in found}
