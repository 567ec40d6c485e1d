"""What is owed: My day and the inbox of the three readers."""

from django.urls import path

from approvals.models import StepPermission
from bench import series
from bench.limits import by_hand, page_of
from bench.rooms.a_people import first_of_staff, reader
from bench.workloads import SHAPES, Limit, Workload
from core import clock
from notifications.models import Deadline

OWED = 15  # open tasks of each person, whatever the size; the rest is done


def fill(size):
    """A task a case; what is open is due in these days."""
    staff, today = first_of_staff(), (clock.today() - series.EPOCH).days * 1440
    about = f"'cases.case:' || {series.text_uuid('i', 1)}"
    series.fill(
        Deadline,
        max(size.cases, OWED * size.staff),
        uuid=series.uuid("i", 5),
        rule="'case.record'",
        about=about,
        owner=f"{staff} + i % {size.staff}",
        since=series.day(0),
        due_at=series.moment(f"{today} - 2880 + (i / {size.staff}) * 600"),
        met_at=f"CASE WHEN i < {OWED * size.staff} THEN NULL ELSE {series.moment('i % 400000')} END",
        created_at=series.moment("i"),
    )
    for number, shape in enumerate(SHAPES):
        series.fill(
            Deadline,
            OWED,
            uuid=series.uuid("i", 6 + number),
            rule="'case.plan'",
            about=about,
            owner=reader(shape).pk,
            since=series.day(0),
            due_at=series.moment(f"{today} - 2880 + i * 600"),
            created_at=series.moment("i"),
        )


def today(request):
    rows = Deadline.objects.filter(owner=request.user, met_at__isnull=True, dropped_at__isnull=True).order_by("due_at")
    return page_of(request, rows.values_list("rule", "since", "due_at")[:25])


def inbox(request):
    rows = StepPermission.objects.filter(user=request.user, content_object__state="open")
    return page_of(request, rows.values_list("content_object__key", "content_object__due_at")[:25])


LIMITS = (Limit("limit today", "/bench/today/"), Limit("limit inbox", "/bench/inbox/"))
WORKLOADS = (
    Workload("today", "/today/", SHAPES, limit="limit today", growth=1.1),
    Workload("inbox", "/inbox/", SHAPES, limit="limit inbox", growth=1.1, peers="Horilla 1,200"),
)
urlpatterns = [path("today/", by_hand(today), name="today"), path("inbox/", by_hand(inbox), name="inbox")]
