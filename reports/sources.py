"""Records the reports make from the cellar: who is posted where, what fell due, what was archived."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives.models import Volume
from archives.policy import CLOSED
from core import clock
from core.records import Record, Source, days_in_history, register
from notifications.models import Deadline
from people.models import FRONT_LINE, Appointment
from rulebook.dates import add_months

# Papers somebody owes; steps of approvals, appointments and copies are no documents (QM-07).
DOCUMENTS = (
    "case.plan", "case.record", "case.stage_review", "case.scale", "case.follow_up", "group.session_record",
    "group.report", "group.archive", "event.news", "event.report", "plan.weekly", "plan.monthly", "archive.month",
)  # fmt: skip
SERVICES = ("case", "group", "event")  # kinds of volumes
A_MOMENT = dt.timedelta(microseconds=1)  # a deadline at 24:00 belongs to the day that ends
OPEN, LATE, IN_TIME = ("open",), ("late",), ("in_time",)


def posts(first, last):
    """Everybody on the front line at the end of the days asked for (today, where the end lies ahead)."""
    day = max(first, min(last, clock.today()))
    rows = Appointment.objects.on(day).filter(role__in=FRONT_LINE).order_by("person_id", "pk")
    for pk, person, point in rows.values_list("pk", "person", "point"):
        yield Record("staff.post", str(pk), "", person, point, day)


def posts_touched(since):
    """A change of posts touches every month since the first day it names."""
    days = days_in_history(Appointment, since, "since", "until")
    return _months_since(min(days), clock.today()) if days else set()


def _months_since(first, last):
    found, day = set(), first.replace(day=1)
    while day <= last:
        found.add(day)
        day = add_months(day, 1)
    return found


def due(first, last):
    """Documents that fell due, at the point where their owner was posted on that day."""
    start, end = clock.moment(first), clock.end_of(last)
    rows = Deadline.objects.filter(rule__in=DOCUMENTS, due_at__gt=start, due_at__lte=min(end, clock.now()))
    placed = posted(first, last)
    fields = ("uuid", "about", "owner", "due_at", "met_at", "days_late", "point", "dropped_at")
    for uuid, about, owner, due_at, met_at, late, point, dropped in rows.order_by("due_at", "pk").values_list(*fields):
        marks = OPEN if met_at is None else LATE if late else IN_TIME
        day = clock.day_of(due_at - A_MOMENT)
        why = "dropped" if dropped else ""
        yield Record("document.due", str(uuid), about, owner, point or placed.get(owner), day, why_not=why, marks=marks)


def posted(first, last):
    """{person: point} of the last post in the days asked for."""
    rows = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=first), role__in=FRONT_LINE, since__lte=last)
    return dict(rows.order_by("since", "pk").values_list("person", "point"))


def due_touched(since):
    """Days of what was met or dropped, and of what fell due meanwhile."""
    passed = Deadline.objects.filter(rule__in=DOCUMENTS, due_at__gte=since, due_at__lte=clock.now())
    days = {clock.day_of(moment - A_MOMENT) for moment in passed.values_list("due_at", flat=True)}
    settled = Deadline.objects.filter(Q(met_at__gte=since) | Q(dropped_at__gte=since), rule__in=DOCUMENTS)
    return days | {clock.day_of(moment - A_MOMENT) for moment in settled.values_list("due_at", flat=True)}


def volumes(first, last):
    """Volumes of finished services; papers of the management lie in volumes of other kinds."""
    rows = Volume.objects.filter(finished_on__range=(first, last), kind__in=SERVICES)
    for uuid, worker, point, day, state in rows.order_by("pk").values_list(
        "uuid", "worker", "point", "finished_on", "state"
    ):
        marks = ("sealed",) if state in CLOSED else ()
        yield Record("archive.volume", str(uuid), f"archives.volume:{uuid}", worker, point, day, marks=marks)


def volumes_touched(since):
    return days_in_history(Volume, since, "finished_on")


register(Source("staff.post", _("Front-line posts"), posts, posts_touched))
register(Source("document.due", _("Documents due"), due, due_touched, {"dropped": _("no longer owed")}))
register(Source("archive.volume", _("Volumes"), volumes, volumes_touched))
