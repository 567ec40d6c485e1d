"""The file, its forms and the inquiry in a browser: no barrier, nothing sideways, the end before the start mended."""

import os

import pytest
from django.urls import reverse

from core import clock
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import cases as make


@pytest.fixture
def case(live_server, cast):
    today = clock.today()
    case = make.planned(cast.worker, cast.supervisor, on=today)
    return make.again(case)


def paths(case):
    tabs = ("detail", "records", "plan", "attachments", "approvals", "family", "access", "close", "level", "record_new")
    yield from (reverse(f"cases:{tab}", args=[case.uuid]) for tab in tabs)
    for form in ("case_basic_info", "case_closing", "problem_rating_scale"):
        yield reverse("cases:fill", args=[case.uuid, form])
    yield make.sheet_of(case, "case_service_plan").get_absolute_url()
    yield from (reverse(f"cases:{name}") for name in ("list", "intakes", "intake_new"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_of_a_case_has_a_barrier_or_scrolls_sideways(visitor, cast, case, size):
    one, found = visitor(cast.worker, size=size), {}
    for path in paths(case):
        page = one.open(path)
        found[path] = (one.violations(), one.sideways(), list(one.trouble))
        one.trouble[:] = []
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{size[0]}-{path.strip('/').replace('/', '_')[-40:]}.png", full_page=True)
    assert {path: what for path, what in found.items() if what != ([], 0, [])} == {}


@pytest.mark.rule("CASE-18")
def test_an_end_before_the_start_is_shown_at_once_with_its_fix(visitor, cast, case):
    page = visitor(cast.worker).open(reverse("cases:record_new", args=[case.uuid]))
    page.fill("[name=starts_at]", "2026-03-02T10:05")
    page.fill("[name=ends_at]", "2026-03-02T09:30")
    page.locator("[name=ends_at]").blur()
    page.locator("#time-order button").click()
    assert page.input_value("[name=ends_at]") == "2026-03-02T10:55"
    assert page.locator("#time-order").is_hidden()
