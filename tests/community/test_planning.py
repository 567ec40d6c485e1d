"""From the draft to the organization's agreement (COM-01..06, 18; FUND-02..04)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives.sheets import Filled, row_model
from community import actions, checks, facts, timing
from community.choices import Kind
from community.models import State
from community.sheets import CommunityStudy
from community.sizes import why_not
from core import clock
from notifications.models import Deadline, Engagement
from projects.funds import policy as money
from tests.factories import community as make
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 21)


def last_day(rule, ref):
    owed = Deadline.objects.open().get(rule=rule, about=ref)
    return clock.day_of(owed.due_at - dt.timedelta(seconds=1))


@pytest.mark.rule("COM-02")
@pytest.mark.example("EX-37")
def test_a_post_submits_no_plan_before_its_host_unit_agreed(cast):
    event = make.with_emergency_plan(make.draft(cast.worker))
    with make.at(make.BEGUN, 11):
        with pytest.raises(ValidationError) as refused:
            make.submit(event)
        assert any("host unit" in text or "用人单位" in text for text in refused.value.messages)
        assert make.again(event).state == State.DRAFT
    event = make.consented(event)
    assert event.state == State.AGREED
    with make.at(make.BEGUN, 12):
        assert make.submit(event).state == State.SUBMITTED


@pytest.mark.rule("COM-02")
@pytest.mark.example("EX-37")
def test_a_centre_with_consent_off_asks_nobody(cast):
    event = make.with_emergency_plan(make.draft(cast.worker2))
    assert not facts.consent_needed(event)
    with make.at(make.BEGUN, 12):
        assert make.submit(event).state == State.SUBMITTED


@pytest.mark.rule("COM-02")
def test_another_day_after_the_consent_is_asked_about_again(cast):
    event = make.consented(make.draft(cast.worker))
    with make.at(make.BEGUN, 11):
        event = actions.change(event=event, by=cast.worker, day=dt.date(2026, 3, 28))
    assert event.state == State.DRAFT
    assert last_day("event.plan", event.ref) == dt.date(2026, 3, 14)


@pytest.mark.rule("COM-03")
@pytest.mark.example("EX-38")
def test_a_plan_ten_days_before_is_short_by_four_and_needs_the_exception(cast):
    filed = dt.date(2026, 3, 11)
    event = make.ready(cast.worker)
    with make.at(filed):
        with pytest.raises(ValidationError) as refused:
            make.submit(event)
        assert "late_reason" in refused.value.message_dict
        event = make.submit(event, late_reason="社区临时借到场地")
        assert facts.plan(event).short_by == 4
        with pytest.raises(ValidationError) as refused:
            make.decide(facts.plan(event), cast.supervisor, "supervisor")
        assert "accept_exception" in refused.value.message_dict
        make.decide(facts.plan(event), cast.supervisor, "supervisor", accept_exception=True)
    assert make.again(event).state == State.SUPERVISED


@pytest.mark.rule("COM-03")
@pytest.mark.example("EX-38")
def test_a_centre_with_seven_days_is_in_time_ten_days_before(cast, world):
    set_rule(cast, "event.plan_lead_days", 7, service_type="centre", since=dt.date(2026, 1, 1))
    event = make.ready(cast.worker2)
    with make.at(dt.date(2026, 3, 11)):
        assert facts.plan(make.submit(event)).short_by == 0


@pytest.mark.rule("COM-03")
def test_the_page_names_every_date_and_the_earliest_day_in_time():
    found = timing.reckon(DAY, today=dt.date(2026, 3, 9))
    by_key = {mark.key: mark for mark in found.marks}
    assert (by_key["plan"].day, by_key["plan"].past) == (dt.date(2026, 3, 7), True)
    assert (by_key["forward"].day, by_key["forward"].past) == (dt.date(2026, 3, 14), False)
    assert by_key["materials"].day == dt.date(2026, 3, 20)
    assert by_key["news"].day == dt.date(2026, 3, 25)
    assert by_key["report"].day == dt.date(2026, 3, 30)
    assert (found.short_by, found.earliest) == (2, dt.date(2026, 3, 23))


@pytest.mark.rule("COM-06")
@pytest.mark.parametrize("table", ["goals", "flow", "staff", "materials"])
def test_a_plan_with_an_empty_part_is_not_sent(cast, table):
    event = make.ready(cast.worker)
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError):
        make.submit(event, rows={table: []})


@pytest.mark.rule("COM-06")
@pytest.mark.parametrize("box", ["background", "idea", "publicity", "difficulties", "evaluation"])
def test_a_plan_with_an_empty_box_is_not_sent(cast, box):
    event = make.ready(cast.worker)
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError) as refused:
        make.submit(event, **{box: ""})
    assert box in refused.value.message_dict


@pytest.mark.rule("COM-19")
def test_the_kinds_of_event_are_those_of_the_form():
    """EVENT_KIND of forms.md, in its order; the figures tell outreach and the rest from an ordinary activity."""
    wanted = ["activity", "lecture", "publicity", "family_education", "volunteer", "outreach", "other"]
    assert Kind.values == wanted
    assert [why_not(kind, 49, 60) for kind in ("activity", "outreach", "other", "publicity")] == ["small"] * 3 + [""]


@pytest.mark.rule("COM-18")
def test_life_first_no_plan_without_an_emergency_plan(cast):
    event = make.consented(make.draft(cast.worker))
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError):
        make.submit(event)
    event = make.with_emergency_plan(event)
    with make.at(make.BEGUN, 12):
        assert make.submit(event).state == State.SUBMITTED


@pytest.mark.rule("COM-18")
def test_an_emergency_plan_names_its_team(cast):
    event = make.with_emergency_plan(make.consented(make.draft(cast.worker)), rows={"risks": make.TEAM["risks"]})
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError):
        make.submit(event)


@pytest.mark.rule("COM-04")
def test_the_assistant_forwards_a_week_before_or_the_head_accepts_the_exception(cast):
    event = make.submitted(cast.worker)
    with make.at(dt.date(2026, 3, 13)):
        make.decide(facts.plan(event), cast.supervisor, "supervisor")
    step = facts.plan(event).approval.steps.get(key="forward")
    assert step.permissions.filter(user=cast.sa).exists()
    with make.at(dt.date(2026, 3, 16)):
        make.decide(facts.plan(event), cast.sa, "forward")
        assert make.again(event).state == State.REVIEW
        with pytest.raises(ValidationError) as refused:
            make.decide(facts.plan(event), cast.service, "head")
        assert "accept_exception" in refused.value.message_dict
        make.decide(facts.plan(event), cast.service, "head", accept_exception=True)
    assert make.again(event).state == State.PREPARING


@pytest.mark.rule("COM-05")
def test_an_event_whose_day_went_by_before_the_agreement_was_not_held(cast):
    event = make.forwarded(cast)
    with make.at(DAY + dt.timedelta(days=2)):
        make.decide(facts.plan(event), cast.service, "head")
        event = make.again(event)
        assert event.state == State.PREPARING
        with pytest.raises(ValidationError) as refused:
            actions.hold(event=event, by=cast.worker, heads=60)
        assert refused.value.code == "not_agreed"
        actions.postpone(event=event, by=cast.worker, reason="批复晚于活动日")
        event = actions.resume(event=make.again(event), by=cast.worker, day=DAY + dt.timedelta(days=7))
    with make.at(event.day, 17):
        actions.hold(event=event, by=cast.worker, heads=60)
    assert make.again(event).state == State.HELD


@pytest.mark.rule("COM-05")
def test_nothing_proceeds_before_the_organization_agrees(cast):
    event = make.forwarded(cast)
    assert not event.preparations.exists()
    with make.at(DAY, 15), pytest.raises(ValidationError):
        actions.hold(event=event, by=cast.worker, heads=60)
    with make.at(make.BEGUN, 13):
        make.decide(facts.plan(event), cast.service, "head")
    event = make.again(event)
    assert event.state == State.PREPARING
    assert event.file_no.endswith("2026A001")
    assert Engagement.objects.filter(about=event.ref, owner=cast.worker, off_at__isnull=True).count() == 1


@pytest.mark.rule("COM-05")
@pytest.mark.rule("FUND-04")
@pytest.mark.example("EX-40")
def test_no_advance_before_the_organization_agreed(cast):
    event = make.submitted(cast.worker, fund_source="org_pool", sources_tried="街道、居委会都没有经费")
    with make.at(make.BEGUN, 11):
        make.decide(facts.plan(event), cast.supervisor, "supervisor")
        event = make.again(event)
        assert event.state == State.SUPERVISED
        assert money.advance_refused(event.fund_request)


@pytest.mark.rule("COM-04")
@pytest.mark.rule("FUND-02")
def test_money_goes_with_the_plan_and_is_waited_for(cast):
    with pytest.raises(ValidationError):
        make.submitted(cast.worker, fund_source="org_pool")
    event = make.submitted(cast.worker, fund_source="org_pool", sources_tried="街道、居委会都没有经费")
    assert event.fund_request.state == "draft"
    with make.at(make.BEGUN, 11):
        make.decide(facts.plan(event), cast.supervisor, "supervisor")
        make.decide(facts.plan(event), cast.sa, "forward")
        assert make.again(event).fund_request.state != "draft"
        make.decide(facts.plan(event), cast.service, "head")
    assert make.again(event).state == State.REVIEW


@pytest.mark.rule("COM-03")
def test_a_returned_plan_is_owed_anew_and_a_refused_one_never_takes_place(cast):
    event = make.submitted(cast.worker)
    with make.at(make.BEGUN, 11):
        make.decide(facts.plan(event), cast.supervisor, "supervisor", outcome="returned", comment="目标写具体")
    event = make.again(event)
    assert (event.state, last_day("event.plan", event.ref)) == (State.AGREED, dt.date(2026, 3, 7))
    with make.at(make.BEGUN, 14):
        event = make.submit(event)
        make.decide(facts.plan(event), cast.supervisor, "supervisor", outcome="rejected", comment="与节庆冲突")
    event = make.again(event)
    assert (event.state, event.end_reason) == (State.REJECTED, "与节庆冲突")
    assert not Deadline.objects.open().filter(about=event.ref).exists()


@pytest.mark.rule("COM-01")
@pytest.mark.rule("COM-21")
def test_a_plan_is_warned_that_rests_on_no_study_or_an_old_one(cast):
    event = make.submitted(cast.worker)
    assert [one.rule for one in checks.plan_findings(facts.plan(event), cast.supervisor)] == ["COM-01"]
    with make.at(dt.date(2025, 2, 1)):
        said = {"geography": "两条街", "population": "老人多", "method": "走访 40 户", "conclusion": "周末没有去处"}
        need = row_model(CommunityStudy, "needs")(kind="felt", need="周末去处", evidence="走访")
        filled = Filled(CommunityStudy(point=event.point, **said), rows={"needs": [need]})
        study = actions.file_study(filled=filled, by=cast.worker)
    plan = facts.plan(event)
    plan.study = study
    with make.at(make.BEGUN):
        assert [one.field for one in checks.plan_findings(plan, cast.supervisor)] == ["study"]
        study.filled_on = dt.date(2026, 1, 5)
        assert list(checks.plan_findings(plan, cast.supervisor)) == []


def test_only_the_worker_plans_and_sends(cast):
    event = make.ready(cast.worker)
    with make.at(make.BEGUN, 11):
        with pytest.raises(PermissionDenied):
            actions.write_plan(event=event, by=cast.worker_other, rows=make.ROWS, **make.PLAN)
        with pytest.raises(PermissionDenied):
            actions.begin(by=cast.finance, title="x", day=DAY, starts=make.START, ends=make.END, place="x")
