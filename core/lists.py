"""Lists: columns declared once for table and export, keyset pages, the newest rows of several visibility arms."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_

from django.db import connections
from django.db.models import Q

from core.querysets import allowed

NEWEST = 1000  # rows that are looked through for a reader who sees many


@dataclass(frozen=True)
class Column:
    """One column of a list and of its export. `value` is an attribute path or a function of the row."""

    label: str
    value: str | Callable
    css: str = ""
    link: bool = False  # the cell that carries the row's link

    def of(self, row):
        if callable(self.value):
            return self.value(row)
        value = attrgetter(self.value)(row)
        return value() if callable(value) else value


@dataclass(frozen=True)
class Page:
    """A slice of a list: `rows`, and the opaque keys of the neighbouring slices ("" where there is none)."""

    rows: list
    older: str = ""
    newer: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def pack(key):
    """An opaque, URL-safe text for a sort key: (ISO moment or number, pk)."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def unpack(text):
    """The sort key again, or None where the text is not ours (a mangled link shows the first page)."""
    try:
        key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return None
    return key if isinstance(key, list) and len(key) == 2 and isinstance(key[1], int) else None


def newest_of_arms(queryset, arms, *, after=None, filters=None, size=25, order="-created_at", wide=()):
    """Page of the first `size` rows after the key `after`, over rows that any arm shows, each once.

    Each arm is cut to size+1 by its own index before the merge; an OR over the arms would scan everything for a
    reader who sees little. Ties are broken by pk; nothing is counted. `filters` is a Q or a dict. Where one of the
    arms is `wide`, SQLite first looks through the newest rows of all: who sees many finds a page among them, and it
    would sort them all. PostgreSQL knows by its statistics when to walk along the order.
    """
    field, descending = order.lstrip("-"), order.startswith("-")
    base = queryset.filter(filters) if isinstance(filters, Q) else queryset.filter(**(filters or {}))
    beyond, key = Q(), unpack(after) if after else None
    if key:
        beyond = _beyond(field, queryset.model._meta.get_field(field).to_python(key[0]), key[1], descending)
    ordering = (order, "-pk" if descending else "pk")
    rows = []
    if connections[queryset.db].vendor == "sqlite" and not arms.keys().isdisjoint(wide):
        newest = queryset.model._base_manager.filter(beyond).order_by(*ordering).values("pk")[:NEWEST]
        rows = _first(base.filter(pk__in=newest), reduce(or_, arms.values()), ordering, size)
    if len(rows) <= size:
        rows = _merged(base.filter(beyond), list(arms.values()), ordering, size)
    older = ""
    if len(rows) > size:
        rows = rows[:size]
        older = _key_of(rows[-1], field)
    return Page(rows, older=older, newer="first" if key else "")


def _first(base, seen, ordering, size):
    return list(allowed(base, seen).order_by(*ordering)[: size + 1])


def _merged(base, arms, ordering, size):
    """The first rows of every arm, put in order; a single arm needs no merging."""
    if len(arms) == 1:
        return _first(base, arms[0], ordering, size)
    candidates = set()
    for arm in arms:
        candidates.update(allowed(base, arm).order_by(*ordering).values_list("pk", flat=True)[: size + 1])
    rows = base.model._base_manager.none() if not candidates else base.filter(pk__in=candidates)
    return list(rows.order_by(*ordering)[: size + 1])


def _beyond(field, value, pk, descending):
    """After the key; the first half is for the index, which cannot walk along an OR."""
    way = "lt" if descending else "gt"
    return Q(**{f"{field}__{way}e": value}) & (Q(**{f"{field}__{way}": value}) | Q(**{f"pk__{way}": pk}))


def _key_of(row, field):
    value = getattr(row, field)
    return pack([value.isoformat() if hasattr(value, "isoformat") else value, row.pk])
