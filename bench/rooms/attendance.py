"""The attendance grid of 40 people and 31 days, beside one statement and the same cells as plain text."""

from django.db import models
from django.urls import path

from bench import series
from bench.limits import by_hand, page_of
from bench.rooms.a_people import SINCE, first_of_staff
from bench.workloads import Job, Limit, Workload
from people.models import Appointment, Role, ServicePoint, SupervisionGroup, User
from staff.attendance.models import AttendanceDay
from tests.factories.people import person

PEOPLE, DAYS, MARCH = 40, 31, 59  # days after series.EPOCH on which March 2026 begins
GROUP, KEEPER = "grid40", "gridkeeper"


def fill(size):
    """March of one large group, and days of everybody else for as far back as there are records."""
    group, point = SupervisionGroup.objects.create(code=GROUP, name="大组"), ServicePoint.objects.first()
    staff = [User(staff_no=f"G{n:02}", name=f"组员{n}", password="!", joined_on=SINCE) for n in range(PEOPLE)]
    models.QuerySet(User).bulk_create(staff)
    people = list(User.objects.filter(staff_no__startswith="G").order_by("pk"))
    held = [Appointment(person=one, role=Role.SOCIAL_WORKER, since=SINCE, point=point, group=group) for one in people]
    keeper = person(KEEPER, "大组助理")
    held.append(Appointment(person=keeper, role=Role.SUPERVISION_ASSISTANT, since=SINCE, group=group))
    models.QuerySet(Appointment).bulk_create(held)
    _days(PEOPLE * DAYS, 20, f"{people[0].pk} + i / {DAYS}", f"{MARCH} + i % {DAYS}")
    _days(size.records, 21, f"{first_of_staff()} + i % {size.staff}", f"120 - i / {size.staff}")


def _days(count, kind, who, day):
    morning = "CASE WHEN i % 17 = 0 THEN 'outing' WHEN i % 41 = 0 THEN 'leave' ELSE 'present' END"
    series.fill(
        AttendanceDay,
        count,
        uuid=series.uuid("i", kind),
        person=who,
        day=series.day(day),
        morning=morning,
        afternoon="'present'",
        created_at=series.moment("i"),
    )


def prepare(size):
    month = "2026-03"
    return {
        "attendance grid": [Job(f"/attendance/groups/{GROUP}/{month}/", KEEPER)],
        "limit attendance grid": [Job("/bench/attendance/", KEEPER)],
    }


def grid(request):
    """One statement: 1,240 rows, pivoted into 40 lines of text."""
    people = Appointment.objects.filter(role=Role.SOCIAL_WORKER, group__code=GROUP).values("person")
    rows = AttendanceDay.objects.filter(person__in=people, day__year=2026, day__month=3)
    lines = {}
    for name, morning, afternoon in rows.order_by("person", "day").values_list("person__name", "morning", "afternoon"):
        lines.setdefault(name, [name]).append(f"{morning} {afternoon}")
    return page_of(request, lines.values())


LIMITS = (Limit("limit attendance grid"),)
WORKLOADS = (Workload("attendance grid", limit="limit attendance grid", goal=4, growth=1.2),)
urlpatterns = [path("attendance/", by_hand(grid), name="attendance")]
