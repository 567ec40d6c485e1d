"""The pages of group work: every one opens for its worker, forms do what they say, lists cost the same."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from groups import facts
from groups.choices import Result, State
from groups.models import Programme
from tests.factories import groups as make

pytestmark = pytest.mark.django_db
TABS = ("detail", "members", "sessions", "budget", "report", "attachments", "opinions")


def url(name, programme, *more):
    return reverse(f"groups:{name}", args=[programme.uuid, *more])


@pytest.fixture
def web(client, cast):
    client.force_login(cast.worker)
    with translation.override("en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        yield client


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("stage", ["submitted", "running", "reported"])
def test_every_page_of_a_group_opens(web, cast, stage):
    made = {
        "submitted": lambda: make.submitted(cast.worker),
        "running": lambda: make.running(cast, held=2),
        "reported": lambda: make.reported(cast, fund_source="host_unit"),
    }
    programme = made[stage]()
    with make.at(programme.last_day):
        for tab in TABS:
            assert programme.name in text_of(web.get(url(tab, programme))), tab
        for sheet in [one for model in (facts.newest_plan(programme), facts.report(programme)) if (one := model)]:
            assert text_of(web.get(sheet.get_absolute_url()))
            assert text_of(web.get(url("print", programme, sheet.NAME, sheet.uuid)))
        for session in programme.sessions.all():
            assert text_of(web.get(url("session", programme, session.number)))


@pytest.mark.rule("GRP-03")
def test_a_plan_that_came_too_late_opens_and_says_so(web, client, cast):
    programme = make.submitted(cast.worker, first=dt.date(2026, 3, 10), late_reason="场地刚刚落实")
    draft = make.draft(cast.worker, first=dt.date(2026, 3, 10))
    with make.at(make.BEGUN, 15):
        page = text_of(web.get(url("detail", programme)))
        assert "came too late" in page
        assert "First session is too early" not in page
        assert "First session is too early" in text_of(web.get(url("detail", draft)))
        client.force_login(cast.supervisor)
        step = make.plan_of(programme).approval.steps.get(key="supervisor")
        assert "came too late" in text_of(client.get(reverse("approvals:decide", args=[step.uuid])))


@pytest.mark.rule("GRP-03")
def test_the_dates_are_shown_as_soon_as_a_day_is_chosen(web):
    with make.at(dt.date(2026, 3, 9)):
        page = text_of(web.get(reverse("groups:dates") + "?first_session=2026-03-21"))
        assert "First session is too early" in page
        assert "already past" in page
        assert "Mon 23 Mar" in page
        assert "already past" not in text_of(web.get(reverse("groups:dates") + "?first_day=2026-03-24"))
        assert "Choose the first session" in text_of(web.get(reverse("groups:dates") + "?first_day=nonsense"))


def posted(page):
    """The fields of the form a page shows, as a browser would send them back."""
    found = {}
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag and "radio" not in tag:
            found[name.group(1)] = value.group(1) if value else ""
    return {name: given for name, given in found.items() if not name.startswith("csrf") and "__prefix__" not in name}


@pytest.mark.rule("GRP-03")
def test_a_group_is_begun_its_plan_prefilled_moved_to_the_earliest_day_and_sent(web, cast):
    with make.at(make.BEGUN):
        said = {"name": "银龄暖心小组", "group_type": "growth", "first_day": "2026-03-10", "sessions": 5, "apart": 7,
                "starts": "14:30", "ends": "16:00", "place": "活动室 2"}  # fmt: skip
        answer = web.post(reverse("groups:new"), said)
        programme = Programme.objects.get()
        fill = url("fill", programme, "group_plan")
        assert answer.url == fill
        page = text_of(web.get(fill))
        assert "First session is too early" in page
        values = posted(page)
        assert values["session_plans-4-day"] == "2026-04-07"
        web.post(fill, values | {"_save": "earliest"})
        programme.refresh_from_db()
        assert programme.first_day == dt.date(2026, 3, 16)
        values = posted(text_of(web.get(fill)))
        assert (values["first_session"], values["session_plans-4-day"]) == ("2026-03-16", "2026-04-13")
        plan = {name: given for name, given in make.PLAN.items() if name != "place"}
        for n in range(5):
            values |= {f"session_plans-{n}-theme": "认识", f"session_plans-{n}-goal": "彼此认识",
                       f"session_plans-{n}-content": "热身、讨论"}  # fmt: skip
        values |= plan | {"process_goals-0-stage": "early", "process_goals-0-goal": "认识",
                          "process_goals-0-indicator": "叫得出名字", "staff-0-person": "林晓岚",
                          "staff-0-duty": "带领", "budget-TOTAL_FORMS": "0"}  # fmt: skip
        answer = web.post(fill, values)
        assert answer.status_code == 302, re.findall(r'class="err".*?</p>', answer.content.decode())
    programme.refresh_from_db()
    assert (programme.state, programme.sessions_planned, programme.lead_short) == (State.PLAN_SUBMITTED, 5, 0)


def test_members_are_registered_and_decided_on_the_page(web, cast, client):
    programme = make.approved(cast)
    with make.at(make.BEGUN, 14):
        person = {"name": "陈桂兰", "phone": "13800000001", "sex": "f", "birth_year": 1950, "group": "elderly",
                  "way": "form", "meets_conditions": "on"}  # fmt: skip
        web.post(url("register", programme), person)
        member = programme.members.get()
        assert member.state == Result.EXCEPTION
        page = text_of(web.get(url("members", programme)))
        assert "exception asked of the supervisor" in page
        client.force_login(cast.supervisor)
        client.post(url("member_allow", programme, member.uuid), {})
        client.force_login(cast.worker)
        web.post(url("member_confirm", programme, member.uuid), {})
        member.refresh_from_db()
        assert member.state == Result.CONFIRMED
        web.post(url("member_withdraw", programme, member.uuid), {"reason": "搬家", "on": "2026-03-02"})
    member.refresh_from_db()
    assert member.state == Result.WITHDRAWN


@pytest.mark.rule("GRP-10")
def test_the_record_page_sends_to_the_roll_call_first(web, cast):
    programme = make.approved(cast)
    members = make.with_members(programme, 3)
    session = programme.sessions.get(number=1)
    with make.at(session.day, 15):
        assert web.get(url("record", programme, 1)).url == reverse("groups:roll", args=[session.uuid])
        assert members[0].name in text_of(web.get(reverse("groups:roll", args=[session.uuid])))


def test_records_are_read_by_the_supervisor_on_the_page(web, cast, client):
    programme = make.approved(cast)
    make.with_members(programme)
    session = make.hold(programme, 1)
    with make.at(session.day, 18):
        client.force_login(cast.supervisor)
        page = text_of(client.get(session.record.get_absolute_url()))
        assert "陈女士先讲" in page
        client.post(url("review", programme, "group_session_record", session.record.uuid), {"comment": "很好"})
    session.refresh_from_db()
    assert session.confirmed_at


@pytest.mark.rule("GRP-19")
def test_the_leader_confirms_a_month_on_the_page(client, cast):
    programme = make.running(cast, held=2)
    client.force_login(cast.leader_post)
    with make.at(dt.date(2026, 4, 2)):
        assert programme.name in text_of(client.get(reverse("groups:confirm")))
        client.post(url("confirm_month", programme), {"month": "2026-03-01"})
        assert programme.name not in text_of(client.get(reverse("groups:confirm")))
    assert programme.confirmations.count() == 1


@pytest.mark.rule("GRP-14")
def test_both_reports_are_filled_in_on_their_pages(web, cast):
    programme = make.ended(cast)
    with make.at(programme.ended_on, 19):
        for form in ("group_report", "group_financial_report"):
            assert text_of(web.get(url("fill", programme, form)))
        fill = url("fill", programme, "group_report")
        assert text_of(web.post(fill, {"goals_reached-TOTAL_FORMS": "0", "goals_reached-INITIAL_FORMS": "0"}))


@pytest.mark.rule("GRP-12", "GRP-16")
def test_the_report_page_says_in_words_whether_it_counts(web, cast):
    programme = make.ended(cast, members=7)
    with make.at(programme.ended_on, 19):
        page = text_of(web.get(url("report", programme)))
        assert "Members: 7, at least 8 needed" in page
        answer = web.post(url("report", programme), {})
        assert "collect at least one" in text_of(answer)


def _groups(cast, number):
    return [make.submitted(cast.worker) for _ in range(number)]


def test_the_list_costs_the_same_for_two_groups_and_for_many(web, cast):
    def cost():
        with (
            make.at(make.BEGUN, 15),
            CaptureQueriesContext(
                connection,
            ) as found,
        ):
            text_of(web.get(reverse("groups:list")))
        return len(found)

    _groups(cast, 2)
    cost()
    few = cost()
    _groups(cast, 22)
    assert cost() == few


def test_members_and_sessions_cost_the_same_for_few_and_for_many(web, cast):
    small, large = make.approved(cast, count=2), make.approved(cast, count=12)
    make.with_members(small, 2)
    make.with_members(large, 10)

    def cost(name, programme):
        with make.at(make.FIRST, 15):
            text_of(web.get(url(name, programme)))
            with CaptureQueriesContext(connection) as found:
                text_of(web.get(url(name, programme)))
        return len(found)

    for name in ("members", "sessions"):
        assert cost(name, small) == cost(name, large), name


def test_confirming_costs_the_same_for_few_and_for_many(client, cast):
    client.force_login(cast.leader_post)

    def cost():
        with make.at(dt.date(2026, 4, 2)):
            text_of(client.get(reverse("groups:confirm")))
            with CaptureQueriesContext(connection) as found:
                text_of(client.get(reverse("groups:confirm")))
        return len(found)

    make.running(cast)
    few = cost()
    for _number in range(3):
        make.running(cast)
    assert cost() == few
