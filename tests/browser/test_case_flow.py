"""A whole case by clicking, from the first question to its closing; the worker writes the record on a phone."""

import base64
import datetime as dt
import os

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from cases.models import Case, State
from core import clock
from tests.browser.conftest import PHONE
from tests.factories import cases as make

SCAN = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def put(page, name, value):
    """Fill in one box, whatever it is made of."""
    boxes = page.locator(f"[name='{name}']")
    kind = boxes.first.evaluate("box => box.type")
    if kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            chosen = boxes if one is True else page.locator(f"[name='{name}'][value='{one}']")
            chosen.first.check(force=True)
    elif kind == "select-one":
        boxes.first.select_option(value)
    else:
        boxes.first.fill(str(value))


def fill(page, form, **more):
    """What tests.factories.cases knows to write on `form`, typed in; then filed."""
    values = dict(make.VALUES.get(form, {}))
    for box in make.DAYS.get(form, ()):
        values[box] = f"{clock.now():%Y-%m-%dT00:00}" if box.endswith("_at") else clock.today()
    for name, lines in make.ROWS.get(form, {}).items():
        for number, line in enumerate(lines):
            values |= {f"{name}-{number}-{box}": value for box, value in line.items()}
    for name, value in (values | more).items():
        if value is not False and page.locator(f"[name='{name}']").count():
            put(page, name, value)


def send(page):
    """The page's one filled button."""
    before = page.url
    with page.expect_navigation():
        page.locator("main .btn-primary:not([hidden])").last.click()
    wrong = page.locator("main .note.bad, main .is-bad")
    assert page.url != before, wrong.all_inner_texts()


def shot(page, name):
    """A picture of the page where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/flow-{name}.png", full_page=True)


def approve(one, words):
    """The supervisor opens the inbox and agrees to what lies on top."""
    page = one.open("/inbox/")
    page.locator(".inb a").first.click()
    page.wait_for_load_state()
    shot(page, f"decide-{words}")
    page.fill("#opinion", words)
    with page.expect_navigation():
        page.locator("button[name=outcome][value=ok]").first.click()


@pytest.mark.rule("CASE-07")
@pytest.mark.rule("CASE-29")
def test_a_case_is_clicked_through_from_inquiry_to_closing(visitor, cast):
    desk, phone, superior = visitor(cast.worker), visitor(cast.worker, size=PHONE), visitor(cast.supervisor)

    page = desk.open(reverse("cases:intake_new"))
    fill(page, "visitor_inquiry_registration")
    put(page, "person-name", "陈桂兰")
    put(page, "person-notice", True)
    send(page)
    case = Case.objects.get()
    assert case.state == State.SCREENING
    shot(page, "screening")

    def on_paper(form, **more):
        sheet = desk.open(reverse("cases:fill", args=[case.uuid, form]))
        fill(sheet, form, **more)
        shot(sheet, form)
        send(sheet)

    for form in ("inquiry_intake_visit_record", "intake_info", "case_basic_info"):
        on_paper(form)
    page = desk.open(case.get_absolute_url())
    page.locator(f"a[href='{reverse('cases:open', args=[case.uuid])}']").click()
    page.wait_for_load_state()
    send(page)
    approve(superior, "同意开案")
    case = make.again(case)
    assert case.state == State.IN_SERVICE
    assert case.file_no

    sheet = desk.open(reverse("cases:fill", args=[case.uuid, "case_service_consent"]))
    fill(sheet, "case_service_consent")
    sheet.set_input_files("[name=scan]", {"name": "consent.png", "mimeType": "image/png", "buffer": SCAN})
    send(sheet)
    for form in ("needs_assessment", "problem_rating_scale", "case_service_plan"):
        on_paper(form)
    approve(superior, "目标清楚，同意")
    page = desk.open(case.get_absolute_url())
    shot(page, "catalogue")

    write_records_on_the_phone(phone, case)

    on_paper("problem_rating_scale", occasion="closing")
    for form in ("case_closing_evaluation", "case_closing_report", "case_closing"):
        on_paper(form)
    page = desk.open(reverse("cases:close", args=[case.uuid]))
    shot(page, "close")
    send(page)
    assert make.again(case).state == State.CLOSING_SUBMITTED
    approve(superior, "同意结案")
    case = make.again(case)
    assert (case.state, case.ground, case.contacts.count()) == (State.CLOSED, "goal_met", 1)
    page = desk.open(case.get_absolute_url())
    shot(page, "closed")
    assert case.file_no in page.inner_text("main")
    for one in (desk, phone, superior):
        assert one.trouble == []


def write_records_on_the_phone(phone, case):
    """The worker comes out of the client's door; nothing scrolls sideways, and the file shows the record after."""
    page = phone.open(case.get_absolute_url())
    page.locator(f"a[href='{reverse('cases:record_new', args=[case.uuid])}']:visible").first.click()
    page.wait_for_load_state()
    shot(page, "record-phone")
    assert phone.sideways() == 0
    end = clock.now()
    start = max(clock.moment(clock.today()), end - dt.timedelta(minutes=50))
    more = {"way": "home", "place": "家中", "participants": "陈桂兰", "goal": "睡眠", "handling": "肯定"}
    more |= {"evaluation": "睡眠好转", "no_next_reason": "住院期间暂停"}
    stamps = {"starts_at": f"{localtime(start):%Y-%m-%dT%H:%M}", "ends_at": f"{localtime(end):%Y-%m-%dT%H:%M}"}
    fill(page, "case_record_process", **more, **stamps)
    send(page)
    assert phone.sideways() == 0
    shot(page, "records-phone")
    assert page.url.endswith(reverse("cases:records", args=[case.uuid]))
