"""The reported month as a table: person by day from the frozen lines, for the page, the print and the PDF."""

from dataclasses import dataclass, field

from core import formats
from staff.attendance import counting, grid, letters
from staff.attendance.models import Mark


@dataclass
class Printed:
    """Heads, rows of letters with sums, and the days that want words."""

    heads: list
    rows: list = field(default_factory=list)
    told: list = field(default_factory=list)
    legend: list = field(default_factory=list)


def table_of(record):
    """One reading of the lines."""
    lines = list(record.lines.filter(removed=False).select_related("person"))
    by_person = {}
    for line in lines:
        by_person.setdefault(line.person, {})[line.day] = line
    found = Printed(grid.heads(record.period.month), legend=letters.legend()[:-1])
    for person, days in by_person.items():
        cells = [_cell(days.get(head.day), head) for head in found.heads]
        facts = counting.full_figures(days.values())
        sums = (facts.present, facts.late, facts.early, facts.absent, facts.outings, facts.leave + facts.pending)
        found.rows.append(
            {"person": person, "cells": cells, "sums": [formats.number(one) if one else "–" for one in sums]}
        )
    found.told = [
        _told(line) for line in lines if {Mark.LATE, Mark.EARLY, Mark.ABSENT} & {line.morning, line.afternoon}
    ]
    return found


def _cell(line, head):
    if line is None:
        return "", "", head.css
    letter, css, _words = letters.shown(line.morning, line.afternoon)
    return letter, css, head.css


def _told(line):
    times = "–".join(formats.time(one) for one in (line.came, line.left) if one)
    words = letters.words(line.morning, line.afternoon)
    return {"person": line.person, "day": line.day, "words": words, "times": times, "minutes": line.minutes,
            "note": line.note}  # fmt: skip
