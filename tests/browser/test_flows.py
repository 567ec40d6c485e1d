"""Two whole paths by clicking: a leave from form to decision, a month from complete files to the signed register."""

import datetime as dt

from archives import actions as archives
from archives.models import Register
from core import clock
from staff.leave.models import LeaveRequest
from tests.browser.conftest import PHONE
from tests.factories import cases as made


def next_wednesday(weeks):
    today = clock.today()
    return today + dt.timedelta(days=(2 - today.weekday()) % 7 + 7 * weeks)


def ask_for_leave(page, day):
    page.check("[name=leave_type][value=personal]", force=True)
    page.fill("[name=first]", day.isoformat())
    page.fill("[name=last]", day.isoformat())
    page.fill("[name=reason]", "陪母亲到医院做手术前检查")
    page.locator("form .savebar .btn-primary").click()
    page.wait_for_load_state()


def test_a_leave_is_asked_for_and_decided_without_javascript(visitor, cast):
    one = visitor(cast.worker2, js=False)
    page = one.open("/leave/new/")
    ask_for_leave(page, next_wednesday(3))
    leave = LeaveRequest.objects.get(applicant=cast.worker2)
    assert str(leave.uuid) in page.url

    superior = visitor(cast.sa, js=False)
    page = superior.open("/inbox/")
    page.locator(".inb a").first.click()
    page.wait_for_load_state()
    page.locator("button[name=outcome][value=ok]").first.click()
    page.wait_for_load_state()
    leave.refresh_from_db()
    assert leave.state == "approved"


def test_length_and_way_of_a_leave_are_computed_while_one_types(visitor, cast):
    one = visitor(cast.worker2, lang="en")
    page = one.open("/leave/new/")
    page.check("[name=leave_type][value=personal]", force=True)
    day = next_wednesday(3)
    page.fill("[name=first]", day.isoformat())
    page.fill("[name=last]", (day + dt.timedelta(days=1)).isoformat())
    page.locator("[name=last]").dispatch_event("change")
    page.wait_for_selector("#reckoning .steps li")
    assert "2" in page.locator("#reckoning").inner_text()
    assert cast.sa.name in page.locator("#reckoning").inner_text()
    assert not LeaveRequest.objects.exists()


def test_the_approver_walks_the_inbox_by_keyboard_and_decides_with_enter(visitor, cast):
    for weeks in (3, 4):
        one = visitor(cast.worker2)
        ask_for_leave(one.open("/leave/new/"), next_wednesday(weeks))
    superior = visitor(cast.sa)
    page = superior.open("/inbox/")
    first = page.locator(".inb a[aria-current]").get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.locator(".inb a[aria-current]").get_attribute("href") != first
    page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert LeaveRequest.objects.filter(state="approved").count() == 1


def test_pressing_submit_twice_asks_once(visitor, cast):
    one = visitor(cast.worker2)
    page = one.open("/leave/new/")
    page.check("[name=leave_type][value=personal]", force=True)
    day = next_wednesday(3).isoformat()
    page.fill("[name=first]", day)
    page.fill("[name=last]", day)
    page.fill("[name=reason]", "家中有事")
    page.locator("form .savebar .btn-primary").dblclick()
    page.wait_for_url("**/leave/*-*/")
    assert LeaveRequest.objects.filter(applicant=cast.worker2).count() == 1


def test_a_month_is_verified_sealed_and_signed_from_phone_and_desk(visitor, cast, settings):
    last_month = (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=12)
    case = made.closed(cast.worker, cast.supervisor, on=last_month - dt.timedelta(days=80), closed_on=last_month)
    path = f"/archive/volumes/{case.volume.uuid}/"
    cast.archivist.set_password("a long enough sentence")
    cast.archivist.save()

    worker = visitor(cast.worker, size=PHONE)
    worker.open(path)
    press_form(worker.page, f"{path}submit/")
    assistant = visitor(cast.sa)
    assistant.open(path)
    press_form(assistant.page, f"{path}verify/")
    archivist = visitor(cast.archivist)
    page = archivist.open(f"{path}seal/")
    page.fill("[name=envelope_no]", "D-2026-001")
    page.fill("[name=location]", "档案室 A 柜 3 层")
    page.check("[name=originals][value=original]", force=True)
    page.fill("[type=password]", "a long enough sentence")
    with page.expect_navigation():
        page.locator("main .btn-primary").click()
    assert archives.run_sealings() == 1

    page = archivist.open("/archive/registers/")
    page.fill("main [type=password]", "a long enough sentence")
    with page.expect_navigation():
        page.locator("main form .btn-primary").first.click()
    assert Register.objects.count() == 1
    assert visitor(cast.worker).open(path).locator(".seal").count() >= 1


def press_form(page, action):
    with page.expect_navigation():
        page.locator(f"form[action='{action}'] button").first.click()
