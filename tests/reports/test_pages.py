"""The pages of the reports: who sees what, the way through a month, paper and Excel, constant queries."""

import datetime as dt
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from access.models import AuditEvent
from core import clock
from people.models import ServicePoint
from reports import actions, pages, papers
from reports.models import MonthlyReport
from reports.pages import Correction
from tests.factories.people import appoint, person
from tests.reports import made

pytestmark = pytest.mark.django_db
TODAY = made.noon(dt.date(2026, 4, 2))


@pytest.fixture
def march(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(TODAY):
        yield report


@pytest.fixture
def see(client, cast):
    """The page of an address as somebody sees it, in English."""
    client.cookies["lang"] = "en"

    def visit(who, url, status=200):
        client.force_login(getattr(cast, who))
        answer = client.get(url)
        assert answer.status_code == status, (who, url)
        return answer.content.decode() if status == 200 and "text/html" in answer["Content-Type"] else answer

    return visit


def point_url(name, code):
    report = MonthlyReport.objects.get(month=made.MARCH, point__code=code)
    return reverse(f"reports:{name}", args=[report.month, report.point.uuid])


def test_the_overviews_show_targets_figures_and_charts(march, see):
    for who in ("dg", "ddg", "service"):
        page = see(who, "/overview/")
        assert 'role="img"' in page
        assert "Show as a table" in page
        assert "河东社区中心" in page
    assert "河东社区中心" not in see("board_chair", "/overview/")
    for who in ("worker", "sa", "leader", "hr", "outsider", "admin"):
        see(who, "/overview/", 403)
    assert "林晓岚" in see("sa", "/overview/group/")
    assert "唐雨薇" not in see("sa", "/overview/group/")
    see("worker", "/overview/group/", 403)


def test_a_leader_sees_the_own_point_only(march, see):
    page = see("leader", "/points/", 302)
    assert page["Location"] == reverse(
        "reports:point", args=[MonthlyReport.objects.get(point__code="centre").point.uuid]
    )
    assert "何家明" in see("leader", page["Location"])
    see("leader_post", page["Location"], 404)
    see("worker2", page["Location"], 404)


@pytest.mark.rule("KPI-02")
def test_the_month_stands_on_one_page_beside_the_last_one(march, see):
    page = see("dg", "/reports/2026-03/")
    assert "Mar 2026" in page
    assert "Feb 2026" in page
    assert "Distinct persons" in page  # the definition stands under the figure
    assert "3 service points are not confirmed yet" in page
    see("worker", "/reports/2026-03/", 404)
    see("leader", "/reports/2026-03/", 404)
    see("dg", "/reports/2026-02/", 404)


def test_a_worker_finds_the_own_figures_and_answers_for_them(march, see, client, cast):
    url = point_url("point_month", "post")
    page = see("worker", url)
    assert "Are my figures right?" in page
    assert "何家明" not in page
    client.post(point_url("check", "post"), {"answer": "differs", "words": "少算一次家访"})
    assert "少算一次家访" in see("leader_post", url)
    assert "少算一次家访" in see("service", "/reports/2026-03/")
    see("worker_other", url, 404)


@pytest.mark.rule("KPI-09")
def test_a_figure_opens_its_records_and_hides_those_one_may_not_open(march, see, cast):
    url = "/reports/2026-03/records/?figure=case.contacts"
    page = see("dg", url)
    assert page.count("<tr>") >= 4
    assert "no record written" not in page
    worker = see("worker", f"{url}&worker={cast.worker.uuid}")
    assert "2 times" in worker
    see("worker", url, 404)
    see("worker", f"{url}&worker={cast.worker2.uuid}", 404)
    see("dg", "/reports/2026-03/records/?figure=nothing", 404)
    assert AuditEvent.objects.filter(verb="read").exists()


@pytest.mark.rule("GRP-19")
@pytest.mark.rule("KPI-02")
def test_the_whole_way_through_the_pages(march, see, client, cast):
    for who, code in (("leader", "centre"), ("leader_post", "post")):
        see(who, point_url("point_month", code))
        client.post(point_url("hand_in", code))
    page = see("service", "/reports/2026-03/")
    assert "晨光青少年项目" in page
    client.post("/reports/2026-03/confirm/", {"notes": "家访少", "keep": "1"})
    march.refresh_from_db()
    assert (march.state, march.notes) == ("collecting", "家访少")
    client.post("/reports/2026-03/confirm/", {"notes": "家访少", "go": "1"})
    march.refresh_from_db()
    assert march.state == "collecting"  # one leader is missing and was not accepted
    client.post("/reports/2026-03/confirm/", {"notes": "家访少", "go": "1", "accept_missing": "on"})
    march.refresh_from_db()
    assert march.state == "confirmed"
    for who in ("ddg", "dg"):
        assert "Decide" in see(who, "/reports/2026-03/")
        step = march.approval.steps.get(state="open")
        decision = see(who, reverse("approvals:decide", args=[step.uuid]))
        assert "Persons served" in decision
        assert "Feb 2026" in decision
        client.post(
            reverse("approvals:act", args=[step.uuid]),
            {"outcome": "ok", "comment": "数据合理", "seen": march.content_hash()},
        )
        march.refresh_from_db()
    see("service", "/reports/2026-03/")
    client.post("/reports/2026-03/submit/")
    march.refresh_from_db()
    assert march.state == "submitted"
    assert "Kept figures" in see("dg", "/reports/2026-03/")
    see("hr", "/reports/2026-03/")
    client.post("/reports/2026-03/send/", {"on": "2026-04-02", "parts": ["plans", "staff", "volunteers"]})
    march.refresh_from_db()
    assert march.sent_on == dt.date(2026, 4, 2)


def test_hr_sees_staff_figures_only_and_the_board_sees_submitted_totals(march, see, cast):
    page = see("hr", "/reports/2026-03/")
    assert "Front-line staff" in page
    assert "Case contacts" not in page
    see("board_chair", "/reports/2026-03/", 404)
    actions.confirm(report=march, by=cast.service, accept_missing=True)
    made.decide(march, cast.ddg)
    made.decide(march, cast.dg)
    actions.submit(report=march, by=cast.service)
    page = see("board_chair", "/reports/2026-03/")
    assert "Case contacts" in page
    assert "河东社区中心" not in page


def test_the_paper_and_the_table_are_logged_and_for_readers_of_the_whole(march, see, cast):
    assert "2026年3月" in see("dg", "/reports/2026-03/print/")
    pdf = see("dg", "/reports/2026-03/print.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "河东社区中心" in text
    table = see("dg", "/reports/2026-03/table.xlsx")
    book = zipfile.ZipFile(io.BytesIO(table.content))
    assert "xl/worksheets/sheet3.xml" in book.namelist()
    printed = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Monthly service report, Mar 2026" in printed  # at the head of each page, with who took it when at its foot
    assert str(cast.dg) in printed
    assert {"print", "export"} <= set(AuditEvent.objects.values_list("verb", flat=True))
    see("worker", point_url("point_print", "post"), 404)
    see("hr", "/reports/2026-03/print/", 404)
    see("leader_post", point_url("point_pdf", "post"))
    see("leader_post", point_url("point_table", "post"))


@pytest.mark.parametrize("url", ["/overview/", "/points/", "/reports/", "/reports/2026-03/", "/overview/group/"])
def test_pages_cost_the_same_for_few_points_and_for_many(url, march, client, cast):
    client.force_login(cast.sa if "group" in url else cast.dg)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    many(cast)
    with CaptureQueriesContext(connection) as more:
        client.get(url)
    assert len(more) <= len(few)


def many(cast):
    group = cast.worker.appointments.first().group
    for number in range(12):
        point = ServicePoint.objects.create(code=f"p{number}", name=f"点{number}", type="post", field="02")
        for place in range(3):
            appoint(person(f"X{number}{place}", f"同工{number}{place}"), "social_worker", point=point, group=group)
        MonthlyReport.objects.create(month=made.MARCH, point=point)
    for back in range(1, 11):
        MonthlyReport.objects.create(month=dt.date(2025, back, 1))


def test_what_is_objected_to_stands_beside_what_was_typed(march, see, client):
    see("worker", point_url("point_month", "post"))
    answer = client.post(point_url("check", "post"), {"answer": "differs", "words": "少算"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why, in at least 5 characters." in page
    assert ">少算</textarea>" in page.replace("\n", "")
    see("service", "/reports/2026-03/")
    answer = client.post("/reports/2026-03/confirm/", {"notes": "家访少，下月补", "go": "1"})
    assert answer.status_code == 422
    assert "家访少，下月补" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_the_paper_puts_two_figures_on_a_line_and_one_row_for_a_correction():
    lines = [(str(n), "", "", "") for n in range(5)]
    assert [(left[0], right[0]) for left, right in papers.pairs(lines)] == [("0", "3"), ("1", "4"), ("2", "")]
    rows = pages.by_figure(
        [
            Correction("8月", "机构", "家访", "+3"),
            Correction("8月", "长桥", "家访", "+1", point=True),
            Correction("8月", "南浦", "家访", "+2", point=True),
            Correction("8月", "南浦", "咨询", "+1", point=True),
        ]
    )
    assert [(row.label, row.change, row.points) for row in rows] == [
        ("家访", "+3", [("长桥", "+1"), ("南浦", "+2")]),
        ("咨询", "-", [("南浦", "+1")]),
    ]
