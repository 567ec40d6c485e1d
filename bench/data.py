"""A made-up organization of any size, straight into the tables: the same rows every time, and no history."""

import datetime as dt
import uuid
from itertools import islice

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import models

from approvals.models import Approval
from cases.models import Case
from core import clock
from notifications.models import Deadline
from people.models import Appointment, Role, ServicePoint, SupervisionGroup, User
from staff.leave.models import LeaveRequest

STAFF, GROUPS, POINTS = 300, 30, 20
RARE_OWNS = 5
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def insert(rows, chunk=2000):
    """Insert an endless-looking stream of rows of one model; the audited manager is passed by on purpose."""
    rows = iter(rows)
    while batch := list(islice(rows, chunk)):
        models.QuerySet(type(batch[0])).bulk_create(batch)


def build(cases, leaves):
    """Fill an empty database; returns nothing."""
    points = [ServicePoint(code=f"p{n}", name=f"服务点{n}", type="centre", field="03") for n in range(POINTS)]
    groups = [SupervisionGroup(code=f"g{n}", name=f"督导组{n}") for n in range(GROUPS)]
    insert(points)
    insert(groups)
    staff = [User(staff_no=f"B{n:04}", name=f"社工{n}", worker_no=n + 1, password="!") for n in range(STAFF)]
    shapes = [User(staff_no=name, name=name, password="!") for name in ("plain", "manager", "rare")]
    insert(staff + shapes)
    staff = list(User.objects.filter(staff_no__startswith="B").order_by("pk"))
    points, groups = list(ServicePoint.objects.order_by("pk")), list(SupervisionGroup.objects.order_by("pk"))
    plain, manager, rare = (User.objects.get(staff_no=name) for name in ("plain", "manager", "rare"))
    insert(_appointments([*staff, plain, rare], points, groups, manager))
    insert(_cases(cases, [*staff, plain], points, rare))
    insert(_approvals(leaves, [*staff, plain, rare]))
    insert(_leaves(leaves, [*staff, plain, rare], points))
    insert(_deadlines(cases, [*staff, plain]))


def _appointments(front_line, points, groups, manager):
    since = EPOCH.date() - dt.timedelta(days=900)
    for number, person in enumerate(front_line):
        place = {"point": points[number % POINTS], "group": groups[number % GROUPS]}
        yield Appointment(person=person, role=Role.SOCIAL_WORKER, since=since, **place)
    for group in groups[:10]:
        yield Appointment(person=manager, role=Role.SUPERVISOR, since=since, group=group)


def _cases(count, workers, points, rare):
    for number in range(count):
        day = EPOCH + dt.timedelta(minutes=5 * number)
        owner = rare if number < RARE_OWNS else workers[number * 7919 % len(workers)]
        yield Case(
            uuid=uuid.UUID(int=number + 1),
            kind="counselling",
            state="in_service",
            stage="service",
            worker=owner,
            point=points[number % POINTS],
            field="03",
            service_type="centre",
            file_no=f"B{number:07}",
            inquired_on=EPOCH.date(),
            opened_on=EPOCH.date(),
            approved_on=EPOCH.date(),
            served_since=EPOCH.date(),
            created_at=day,
        )


def _approvals(count, people):
    for number in range(count):
        yield Approval(
            uuid=uuid.UUID(int=number + 1),
            chain="leave.request",
            subject_ref=f"leave.leaverequest:{uuid.UUID(int=number + 1)}",
            applicant=people[number % len(people)],
            state="approved",
        )


def _leaves(count, people, points):
    approvals = dict(Approval.objects.values_list("uuid", "pk"))
    for number in range(count):
        first = EPOCH.date() - dt.timedelta(days=number // len(people) * 4 % 1500)
        person = people[number % len(people)]
        yield LeaveRequest(
            uuid=uuid.UUID(int=number + 1),
            filled_by=person,
            filled_on=first,
            approval_id=approvals[uuid.UUID(int=number + 1)],
            applicant=person,
            point=points[number % POINTS],
            leave_type="personal",
            first=first,
            last=first,
            days=1,
            merged_days=1,
            reason="事务",
            asked_on=first - dt.timedelta(days=3),
            state="closed",
            created_at=EPOCH + dt.timedelta(minutes=number),
        )


def _deadlines(count, people):
    for number in range(count):
        yield Deadline(
            rule="case.record",
            about=f"cases.case:{uuid.UUID(int=number + 1)}",
            owner=people[number * 7919 % len(people)],
            since=EPOCH.date(),
            due_at=EPOCH + dt.timedelta(days=number % 400),
            met_at=EPOCH + dt.timedelta(days=number % 400) if number % 10 else None,
        )


def cookies():
    """{user shape: session key}, signed in without a form; nothing else needs a password here."""
    keys = {}
    for shape in ("plain", "manager", "rare"):
        person = User.objects.get(staff_no=shape)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "people.auth.StaffBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session["signed_in_at"] = session["last_seen_at"] = clock.now().timestamp()
        session.create()
        keys[shape] = session.session_key
    return keys
