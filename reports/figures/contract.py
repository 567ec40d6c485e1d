"""Figures of single contract lines: a figure of the house for one client group, one kind of case, one line of events.

They stand in no report; they say how far a target is (reports.md 2). A record serves a client group by the person
served, or by whom a group or an event was for.
"""

from dataclasses import replace

from django.utils.text import format_lazy

from projects.contracts.indicators import ALL, INDICATORS
from reports.figures import casework, events, groups, service
from reports.figures.base import FIGURES

# By the part of the code that names the line: marks of which a record carries one.
MARKS = {
    "couns": ("counselling",),
    "treat": ("treatment",),
    "case": ("counselling", "treatment"),
    "event.large": ("large",),
    "event.medium": ("medium",),
    "event.publicity": ("publicity",),
    "event.famedu": ("family_education",),
    "event.vol": ("volunteer",),
}
SIZES, KINDS = ("event.large", "event.medium"), ("event.publicity", "event.famedu", "event.vol")
BASES = (casework, events, groups, service)  # declared before their narrower sisters


def part(code):
    """What stands between client group and column: "couns", "event.large", "group"."""
    return ".".join(code.split(".")[2:-1])


def is_narrow(line):
    """Does the line count less than the figure of the house does?"""
    return bool(line.figure) and (line.group != ALL or part(line.code) in SIZES)


def takes(line, record, contract=()):
    """Is the record of this narrow line? `contract` are the codes that the contract of its point has.

    An event counts in exactly one line: that of its kind where the contract has it, otherwise that of its size.
    """
    if line.clients and not set(line.clients) & set(record.groups):
        return False
    if not line.figure or not FIGURES[line.figure].takes(record):
        return False
    marks = MARKS.get(part(line.code))
    if marks and not set(marks) & set(record.marks):
        return False
    if part(line.code) not in SIZES:
        return True
    return not any(takes(INDICATORS[code], record) for code in contract if part(code) in KINDS)


def key_of(line):
    """The key under which what was done for a line is kept."""
    return line.code if is_narrow(line) else line.figure


for _line in INDICATORS.values():
    if is_narrow(_line):
        _words = format_lazy("{} · {} · {}", _line.category, _line.label, _line.group_name)
        FIGURES[_line.code] = replace(
            FIGURES[_line.figure], key=_line.code, label=_words, by_worker=False, of_contract=True
        )
