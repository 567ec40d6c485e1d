"""Staff in thirty groups at twenty points, and the three readers every page is asked by."""

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.limits import by_hand
from bench.series import EPOCH
from bench.workloads import Limit
from people.models import Appointment, Department, Role, ServicePoint, SupervisionGroup, User
from tests.factories.people import DEPARTMENTS, person
from tests.factories.rulebook import load_calendars

GROUPS, POINTS, MANAGED = 30, 20, 10
SINCE = EPOCH.replace(year=2020)
HEADS = {"hr": Role.HR_OFFICER, "ddg": Role.DEPUTY_DIRECTOR_GENERAL, "dg": Role.DIRECTOR_GENERAL}


def fill(size):
    """`plain` works in group 0, `rare` in the last; `manager` supervises ten groups, `others` the rest."""
    load_calendars()
    for code, name in DEPARTMENTS.items():
        Department.objects.create(code=code, name=name)
    points = [
        ServicePoint.objects.create(code=f"p{n}", name=f"服务点{n}", type="centre", field="03") for n in range(POINTS)
    ]
    groups = [SupervisionGroup.objects.create(code=f"g{n}", name=f"督导组{n}") for n in range(GROUPS)]
    staff = [User(staff_no=padded_no(n), name=f"社工{n}", worker_no=n + 1, password="!") for n in range(size.staff)]
    for row in staff:
        row.joined_on = SINCE
    models.QuerySet(User).bulk_create(staff)
    posts = list(User.objects.order_by("pk"))
    for number, name in enumerate(("plain", "rare")):
        posts.append(person(name, name, worker_no=900 + number, password=None))
    held = [_post(row, points[n % POINTS], groups[_group_of(row, n)]) for n, row in enumerate(posts)]
    manager, others = person("manager", "manager"), person("others", "others")
    for n, group in enumerate(groups):
        held.append(
            Appointment(person=manager if n < MANAGED else others, role=Role.SUPERVISOR, since=SINCE, group=group)
        )
        assistant = person(f"sa{n}", f"助理{n}")
        held.append(Appointment(person=assistant, role=Role.SUPERVISION_ASSISTANT, since=SINCE, group=group))
    held += [Appointment(person=person(name, name), role=role, since=SINCE) for name, role in HEADS.items()]
    models.QuerySet(Appointment).bulk_create(held)


def padded_no(number):
    return f"B{number:04}"


def _group_of(row, number):
    return {"plain": 0, "rare": GROUPS - 1}.get(row.staff_no, number % GROUPS)


def _post(row, point, group):
    return Appointment(person=row, role=Role.SOCIAL_WORKER, since=SINCE, point=point, group=group)


def reader(name):
    return User.objects.get(staff_no=name)


def first_of_staff():
    return User.objects.filter(staff_no__startswith="B").order_by("pk").first().pk


def first_point():
    return ServicePoint.objects.order_by("pk").first().pk


@login_not_required
def ping(request):
    """No session, no database: what the server itself costs."""
    return HttpResponse("ok")


def hello(request):
    """Session, user, a small template: where every page begins."""
    return render(request, "bench/hello.html", {"name": request.user.staff_no})


LIMITS = (Limit("ping", "/bench/ping/"), Limit("hello", "/bench/hello/"))
urlpatterns = [
    path("ping/", by_hand(ping, "public"), name="ping"),
    path("hello/", by_hand(hello), name="hello"),
]
