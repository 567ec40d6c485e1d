"""What events give to the figures (COM-19, KPI-09): every event held, and what volunteers gave.

An event stands in one line: that of its kind, where a contract has it, otherwise that of its size class; both are
marks of the record. Names count as persons and person-times, heads as person-times only.
"""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from community.choices import Size
from community.models import FINISHED, HAPPENED, Event
from community.sheets import EventPlan, Registration
from community.sizes import size_of, why_not
from core.records import Record, Source, days_in_history, register
from people.models import ServicePoint

WHY_NOT = {
    "no_report": _("report not signed by the supervisor yet"),
    "small": _("fewer people than an event needs"),
    "few_people": _("fewer people than a lecture needs"),
    "short": _("shorter than a lecture has to be"),
}
FIELDS = ("pk", "uuid", "worker", "point", "held_on", "kind", "state", "named", "heads", "volunteers", "minutes")


def events(first, last):
    """Events of the days they were held on; each counts once the supervisor has signed its report."""
    rows, persons, groups = _held(first, last, volunteer=False)
    points = {row.pk: row for row in ServicePoint.objects.filter(pk__in={row[3] for row in rows})}
    for pk, uuid, worker, point, day, kind, state, named, heads, _volunteers, minutes in rows:
        people = named + heads
        size = size_of(people, point=points.get(point), on=day)
        why = "" if state in FINISHED else "no_report"
        why = why or why_not(kind, people, minutes, point=points.get(point), on=day)
        marks = (kind, str(size.value)) if size != Size.NONE else (kind,)
        clients = tuple(persons[pk])
        yield Record(
            "event.held", str(uuid), _ref(uuid), worker, point, day, clients, people, minutes, why, marks,
            groups=groups.get(pk, ()),
        )  # fmt: skip


def volunteers(first, last):
    """Volunteers' attendances at the same events."""
    rows, persons, groups = _held(first, last, volunteer=True)
    for pk, uuid, worker, point, day, kind, state, _named, _heads, came, minutes in rows:
        if came:
            why = "" if state in FINISHED else "no_report"
            clients = tuple(persons[pk])
            yield Record(
                "event.volunteers", str(uuid), _ref(uuid), worker, point, day, clients, came, minutes, why, (kind,),
                groups=groups.get(pk, ()),
            )  # fmt: skip


def _ref(uuid):
    return f"community.event:{uuid}"


def _held(first, last, *, volunteer):
    """(rows of FIELDS, {event: [client, ...] who signed in by name}, {event: client groups of its plan})."""
    rows = Event.objects.filter(state__in=HAPPENED, held_on__range=(first, last)).order_by("held_on", "pk")
    rows = list(rows.values_list(*FIELDS))
    persons = defaultdict(list)
    named = Registration.objects.filter(
        event__in=[row[0] for row in rows], signed_in_at__isnull=False, volunteer=volunteer
    )
    for event, client in named.order_by("pk").values_list("event", "client"):
        persons[event].append(client)
    plans = EventPlan.objects.filter(event__in=[row[0] for row in rows]).order_by("created_at", "pk")
    groups = {event: tuple(target) for event, target in plans.values_list("event", "target_group")}
    return rows, persons, groups


def touched(since):
    """Days on which events were held, or had been, that changed."""
    return days_in_history(Event, since, "held_on")


register(Source("event.held", _("Community events"), events, touched, WHY_NOT))
register(Source("event.volunteers", _("Volunteers at events"), volunteers, touched, WHY_NOT))
