"""Cases and their contacts: the list, one full file, one form as PDF."""

import datetime as dt

from django.db import models
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from bench import series
from bench.limits import by_hand, page_of
from bench.rooms.a_people import POINTS, first_of_staff, first_point, reader
from bench.workloads import SHAPES, Job, Limit, Workload
from cases.models import Case, Contact
from clients.models import Client
from core import clock
from files.drawing import draw
from files.pdf import STYLE
from rulebook.calendars import calendar
from tests.factories import cases as factory

CLIENTS = 500
RARE, PLAIN = 5, 40  # cases of one's own, whatever the size


def fill(size):
    plain, rare = reader("plain").pk, reader("rare").pk
    models.QuerySet(Client).bulk_create(
        Client(code=f"K{n:05}", sex="f", identity={"name": f"陈桂{n}"}, registered_by_id=plain) for n in range(CLIENTS)
    )
    client = Client.objects.order_by("pk").first().pk
    owner = _owner(size, plain, rare, "i")
    series.fill(
        Case,
        size.cases,
        uuid=series.uuid("i", 1),
        state="'in_service'",
        stage="'intervention'",
        worker=owner,
        point=f"{first_point()} + i % {POINTS}",
        client=f"{client} + i % {CLIENTS}",
        field="'03'",
        service_type="'centre'",
        file_no=series.padded("B", "i"),
        inquired_on=series.day(0),
        opened_on=series.day(0),
        approved_on=series.day(0),
        served_since=series.day(0),
        last_contact_on=series.day("i % 300"),
        created_at=series.moment("i * 3"),
    )
    first = Case.objects.order_by("pk").first().pk
    series.fill(
        Contact,
        size.records,
        uuid=series.uuid("i", 2),
        case=f"{first} + i / 3",
        number="i % 3 + 1",
        worker=_owner(size, plain, rare, "(i / 3)"),
        starts_at=series.moment("(i % 300) * 1440 + 120"),
        ends_at=series.moment("(i % 300) * 1440 + 180"),
        way="'face'",
        recorded_at=series.moment("(i % 300) * 1440 + 200"),
        created_at=series.moment("(i % 300) * 1440 + 200"),
    )


def _owner(size, plain, rare, number):
    """The first cases belong to the rare and the plain reader, the rest to everybody in turn."""
    staff = first_of_staff()
    spread = f"{staff} + ({number} * 7919) % {size.staff}"
    return f"CASE WHEN {number} < {RARE} THEN {rare} WHEN {number} < {RARE + PLAIN} THEN {plain} ELSE {spread} END"


def prepare(size):
    """A full file each for the plain reader (whom the manager supervises) and the rare one, by the actions."""
    opened = calendar().roll(clock.today() - dt.timedelta(days=90))
    of_plain, of_rare = (_full_file(reader(name), reader(above), opened) for name, above in OWNERS)
    files = {"plain": of_plain, "manager": of_plain, "rare": of_rare}
    plan = factory.sheet_of(of_plain, "case_service_plan")
    return {
        "case": [Job(f"/cases/{files[shape].uuid}/", shape) for shape in SHAPES],
        "limit case": [Job(f"/bench/case/{of_plain.uuid}/", "plain")],
        "pdf": [Job(f"/cases/{of_plain.uuid}/forms/case_service_plan/{plan.uuid}/print.pdf", "plain")],
    }


OWNERS = (("plain", "manager"), ("rare", "others"))


def _full_file(worker, supervisor, opened):
    case = factory.planned(worker, supervisor, on=opened)
    for ahead in (7, 14, 21, 28):
        day = calendar().roll(opened + dt.timedelta(days=ahead))
        with clock.standing_at(factory.moment(day, 15)):
            factory.record(case, day)
    return case


def cases(request):
    """One statement: the newest 25 of one's own cases, with every cell of the page but the debts."""
    rows = Case.objects.filter(worker=request.user).order_by("-created_at", "-pk")
    return page_of(request, rows.values_list(*CELLS)[:25])


CELLS = (
    "uuid", "file_no", "client__code", "state", "worker__name", "point__name", "opened_on", "last_contact_on",
    "next_contact_at",
)  # fmt: skip
FACTS = (
    *CELLS, "kind", "stage", "field", "service_type", "source", "urgent", "conf_level", "inquired_on", "served_since",
    "approved_on", "closed_on", "client__sex", "client__group", "client__birth_year", "client__notice_version",
)  # fmt: skip


def case(request, uuid):
    """One statement: what the cover of the file says, a line each."""
    (row,) = Case.objects.filter(uuid=uuid).values_list(*FACTS)
    return page_of(request, zip(FACTS, row, strict=True))


def pdf(request):
    """One A4 page by hand, drawn anew each time by the renderer of the house, in the style of the house."""
    html = render_to_string("bench/paper.html", {"rows": range(25)})
    return HttpResponse(draw(html, STYLE.read_text()), content_type="application/pdf")


LIMITS = (Limit("limit cases", "/bench/cases/"), Limit("limit case"), Limit("limit pdf", "/bench/pdf/"))
WORKLOADS = (
    Workload("cases", "/cases/", SHAPES, limit="limit cases", peers="Mayan 16, helpdesk 35, Paperless 39, Wagtail 80"),
    Workload(
        "case", limit="limit case", goal=1.8, growth=1.1, peers="Mayan 3 (JSON), helpdesk 14, Wagtail 17, Horilla 45"
    ),
    Workload("pdf", limit="limit pdf", goal=1.8, growth=1.1, slow=True),
)
urlpatterns = [
    path("cases/", by_hand(cases), name="cases"),
    path("case/<uuid:uuid>/", by_hand(case), name="case"),
    path("pdf/", by_hand(pdf), name="pdf"),
]
