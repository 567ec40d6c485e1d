"""What a figure is: a name, a definition in words, a unit, and one formula over service records (KPI-09).

    @figure("case.contacts", _("Case contacts"), TIMES, ["case.contact"], _("Contacts in ..."), "case")
    def case_contacts(records):
        return len(records)

A formula sees the records that count, of the kinds it names. `where` narrows them; `part` makes the figure a rate: the
records for which it holds over all of them. `adds` says that months and workers may be added up; numbers of distinct
persons and rates may not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import records


class Unit(models.TextChoices):
    PERSONS = "persons", pgettext_lazy("unit", "persons")
    PERSON_TIMES = "person_times", pgettext_lazy("unit", "person-times")
    SESSIONS = "sessions", pgettext_lazy("unit", "sessions")
    TIMES = "times", pgettext_lazy("unit", "times")
    HOURS = "hours", pgettext_lazy("unit", "hours")
    CASES = "cases", pgettext_lazy("unit", "cases")
    GROUPS = "groups", pgettext_lazy("unit", "groups")
    REPORTS = "reports", pgettext_lazy("unit", "reports")
    VOLUMES = "volumes", pgettext_lazy("unit", "volumes")
    DAYS = "days", pgettext_lazy("unit", "days")
    PERCENT = "percent", "%"


class Section(models.TextChoices):
    """The parts of the monthly report."""

    SERVICE = "service", _("Service in all")
    CASE = "case", _("Casework")
    GROUP = "group", _("Groups")
    EVENT = "event", _("Community events")
    DOCUMENT = "document", _("Documents and deadlines")
    STAFF = "staff", _("Staff and attendance")
    ARCHIVE = "archive", _("Archive")


class Value(NamedTuple):
    """A figure of one month and scope. `whole` is the denominator of a rate, `refused` how many did not count."""

    value: Decimal = Decimal(0)
    whole: Decimal | None = None
    refused: int = 0


NOTHING = Value()


@dataclass(frozen=True)
class Figure:
    key: str
    label: str
    unit: str
    kinds: tuple
    definition: str
    section: str
    formula: Callable
    where: Callable | None = None
    part: Callable | None = None
    not_part: str = ""  # why a record that counts in the whole is not in the part
    adds: bool = True
    by_worker: bool = True  # stands in the table of workers (F-P09)
    of_contract: bool = False  # one line of contracts: counted where a contract has it, shown beside its target only

    @property
    def is_rate(self):
        return self.part is not None

    @property
    def is_known(self):
        """Does any room give records for it?"""
        return any(kind in records.SOURCES for kind in self.kinds)

    def takes(self, record):
        """Is the record of this figure, counted or not?"""
        return record.kind in self.kinds and (self.where is None or self.where(record))

    def of(self, rows):
        """The `Value` of service records, counted or not, all of them of this figure."""
        counted = [row for row in rows if not row.why_not]
        refused = len(rows) - len(counted)
        if self.part is None:
            return Value(Decimal(self.formula(counted)), None, refused)
        inside = [row for row in counted if self.part(row)]
        return Value(Decimal(self.formula(inside)), Decimal(self.formula(counted)), refused)


FIGURES = {}


def figure(key, label, unit, kinds, definition, section, **how):
    """Declare the figure whose formula is decorated."""

    def declare(formula):
        FIGURES[key] = Figure(key, label, unit, tuple(kinds), definition, section, formula, **how)
        return formula

    return declare


def known():
    """The figures some room gives records for, in the order of the report."""
    order = list(Section.values)
    shown = (one for one in FIGURES.values() if one.is_known and not one.of_contract)
    return sorted(shown, key=lambda one: order.index(one.section))


def has(mark):
    """Records that carry a mark."""

    def holds(record):
        return mark in record.marks

    return holds
