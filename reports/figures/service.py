"""Service in all: persons, person-times and hours over casework, groups and events (KPI-09)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure

SERVED = ("case.contact", "case.consultation", "group.session", "event.held")
HOUR = 60


@figure(
    "service.persons",
    _("Persons served"),
    Unit.PERSONS,
    SERVED,
    _("Distinct persons with a contact, a consultation, a session or an event of the month; each person once, however "
      "often they came. People counted only by heads are not in it."),
    Section.SERVICE,
    adds=False,
)  # fmt: skip
def persons(records):
    return len({client for row in records for client in row.clients})


@figure(
    "service.person_times",
    _("Person-times served"),
    Unit.PERSON_TIMES,
    SERVED,
    _("All attendances added up: a person who came three times counts three times. Head counts are included."),
    Section.SERVICE,
)
def person_times(records):
    return sum(row.person_times for row in records)


@figure(
    "service.hours",
    _("Hours of service"),
    Unit.HOURS,
    SERVED,
    _("How long contacts, sessions and events lasted, added up; not multiplied by the people present."),
    Section.SERVICE,
)
def hours(records):
    return (Decimal(sum(row.minutes for row in records)) / HOUR).quantize(Decimal("0.1"))
