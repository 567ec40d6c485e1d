"""Figures of groups (GRP-16; reports.md 1 and 2)."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure


@figure(
    "group.completed",
    _("Groups completed"),
    Unit.GROUPS,
    ["group.completed"],
    _("Groups whose last session lies in the month, with enough members, sessions and attendance to count, once the "
      "report is signed."),
    Section.GROUP,
)  # fmt: skip
def completed(records):
    return len(records)


@figure(
    "group.sessions",
    _("Group sessions"),
    Unit.SESSIONS,
    ["group.session"],
    _("Sessions held on a day of the month, each once the supervisor has read its record."),
    Section.GROUP,
)
def sessions(records):
    return len(records)


@figure(
    "group.person_times",
    _("Group attendances"),
    Unit.PERSON_TIMES,
    ["group.session"],
    _("The people present at these sessions, added up over the sessions."),
    Section.GROUP,
)
def person_times(records):
    return sum(row.person_times for row in records)


@figure(
    "group.persons",
    _("Group members served"),
    Unit.PERSONS,
    ["group.session"],
    _("Distinct persons present at one of these sessions or more."),
    Section.GROUP,
    adds=False,
    by_worker=False,
)
def persons(records):
    return len({client for row in records for client in row.clients})
