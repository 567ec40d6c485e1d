"""What somebody did on which days, for the weekly report (PLAN-01), without knowing the rooms.

A room offers its part in AppConfig.ready(), from its own `worklog.py`; the report asks all of them:

    worklog.offer("group", _("Groups"), lines)      # lines(user, first, last) -> [Line, ...], both days included

The key is an item of the form: case, group, event, admin, meeting, supervision, training; or "leave" and "outing",
which the form keeps apart. A report is read by superiors who may not read the work itself: the words of a line hold
kinds of work, counts, times and public places, never a name, an alias, a file number or a client's address.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """One line: on which day what, how often, for how long. `at` ("09:00–10:30") and `place` are for outings."""

    day: dt.date
    what: str
    count: int = 1
    minutes: int = 0
    place: str = ""
    at: str = ""
    verified: bool = False  # an outing the superior has verified with the host unit (ATT-09)


@dataclass(frozen=True)
class Offer:
    key: str
    label: str
    lines: Callable


_offers = {}


def offer(key, label, lines, *, name=""):
    """`name` tells two offers of one key apart (sessions and records of groups)."""
    _offers[name or key] = Offer(key, label, lines)


def offers():
    return list(_offers.values())


def lines(user, first, last):
    """[(Offer, Line)] of `user` between two days, by day and in the order of the offers."""
    found = [(one, line) for one in _offers.values() for line in one.lines(user, first, last)]
    return sorted(found, key=lambda pair: pair[1].day)
