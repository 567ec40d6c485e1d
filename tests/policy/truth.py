"""The truth table of roles.md section 4, written for people (truth.csv): who may see how much of which object.

The table is the expectation; no code of the house reads it. A level includes those after it in LEVELS.
"""

import csv
from pathlib import Path

LEVELS = {
    "case": ("content", "line"),
    "case_high": ("content", "line"),
    "case_sealed": ("content", "line"),
    "client": ("full", "contact", "masked"),
    "client_high": ("full", "contact", "masked"),
    "volume": ("content", "line"),
    "leave": ("content", "dates"),
    "leave_centre": ("content", "dates"),
    "step": ("content",),
    "access_request": ("content",),
    "asked_number": ("line",),
    "proof": ("content",),
    "attendance": ("content",),
    "attendance_check": ("content",),
    "discipline": ("content",),
    "outing": ("content",),
    "fund": ("content",),
    "ledger": ("content",),
    "target": ("content",),
    "report_point": ("content", "own"),
    "report_whole": ("content", "staff"),
    "group": ("content",),
    "group_members": ("content",),
    "group_money": ("content",),
    "group_sealed": ("content", "line"),
    "event": ("content",),
    "event_people": ("content",),
    "event_money": ("content",),
    "event_sealed": ("content", "line"),
    "study": ("content",),
    "work_report": ("content",),
    "leave_week": ("content",),
    "group_opinions": ("content",),
    "event_opinions": ("content",),
}


def _read():
    with open(Path(__file__).with_name("truth.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["who"]: row for row in rows if row["who"] != "clause"}


TABLE = _read()
WHO = list(TABLE)
# Enough for every commit: the worker, a stranger of the same rank, a superior, and the two who must see nothing.
SAMPLE = ["worker", "worker_other", "sa", "granted", "admin", "superuser"]
OBJECTS = list(LEVELS)


def level(who, thing):
    """The level the table gives `who` for the object `thing`, "-" for none."""
    return TABLE[who][thing]


def includes(thing, held, asked):
    """Does holding the level `held` of `thing` open what needs the level `asked`?"""
    order = LEVELS[thing]
    return held != "-" and order.index(held) <= order.index(asked)


def may(who, thing, asked):
    return includes(thing, level(who, thing), asked)
