"""What group work gives to the figures (GRP-16; KPI-09): sessions held, groups completed."""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.records import Record, Source, days_in_history, register
from groups.choices import ATTENDED, FINISHED, State
from groups.counting import Size
from groups.models import Member, Programme, Session
from groups.sheets import GroupReport, Presence, RollCall, SessionRecord
from people.models import ServicePoint

WHY_NOT = {
    "no_record": _("no record written"),
    "unread": _("record not read by the supervisor yet"),
    "unsigned": _("report not signed by all three yet"),
    "few_members": _("fewer members than a group needs"),
    "few_sessions": _("fewer sessions than a group needs"),
    "low_attendance": _("attendance too low"),
}


def sessions(first, last):
    """Sessions held; each counts once the supervisor has read its record (GRP-11)."""
    rows = Session.objects.filter(held_on__range=(first, last)).order_by().select_related("programme")
    present = _present(Q(session__held_on__range=(first, last)))
    for row in rows:
        clients = tuple(present.get(row.pk, ()))
        why = "" if row.confirmed_at else "unread" if row.recorded_at else "no_record"
        group = row.programme
        yield Record(
            "group.session", str(row.uuid), group.ref, group.worker_id, group.point_id, row.held_on, clients,
            len(clients), row.minutes, why, (group.target_group, group.group_type), groups=(group.target_group,),
        )  # fmt: skip


def _present(condition):
    """{session pk: [client pk, ...]} of whoever attended."""
    found = defaultdict(list)
    rows = Presence.objects.filter(condition, mark__in=ATTENDED, removed=False).order_by("pk")
    for session, client in rows.values_list("session", "member__client"):
        found[session].append(client)
    return found


def completed(first, last):
    """Groups that ended, on the day of their last session; they count once signed and big enough (GRP-14, GRP-16)."""
    rows = Programme.objects.filter(ended_on__range=(first, last)).exclude(state=State.CANCELLED).order_by()
    attended = Q(sessions__presences__mark__in=ATTENDED, sessions__presences__removed=False)
    rows = list(
        rows.annotate(
            held=Count("sessions", filter=Q(sessions__held_on__isnull=False), distinct=True),
            counted=Count("members", filter=Q(members__in_count=True), distinct=True),
            attendances=Count("sessions__presences", filter=attended, distinct=True),
            report=Exists(GroupReport.objects.filter(programme=OuterRef("pk"))),
        )
    )
    points = ServicePoint.objects.in_bulk({row.point_id for row in rows})
    people = defaultdict(set)
    for programme, client in Presence.objects.filter(
        session__programme__in=[row.pk for row in rows], mark__in=ATTENDED, removed=False
    ).values_list("session__programme", "member__client"):
        people[programme].add(client)
    for row in rows:
        size = Size(row.counted, row.held, row.attendances)
        lacking = size.why_not(points.get(row.point_id))
        why = "unsigned" if row.state not in FINISHED else (lacking[0] if lacking else "")
        marks = (row.target_group, row.group_type, *(["report"] if row.report else []))
        yield Record(
            "group.completed", str(row.uuid), row.ref, row.worker_id, row.point_id, row.ended_on,
            tuple(sorted(people[row.pk])), 0, 0, why, marks, groups=(row.target_group,),
        )  # fmt: skip


def touched(since):
    """Days of whatever changed in groups, sessions, members, roll calls and records."""
    changed = set()
    for model, path in ((Programme, "id"), (Member, "programme_id"), (RollCall, "programme_id")):
        changed |= set(model.history.model.objects.filter(history_date__gte=since).values_list(path, flat=True))
    changed |= set(
        SessionRecord.history.model.objects.filter(history_date__gte=since).values_list("programme_id", flat=True)
    )
    days = set(Session.objects.filter(programme__in=changed, held_on__isnull=False).values_list("held_on", flat=True))
    return days | days_in_history(Programme, since, "ended_on") | days_in_history(Session, since, "held_on")


for kind, label, records in (
    ("group.session", _("Group sessions"), sessions),
    ("group.completed", _("Groups completed"), completed),
):
    register(Source(kind, label, records, touched, WHY_NOT))
