"""A month by clicking: the worker answers on a phone, the leader confirms, the directors decide, it is archived."""

import pytest
from django.urls import reverse

from archives import actions as archives
from archives.models import Volume
from reports.models import MonthlyReport
from tests.browser.conftest import DESKTOP, PHONE
from tests.reports import made

WHOLE = "/reports/2026-03/"


@pytest.fixture
def march(live_server, cast):
    made.busy_march(cast)
    return made.assembled()


def address(code):
    report = MonthlyReport.objects.get(month=made.MARCH, point__code=code)
    return report.get_absolute_url()


@pytest.mark.rule("KPI-02")
@pytest.mark.rule("GRP-19")
def test_a_month_from_its_assembly_to_the_archive(visitor, cast, march):
    phone = visitor(cast.worker, size=PHONE)
    page = phone.open(address("post"))
    assert "我的" in page.inner_text("h1")
    page.check("[name=answer][value=right]", force=True)
    phone.press("提交")
    for who, code in ((cast.leader, "centre"), (cast.leader_post, "post")):
        leader = visitor(who, size=PHONE)
        leader.open(address(code))
        leader.press("核准本月数字")
    service = visitor(cast.service)
    page = service.open(WHOLE)
    assert "晨光青少年项目" in page.inner_text("main")
    page.fill("[name=notes]", "1. 家访少，下月补做。")
    page.check("[name=accept_missing]", force=True)
    service.submit("go")
    for who in (cast.ddg, cast.dg):
        director = visitor(who)
        page = director.open(WHOLE)
        with page.expect_navigation():
            page.get_by_role("link", name="去审批").click()
        assert "2026年2月" in page.inner_text("main")  # beside the last month
        page.fill("[name=comment]", "数字合理，同意")
        director.submit("outcome", "ok")
    page = service.open(WHOLE)
    service.press("报送并关账")
    march.refresh_from_db()
    assert march.state == "submitted"
    volume = Volume.objects.get(kind="monthly_report")
    page = service.open(reverse("archives:volume", args=[volume.uuid]))
    assert "社工服务统计表" in page.inner_text("main")
    keep(volume, cast)
    assert Volume.objects.get(pk=volume.pk).state == "sealed"
    for one in (phone, service):
        assert one.trouble == []


def keep(volume, cast):
    """The archive's own steps are clicked in tests/browser/test_archive.py."""
    archives.submit(volume=volume, by=cast.service)
    volume.refresh_from_db()
    archives.verify(volume=volume, by=cast.ddg, findings="齐全")
    volume.refresh_from_db()
    archives.seal(volume=volume, by=cast.archivist, envelope_no="202603-001", location="档案室")
    archives.run_sealings()


PAGES = (
    ("dg", "/overview/"), ("dg", "/points/"), ("dg", "/reports/"), ("dg", WHOLE), ("service", WHOLE),
    ("dg", f"{WHOLE}records/?figure=case.contacts"), ("dg", f"{WHOLE}print/"), ("sa", "/overview/group/"),
    ("board_chair", "/overview/"),
)  # fmt: skip


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_no_barrier_and_nothing_sideways(visitor, cast, march, size, theme):
    wrong = []
    extra = [("leader", address("centre")), ("worker", address("post")), ("leader", point_page())]
    for who, path in (*PAGES, *extra):
        one = visitor(getattr(cast, who), size=size, theme=theme)
        one.open(path)
        wrong += [(path, *found) for found in one.violations()]
        if not path.endswith("/print/") and one.sideways() > 0:
            wrong.append((path, "sideways", one.sideways()))
        wrong += [(path, text) for text in one.trouble]
    assert wrong == []


def point_page():
    return reverse("reports:point", args=[MonthlyReport.objects.get(point__code="centre").point.uuid])
