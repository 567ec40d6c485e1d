"""A roll call on a phone: the page of twelve names, and one tap sent; beside the fewest statements for the same."""

import json
from uuid import UUID

from django.db import models
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import path

from bench import series
from bench.limits import by_hand
from bench.rooms.a_people import POINTS, first_of_staff, first_point, reader
from bench.workloads import Job, Limit, Workload
from clients.models import Client
from core import clock
from gatherings.models import Tap
from groups.models import Member, Programme, Session
from groups.sheets import Presence, RollCall

MEMBERS, SESSIONS = 12, 8
OURS = 40  # groups of the reader, whatever the size
EACH = 64  # taps in store for each of both


def fill(size):
    """A group for every fortieth case; the first `OURS` belong to the reader, their last session is today."""
    groups, plain, staff = max(OURS, size.cases // 40), reader("plain").pk, first_of_staff()
    worker = f"CASE WHEN i < {OURS} THEN {plain} ELSE {staff} + i % {size.staff} END"
    series.fill(
        Programme,
        groups,
        uuid=series.uuid("i", 20),
        name="'银龄暖心小组'",
        state="'running'",
        worker=worker,
        point=f"{first_point()} + i % {POINTS}",
        field="'03'",
        service_type="'centre'",
        first_day=series.day(0),
        approved_on=series.day(0),
        file_no=series.padded("G", "i"),
        created_at=series.moment("i"),
    )
    programme, client = _first(Programme), _first(Client)
    clients = Client.objects.count()
    series.fill(
        Member,
        groups * MEMBERS,
        uuid=series.uuid("i", 21),
        programme=f"{programme} + i / {MEMBERS}",
        client=f"{client} + i % {clients}",
        state="'confirmed'",
        registered_on=series.day(0),
        confirmed_on=series.day(0),
        created_at=series.moment("i"),
    )
    days = (clock.today() - series.EPOCH).days
    series.fill(
        Session,
        groups * SESSIONS,
        uuid=series.uuid("i", 22),
        programme=f"{programme} + i / {SESSIONS}",
        number=f"1 + i % {SESSIONS}",
        day=series.day(f"{days} - 7 * ({SESSIONS - 1} - i % {SESSIONS})"),
        starts="'14:30:00'",
        ends="'16:00:00'",
        created_at=series.moment("i"),
    )
    session, member = _first(Session), _first(Member)
    before = SESSIONS - 1
    held = f"({session} + (i / {before}) * {SESSIONS} + i % {before})"
    series.fill(
        RollCall,
        groups * before,
        uuid=series.uuid("i", 23),
        programme=f"{programme} + i / {before}",
        session=held,
        session_no=f"1 + i % {before}",
        held_at=series.moment(0),
        filled_by=plain,
        filled_on=series.day(0),
        created_at=series.moment("i"),
    )
    roll, calls = _first(RollCall), MEMBERS * before
    series.fill(
        Presence,
        groups * calls,
        sheet=f"{roll} + i / {MEMBERS}",
        session=f"{session} + (i / {calls}) * {SESSIONS} + (i / {MEMBERS}) % {before}",
        member=f"{member} + (i / {calls}) * {MEMBERS} + i % {MEMBERS}",
        mark="CASE WHEN i % 9 = 0 THEN 'absent' ELSE 'present' END",
    )
    series.fill(
        Tap,
        groups * calls,
        key=series.uuid("i", 24),
        about_label="'groups.session'",
        about_uuid=series.uuid(f"(i / {calls}) * {SESSIONS} + (i / {MEMBERS}) % {before}", 22),
        who=series.uuid(f"(i / {calls}) * {MEMBERS} + i % {MEMBERS}", 21),
        mark="'present'",
        seq=f"1 + i % {MEMBERS}",
        device="'bench'",
        by=plain,
        tapped_at=series.moment("i"),
        recorded_at=series.moment("i"),
    )


def _first(model):
    return model._base_manager.order_by("pk").first().pk


def _sessions():
    """The sessions of today that the reader leads."""
    rows = Session.objects.filter(programme__worker=reader("plain"), day=clock.today())
    return rows.select_related("programme").order_by("pk")


def prepare(size):
    """A page a session, and taps that nobody made before."""
    jobs = {"roll": [], "limit roll": [], "tap": [], "limit tap": []}
    for session in _sessions():
        jobs["roll"].append(Job(f"/groups/sessions/{session.uuid}/roll/", "plain"))
        jobs["limit roll"].append(Job(f"/bench/roll/{session.uuid}/", "plain"))
    sessions = list(_sessions())
    for number in range(2 * EACH):
        session = sessions[number % len(sessions)]
        members = list(session.programme.members.order_by("pk"))
        tap = {
            "key": str(UUID(int=10**30 + number)), "who": str(members[number % MEMBERS].uuid), "mark": "present",
            "seq": number + 1, "seen": 0, "device": "bench", "at": clock.now().isoformat(),
        }  # fmt: skip
        if number < EACH:
            jobs["tap"].append(Job(f"/groups/sessions/{session.uuid}/roll/taps/", "plain", {"taps": json.dumps([tap])}))
        else:
            jobs["limit tap"].append(Job(f"/bench/tap/{session.uuid}/", "plain", {"taps": json.dumps([tap])}))
    return jobs


def roll(request, uuid):
    """Session, members with their clients, earlier presences, taps: one statement each."""
    session = Session.objects.select_related("programme").get(uuid=uuid, programme__worker=request.user)
    members = list(Member.objects.filter(programme=session.programme, state="confirmed").select_related("client"))
    before = list(
        Presence.objects.filter(session__programme=session.programme).values_list("member", "session__number", "mark")
    )
    taps = list(Tap.objects.filter(about_uuid=session.uuid, about_label="groups.session"))
    rows = [[member.name, str(len(before)), str(len(taps))] for member in members]
    return render(request, "bench/list.html", {"rows": rows})


def tap(request, uuid):
    """The session, its members, the tap, what there is now."""
    session = Session.objects.select_related("programme").get(uuid=uuid, programme__worker=request.user)
    members = set(Member.objects.filter(programme=session.programme).values_list("uuid", flat=True))
    for sent in json.loads(request.POST["taps"]):
        if UUID(sent["who"]) in members:
            row = Tap(
                key=sent["key"], about_label="groups.session", about_uuid=session.uuid, who=sent["who"],
                mark=sent["mark"],
                seq=sent["seq"], seen=sent["seen"], device=sent["device"], by=request.user, tapped_at=clock.now(),
            )  # fmt: skip
            models.QuerySet(Tap).bulk_create([row], ignore_conflicts=True)
    taps = Tap.objects.filter(about_uuid=session.uuid, about_label="groups.session")
    return JsonResponse({str(one.who): one.mark for one in taps})


LIMITS = (Limit("limit roll"), Limit("limit tap"))
WORKLOADS = (
    Workload("roll", limit="limit roll", goal=2.2, growth=1.2),
    Workload("tap", limit="limit tap", goal=1.8, growth=1.2),
)
urlpatterns = [
    path("roll/<uuid:uuid>/", by_hand(roll), name="roll"),
    path("tap/<uuid:uuid>/", by_hand(tap), name="tap"),
]
