"""A month in chromium: recorded day by day on a phone, an outing, a check, reported, verified, sealed."""

import datetime as dt

import pytest

from approvals import actions as approvals
from archives import actions as archives
from archives.models import Volume
from core import clock
from rulebook.calendars import calendar
from staff.attendance import actions, roster
from staff.attendance.models import AttendanceDay, GroupMonth, Outing
from staff.attendance.sheets import AttendanceCheck, AttendanceRecord
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def last_month():
    return (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


@pytest.fixture
def month(cast, world):
    """Last month of the first group, recorded but for its last working day."""
    first = last_month()
    actions.open_months(first)
    actions.open_months()
    days = calendar().working_days(first, roster.last_of(first))
    actions.fill_present(by=cast.sa, group=world.group, days=days[:-1])
    return first, days[-1]


def clean(one, where):
    assert one.violations() == [], where
    assert one.sideways() == 0, where
    assert one.trouble == [], where


def test_a_month_from_the_grid_to_the_archive(visitor, cast, world, month, eager):
    first, last = month
    grid = f"/attendance/groups/g1/{first:%Y-%m}/"

    phone = visitor(cast.worker, size=PHONE)
    page = phone.open("/outings/new/")
    page.select_option("[name=purpose]", "liaison")
    page.fill("[name=place]", "河东街道办")
    clean(phone, "outing")
    phone.press("开始外出")
    assert Outing.objects.get().person == cast.worker
    phone.open("/outings/")
    phone.press("我回来了")
    assert Outing.objects.get().returned_at

    assistant = visitor(cast.sa, size=PHONE)
    page = assistant.open(f"/attendance/groups/g1/days/{last}/")
    page.uncheck(f"#p{cast.worker2.pk}")
    clean(assistant, "day")
    assistant.press("勾选的人都在岗")
    page = assistant.open(f"/attendance/people/{cast.worker2.uuid}/days/{last}/")
    page.check("[name=morning][value=late]", force=True)
    page.fill("[name=came]", "09:17")
    clean(assistant, "cell")
    with page.expect_navigation():
        page.click(".savebar button.btn-primary")
    assert AttendanceDay.objects.get(person=cast.worker2, day=last).late_minutes == 17
    assistant.open(grid)
    clean(assistant, "grid on a phone")

    page = assistant.open(f"/attendance/checks/new/?who={cast.worker.staff_no}")
    page.select_option("[name=checked]", str(cast.worker.pk))
    page.check("[name=result][value=present]", force=True)
    with page.expect_navigation():
        page.click(".savebar button.btn-primary")
    assert AttendanceCheck.objects.get().checked == cast.worker
    phone.open(f"/attendance/{clock.today():%Y-%m}/")
    assert "在岗" in phone.page.inner_text("#checks")
    clean(phone, "my month")

    desk = visitor(cast.sa)
    desk.open(grid)
    clean(desk, "grid")
    page = desk.open(f"{grid}close/")
    page.check("[name=source][value=sa_phone]", force=True)
    with page.expect_navigation():
        page.click(".savebar button.btn-primary")
    record = AttendanceRecord.objects.get()
    clean(desk, "record")

    step = record.approval.steps.get(state="open")
    approvals.act(step_id=step.pk, by=cast.hr, outcome="ok", comment="")
    volume = Volume.objects.get(subject_ref=record.period.ref)
    people = visitor(cast.hr_director)
    people.open(f"/archive/volumes/{volume.uuid}/")
    clean(people, "volume")
    archives.verify(volume=volume, by=cast.hr_director)
    archives.seal(volume=volume, by=cast.archivist, envelope_no="1", location="柜 1")
    archives.run_sealings(limit=5)
    assert GroupMonth.objects.get(pk=record.period_id).state == GroupMonth.State.ARCHIVED
    desk.open(grid)
    assert desk.page.locator("main .st").count()


def test_the_other_pages_have_no_barriers(visitor, cast, month):
    actions.commit_seed(month[0])
    actions.draw_sample(by=cast.hr, month=month[0])
    for person, path in (
        (cast.hr, "/attendance/groups/"), (cast.hr, "/attendance/flags/"), (cast.worker, "/attendance/sample/"),
        (cast.worker_other, f"/attendance/sample/{month[0]:%Y-%m}/"), (cast.sa, "/attendance/checks/coverage/"),
    ):  # fmt: skip
        for size, theme in (((1440, 900), "light"), (PHONE, "dark")):
            one = visitor(person, size=size, theme=theme)
            one.open(path)
            clean(one, (path, size, theme))
