"""Figures of community events (COM-19): an event stands in one line only, by its kind or by its size class."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has


@figure(
    "event.held",
    _("Community events"),
    Unit.TIMES,
    ["event.held"],
    _("Events held on a day of the month, once the event report is signed. Events below the medium size count only "
      "where their kind has no size rule."),
    Section.EVENT,
)  # fmt: skip
def held(records):
    return len(records)


@figure(
    "event.large",
    _("Large events"),
    Unit.TIMES,
    ["event.held"],
    _("Those that are large by the number signed in or counted and the size set in the rules, whatever their kind. "
      "Against a target, an event counts in the line of its kind where the contract has one, otherwise in that of its "
      "size."),
    Section.EVENT,
    where=has("large"),
    by_worker=False,
)  # fmt: skip
def large(records):
    return len(records)


@figure(
    "event.medium",
    _("Medium and small events"),
    Unit.TIMES,
    ["event.held"],
    _("Those that are medium or small by the number signed in or counted and the sizes set in the rules, whatever "
      "their kind. Against a target, an event counts in the line of its kind where the contract has one, otherwise in "
      "that of its size."),
    Section.EVENT,
    where=has("medium"),
    by_worker=False,
)  # fmt: skip
def medium(records):
    return len(records)


@figure(
    "event.person_times",
    _("Event attendances"),
    Unit.PERSON_TIMES,
    ["event.held"],
    _("People signed in by list or counted by heads at these events, added up."),
    Section.EVENT,
)
def person_times(records):
    return sum(row.person_times for row in records)


@figure(
    "event.persons",
    _("Event participants by name"),
    Unit.PERSONS,
    ["event.held"],
    _("Distinct persons who signed in by name at one of these events or more; head counts hold no persons."),
    Section.EVENT,
    adds=False,
    by_worker=False,
)
def persons(records):
    return len({client for row in records for client in row.clients})


@figure(
    "event.volunteers",
    _("Volunteers' attendances"),
    Unit.PERSON_TIMES,
    ["event.volunteers"],
    _("Volunteers who helped at events of the month, added up over the events, once the event report is signed."),
    Section.EVENT,
)
def volunteers(records):
    return sum(row.person_times for row in records)
