"""What work somebody has open in a span of days, without knowing the rooms: each room registers a function.

Leave weighs it before a decision (LEAVE-07); the handover sheet is prefilled from it (F-H03).
"""

import datetime as dt
from dataclasses import dataclass

_sources = []


@dataclass(frozen=True)
class Work:
    """One piece of open work. `title` shows inside pages only; `kind` is a kind of the handover sheet."""

    kind: str
    title: str
    about: str = ""
    day: dt.date | None = None  # when it falls, where it has a day


def register(source):
    """`source(person, first, last) -> [Work, ...]`: the open work of `person` that a stretch of days touches."""
    if source not in _sources:
        _sources.append(source)


def open_work(person, first, last):
    """All open work of `person` between two days, from every room; dated work first, in order."""
    found = [work for source in _sources for work in source(person, first, last)]
    return sorted(found, key=lambda work: (work.day is None, work.day or first, work.title))
