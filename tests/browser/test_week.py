"""A week by clicking: filled in on a phone, read and commented by the superior, archived by HR with its month."""

import datetime as dt

import pytest
from django.urls import reverse

from archives.models import Volume
from core import clock
from rulebook.dates import DAY
from staff.leave import actions as leave
from staff.leave.weekly import WeeklyLeaveReport
from staff.plans import actions
from staff.plans.choices import Kind, State
from staff.plans.models import Round, WorkReport
from staff.plans.sheets import WeeklyReport
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_case_flow import put, send, shot

WEEK = 7


@pytest.fixture
def found(live_server, cast):
    """The last week that had working days and lies wholly in a month that is over."""
    monday = clock.today().replace(day=1) - DAY * (WEEK + 1)
    monday -= DAY * monday.weekday()
    while True:
        with clock.standing_at(clock.moment(monday, dt.time(0, 10))):
            actions.open_rounds()
            leave.make_weekly()
        if found := Round.objects.filter(kind=Kind.WEEKLY, first=monday).first():
            return found
        monday -= DAY * WEEK


def report_of(person, found):
    return WorkReport.objects.get(round=found, owner=person)


def fill_in(phone, found):
    page = phone.open(reverse("plans:weekly_edit", args=[found.key]))
    put(page, "last_week-0-day", found.first - DAY * 3)
    put(page, "last_week-0-item", "case")
    put(page, "last_week-0-content", "面谈三次")
    put(page, "last_week-0-hours", "3")
    put(page, "this_week-0-day", found.first + DAY)
    put(page, "this_week-0-item", "group")
    put(page, "this_week-0-content", "小组第二节")
    page.locator("[data-add-line][value=outings]").click()
    for box, value in {"day": found.first + DAY, "at": "14:00", "place": "街道办", "purpose": "协调会"}.items():
        put(page, f"outings-0-{box}", value)
    put(page, "support", "请协调活动室")
    look(phone, "week-fill")
    send(page)
    look(phone, "week-handed-in")
    assert "小组第二节" in page.inner_text("main")


def look(one, name):
    """A picture of the page, which has no barrier and does not scroll sideways."""
    shot(one.page, name)
    assert one.violations() == [], name
    assert one.sideways() == 0, name


def read(superior, worker, found):
    page = superior.open(reverse("plans:people", args=[found.key]))
    look(superior, "week-people")
    page.get_by_role("link", name=worker.name, exact=True).click()
    page.wait_for_load_state()
    with page.expect_navigation():
        page.locator("#outings button").first.click()
    put(page, "comment", "小组时间要早些定")
    look(superior, "week-read")
    with page.expect_navigation():
        page.locator("#read .btn-primary").click()


@pytest.mark.rule("PLAN-01", "PLAN-02", "PLAN-06")
def test_a_week_is_clicked_through_from_the_phone_to_the_archive(visitor, cast, found):
    phone, superior, hr = visitor(cast.worker, size=PHONE), visitor(cast.sa, size=PHONE), visitor(cast.hr)
    fill_in(phone, found)
    assert report_of(cast.worker, found).state == State.LATE
    read(superior, cast.worker, found)
    assert report_of(cast.worker, found).state == State.READ
    sheet = WeeklyReport.objects.get(report__owner=cast.worker)
    assert sheet.outings.get().verified
    assert "小组时间要早些定" in phone.open(reverse("plans:weekly", args=[found.key])).inner_text("main")
    page = hr.open(reverse("plans:archive"))
    look(hr, "week-archive")
    with page.expect_navigation():
        page.locator("main form .btn-primary").click()
    assert report_of(cast.worker, found).state == State.ARCHIVED
    page = hr.open(reverse("archives:volume", args=[Volume.objects.get(kind="work_reports").uuid]))
    look(hr, "week-volume")
    assert str(sheet.TITLE) in page.inner_text("main")
    for one in (phone, superior, hr):
        assert one.trouble == []


def pages(cast, world, found):
    """(who, path) of the pages of the room and of the week's leave."""
    week = WeeklyLeaveReport.objects.get(group=world.group)
    yield "worker", reverse("plans:mine")
    yield "worker", reverse("plans:weekly_edit", args=[found.key])
    yield "sa", report_of(cast.worker, found).get_absolute_url()
    yield "sa", reverse("plans:people", args=[found.key])
    yield "sa", reverse("plans:punctuality")
    yield "ddg", reverse("plans:punctuality")
    yield "hr", reverse("plans:archive")
    yield "sa", reverse("leave:weeks")
    yield "sa", reverse("leave:week", args=[week.uuid])


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_no_page_of_weeks_has_a_barrier(visitor, cast, world, found, size, theme):
    wrong = []
    for who, path in pages(cast, world, found):
        one = visitor(getattr(cast, who), size=size, theme=theme)
        one.open(path)
        wrong += [(path, *barrier) for barrier in one.violations()]
        if over := one.sideways():
            wrong.append((path, "sideways", over))
        wrong += [(path, text) for text in one.trouble]
    assert wrong == []
