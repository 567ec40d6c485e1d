"""The settings page and the calendar page: closed to others, every number shown, a change proposed and approved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from rulebook.calendars import calendar
from rulebook.keys import KEYS
from rulebook.models import RuleValue
from rulebook.values import value
from tests.factories.rulebook import set_rule
from tests.rulebook.test_dates import day

pytestmark = pytest.mark.django_db
SETTINGS = "/settings/rules/"


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        client.cookies["lang"] = "en"
        return client

    return sign_in


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hr", 200), ("hr_director", 200), ("ddg", 200), ("dg", 200), ("admin", 200),
        ("worker", 403), ("sa", 403), ("supervisor", 403), ("leader", 403), ("service", 403), ("finance", 403),
        ("archivist", 403), ("auditor", 403), ("outsider", 403),
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", [SETTINGS, "/settings/rules/case.plan_workdays/", "/settings/calendar/"])
def test_settings_are_read_by_those_the_matrix_names(cast, as_, who, status, url):
    assert as_(getattr(cast, who)).get(url).status_code == status


def test_every_number_is_on_the_page_with_its_clause_and_default(cast, as_):
    page = as_(cast.hr).get(SETTINGS).content.decode()
    for key in KEYS.values():
        assert key.key in page
        assert key.rules[0] in page
    assert "as shipped" in page


def test_the_page_says_who_changed_a_number_and_why(cast, as_):
    row = set_rule(cast, "case.plan_workdays", 7)
    page = as_(cast.dg).get(SETTINGS).content.decode()
    assert "7 working days" in page
    assert str(cast.hr) in page
    assert row.reason in page


@pytest.mark.rule("SOD-01")
def test_hr_proposes_by_form_and_the_deputy_approves_by_button(cast, as_):
    url = reverse("rulebook:change", args=["case.plan_workdays"])
    form = {"value": "8", "scope": "", "since": clock.today().isoformat(), "reason": "人手不足"}
    assert as_(cast.hr).post(url, form).status_code == 302
    row = RuleValue.objects.get()
    decide = reverse("rulebook:decide", args=[row.uuid])
    assert decide not in as_(cast.hr).get(SETTINGS).content.decode()
    assert as_(cast.hr).post(decide, {"outcome": "ok"}).status_code == 403
    assert value("case.plan_workdays") == 10
    assert decide in as_(cast.ddg).get(SETTINGS).content.decode()
    assert as_(cast.ddg).get(decide).status_code == 405
    assert as_(cast.ddg).post(decide, {"outcome": "ok"}).status_code == 302
    assert value("case.plan_workdays") == 8


def test_the_effect_is_shown_before_anything_is_proposed(cast, as_):
    url = reverse("rulebook:change", args=["case.plan_workdays"])
    form = {"value": "8", "scope": "", "since": "2026-03-02", "reason": "x", "_preview": "1"}
    with clock.standing_at(day("2026-03-02")):
        page = as_(cast.hr).post(url, form).content.decode()
    assert "Mon 16 Mar" in page  # 10 working days after 2 March
    assert "Thu 12 Mar" in page  # 8 working days
    assert not RuleValue.objects.exists()


@pytest.mark.parametrize("bad", [{"value": "0"}, {"value": "x"}, {"since": "2020-01-01"}, {"reason": ""}])
def test_a_proposal_that_makes_no_sense_comes_back(cast, as_, bad):
    url = reverse("rulebook:change", args=["case.plan_workdays"])
    form = {"value": "8", "scope": "", "since": clock.today().isoformat(), "reason": "x"} | bad
    assert as_(cast.hr).post(url, form).status_code == 200
    assert not RuleValue.objects.exists()


def test_every_setting_opens_and_takes_its_own_default(cast, as_):
    for key in KEYS.values():
        client = as_(cast.admin if key.part == "technical" else cast.hr)
        page = client.get(reverse("rulebook:change", args=[key.key]))
        assert page.status_code == 200, key.key
        initial = page.context["form"].initial["value"]
        form = {"value": initial, "scope": "", "since": clock.today().isoformat(), "reason": "x", "_preview": "1"}
        answer = client.post(reverse("rulebook:change", args=[key.key]), form)
        assert answer.context.get("previewed"), (key.key, answer.context["form"].errors)


def test_a_setting_is_changed_for_one_service_point(cast, as_, world):
    url = reverse("rulebook:change", args=["service_point.consent_required"])
    form = {
        "value": "true", "scope": f"point:{world.centre.uuid}", "since": clock.today().isoformat(), "reason": "x"
    }  # fmt: skip
    assert as_(cast.hr).post(url, form).status_code == 302
    assert RuleValue.objects.get().point == world.centre


def test_an_unknown_setting_does_not_exist(cast, as_):
    assert as_(cast.hr).get("/settings/rules/no.such/").status_code == 404


@pytest.mark.rule("DATE-01")
def test_the_calendar_page_shows_a_year_and_takes_a_local_closure(cast, as_):
    url = "/settings/calendar/?year=2026"
    page = as_(cast.hr).get(url).content.decode()
    assert "国庆节" in page
    assert as_(cast.ddg).post(url, {"day": "2026-03-18", "kind": "closure", "name": "x"}).status_code == 403
    assert as_(cast.hr).post(url, {"day": "2026-03-18", "kind": "closure", "name": "台风"}).status_code == 302
    assert not calendar().is_workday(day("2026-03-18"))
    missing = as_(cast.hr).get("/settings/calendar/?year=2027").content.decode()
    assert "Not loaded" in missing


def test_the_settings_page_costs_the_same_for_two_changes_and_for_two_hundred(cast, as_):
    client = as_(cast.ddg)
    keys = [key.key for key in KEYS.values() if key.kind == "int"]

    def queries():
        client.get(SETTINGS)
        with CaptureQueriesContext(connection) as caught:
            client.get(SETTINGS)
        return len(caught)

    for key in keys[:2]:
        set_rule(cast, key, 3)
    few = queries()
    for n in range(198):
        set_rule(cast, keys[n % len(keys)], 4)
    assert queries() == few
