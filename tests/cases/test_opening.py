"""From the inquiry to the open case: screening, refusal, approval, opening first, consultations."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals.models import Approval
from cases import actions, checks
from cases.models import Contact, State
from core import clock, records
from notifications.models import Deadline, Notification
from tests.factories import cases as make

DAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def today(db):
    with clock.standing_at(DAY):
        yield


def due(rule, ref):
    return Deadline.objects.open().get(rule=rule, about=ref)


def last_day(deadline):
    return clock.day_of(deadline.due_at - dt.timedelta(seconds=1))


@pytest.mark.rule("CASE-02")
@pytest.mark.rule("CASE-04")
def test_whoever_takes_the_inquiry_first_owns_it_and_answers_within_three_working_days(cast, world):
    case = make.inquiry(cast.worker, source="outreach")
    assert (case.state, case.worker, case.point, case.source) == ("inquiry", cast.worker, world.post, "outreach")
    assert last_day(due("case.inquiry", case.ref)) == dt.date(2026, 3, 5)


def test_only_front_line_workers_take_inquiries(cast):
    for who in (cast.hr, cast.sa, cast.outsider, cast.admin):
        with pytest.raises(PermissionDenied):
            make.inquiry(who)


@pytest.mark.rule("CASE-14")
def test_an_urgent_inquiry_is_told_at_once_without_a_name(cast):
    case = make.inquiry(cast.worker, urgent=True)
    told = Notification.objects.filter(about=case.ref)
    assert {notice.to for notice in told} == {cast.supervisor, cast.sa}
    assert all("陈" not in notice.text_key for notice in told)


@pytest.mark.rule("CASE-05")
@pytest.mark.parametrize("lacking", ["reason", "told_on", "told_way"])
def test_an_inquiry_is_not_refused_without_reason_day_and_way(cast, lacking):
    case = make.screening(cast.worker)
    make.fill(case, "interview_record")
    told = {"reason": "不在服务区域", "told_on": DAY, "told_way": "face", lacking: ""}
    with pytest.raises(ValidationError) as refused:
        actions.refuse(case=case, by=cast.worker, outcome="not_accepted", **told)
    assert lacking in refused.value.message_dict
    told[lacking] = {"reason": "不在服务区域", "told_on": DAY, "told_way": "face"}[lacking]
    ended = actions.refuse(case=case, by=cast.worker, outcome="not_accepted", **told)
    assert (ended.state, ended.told_on, ended.outcome_reason) == ("not_accepted", DAY, "不在服务区域")


@pytest.mark.rule("CASE-05")
def test_not_accepting_somebody_leaves_a_written_record(cast):
    case = make.screening(cast.worker)
    told = {"reason": "不符合", "told_on": DAY, "told_way": "phone"}
    with pytest.raises(ValidationError) as refused:
        actions.refuse(case=case, by=cast.worker, outcome="not_accepted", **told)
    assert refused.value.code == "record"


@pytest.mark.rule("CASE-04")
@pytest.mark.parametrize("outcome", ["info_only", "not_accepted", "referred"])
def test_every_inquiry_that_is_not_opened_ends_with_its_outcome(cast, outcome):
    case = make.inquiry(cast.worker)
    make.fill(case, "inquiry_intake_visit_record")
    ended = actions.refuse(case=case, by=cast.worker, outcome=outcome, reason="说明", told_on=DAY, told_way="face")
    assert (ended.state, ended.outcome) == (State.NOT_ACCEPTED, outcome)
    assert not Deadline.objects.open().filter(about=case.ref).exists()


@pytest.mark.rule("CASE-06")
@pytest.mark.parametrize("lacking", ["intake_info", "case_basic_info"])
def test_an_opening_needs_both_forms(cast, lacking):
    case = make.screening(cast.worker)
    for form in {"intake_info", "case_basic_info"} - {lacking}:
        make.fill(case, form)
    with pytest.raises(ValidationError, match="《"):
        actions.submit_opening(case=make.again(case), by=cast.worker)


@pytest.mark.rule("CASE-06")
def test_a_case_that_does_not_qualify_is_not_submitted(cast):
    case = make.with_opening_forms(cast.worker, intake={"eligible": False})
    with pytest.raises(ValidationError):
        actions.submit_opening(case=case, by=cast.worker)


@pytest.mark.rule("CASE-07")
@pytest.mark.rule("ARCH-09")
def test_the_supervisor_approves_and_the_number_is_issued(cast):
    case = make.submitted(cast.worker)
    assert (case.state, case.file_no) == (State.OPENING_SUBMITTED, None)
    make.decide(make.sheet_of(case, "intake_info"), cast.supervisor)
    case = make.again(case)
    assert (case.state, case.file_no, case.opened_on) == (State.IN_SERVICE, "001SG02-2026C001", DAY)
    assert last_day(due("case.plan", case.ref)) == dt.date(2026, 3, 16)
    assert last_day(due("case.stage_review", case.ref)) == dt.date(2027, 3, 2)
    assert last_day(due("case.scale", case.ref)) == dt.date(2026, 6, 2)


@pytest.mark.rule("ORG-07")
@pytest.mark.rule("CASE-07")
def test_the_business_lead_gets_a_copy_beside_the_decision_and_holds_nothing(cast):
    case = make.submitted(cast.worker)
    steps = {step.key: step for step in make.sheet_of(case, "intake_info").approval.steps.all()}
    assert (steps["copy"].state, steps["copy"].holds, steps["supervisor"].state) == ("open", False, "open")
    assert steps["copy"].permissions.get().user == cast.sa
    assert steps["supervisor"].permissions.get().user == cast.supervisor


@pytest.mark.rule("CASE-07")
@pytest.mark.example("EX-52")
def test_no_contact_is_recorded_before_the_opening_is_approved(cast):
    case = make.submitted(cast.worker)
    with pytest.raises(ValidationError) as refused:
        actions.record_contact(
            case=case, by=cast.worker, starts_at=make.moment(DAY, 8), ends_at=make.moment(DAY, 8, 30), way="phone"
        )
    assert refused.value.code == "state"
    with clock.standing_at(make.moment(DAY, 15)), pytest.raises(ValidationError):
        make.record(case, DAY)
    assert not Contact.objects.exists()
    for form in ("case_service_plan", "case_closing"):
        with pytest.raises(ValidationError):
            make.fill(case, form)


@pytest.mark.rule("CASE-07")
def test_a_returned_opening_is_screened_again_and_submitted_anew(cast):
    case = make.submitted(cast.worker)
    intake = make.sheet_of(case, "intake_info")
    first = intake.approval
    make.decide(intake, cast.supervisor, "returned", "请补充风险评估")
    assert make.again(case).state == State.SCREENING
    make.fill(case, "intake_info", risk="medium")
    actions.submit_opening(case=make.again(case), by=cast.worker)
    second = make.sheet_of(case, "intake_info").approval
    assert (second.previous, Approval.objects.count()) == (first, 2)


@pytest.mark.rule("CASE-05")
def test_a_refused_opening_ends_unopened_and_the_applicant_must_be_told(cast):
    case = make.submitted(cast.worker)
    make.decide(make.sheet_of(case, "intake_info"), cast.supervisor, "rejected", "不属服务范围")
    case = make.again(case)
    assert (case.state, case.outcome_reason, case.told_on) == (State.NOT_ACCEPTED, "不属服务范围", None)
    assert due("case.inquiry", case.ref)
    told = actions.tell_applicant(case=case, by=cast.worker, told_on=DAY, told_way="phone")
    assert told.told_on == DAY
    assert not Deadline.objects.open().filter(about=case.ref).exists()


def test_a_form_in_approval_is_not_changed(cast):
    case = make.submitted(cast.worker)
    with pytest.raises(ValidationError) as refused:
        make.fill(case, "intake_info", risk="high")
    assert refused.value.code in ("frozen", "state")


@pytest.mark.rule("SOD-04")
def test_the_supervisor_of_a_case_of_ones_own_is_somebody_else(cast, world):
    from tests.factories.people import appoint

    appoint(cast.supervisor, "social_worker", point=world.post, group=world.group)
    cast.supervisor.worker_no = 90
    cast.supervisor.save()
    case = make.submitted(cast.supervisor)
    step = make.sheet_of(case, "intake_info").approval.steps.get(key="supervisor")
    seated = {permission.user for permission in step.permissions.all()}
    assert seated
    assert cast.supervisor not in seated
    with pytest.raises(PermissionDenied):
        make.decide(make.sheet_of(case, "intake_info"), cast.supervisor)


@pytest.mark.rule("CASE-12")
@pytest.mark.example("EX-53")
@pytest.mark.parametrize(("who", "warned"), [("worker", True), ("worker2", False)])
def test_the_age_of_the_assessment_is_warned_by_service_type(cast, who, warned):
    worker = getattr(cast, who)
    with clock.standing_at(dt.date(2026, 3, 4)):
        case = make.with_opening_forms(worker)
        make.fill(case, "needs_assessment", assessed_on=dt.date(2026, 3, 4))
        actions.submit_opening(case=make.again(case), by=worker)
    with clock.standing_at(dt.date(2026, 3, 12)):
        found = make.sheet_of(case, "intake_info").findings_for_decision(cast.supervisor)
        assert any(finding.rule == "CASE-12" and "7" in finding.text for finding in found) is warned
        make.decide(make.sheet_of(case, "intake_info"), cast.supervisor)
        assert make.again(case).state == State.IN_SERVICE


@pytest.mark.rule("CASE-12")
@pytest.mark.parametrize(
    ("who", "days", "warned"), [("worker", 7, False), ("worker", 8, True), ("worker_other", 8, True),
                                ("worker2", 31, False), ("worker2", 32, True)],
)  # fmt: skip
def test_the_window_is_counted_to_the_day(cast, who, days, warned):
    worker = getattr(cast, who)
    case = make.with_opening_forms(worker)
    make.fill(case, "needs_assessment", assessed_on=dt.date(2026, 3, 2))
    later = dt.date(2026, 3, 2) + dt.timedelta(days=days)
    assert bool(list(checks.assessment_age(make.again(case), later))) is warned


@pytest.mark.rule("CASE-08")
def test_opening_first_needs_a_reason_and_an_approval_within_three_working_days(cast):
    case = make.screening(cast.worker)
    with pytest.raises(ValidationError):
        actions.open_first(case=case, by=cast.worker, reason=" ")
    case = actions.open_first(case=case, by=cast.worker, reason="夜间危机，联系不上督导")
    assert (case.state, case.temp_no, case.file_no) == (State.PROVISIONAL, "T001-20260302-1", None)
    assert last_day(due("case.retro_approval", case.ref)) == dt.date(2026, 3, 5)
    second = actions.open_first(case=make.screening(cast.worker), by=cast.worker, reason="同日另一宗危机")
    assert second.temp_no == "T001-20260302-2"


@pytest.mark.rule("CASE-08")
def test_the_supervisor_accepts_the_exception_of_opening_first_expressly(cast):
    case = make.screening(cast.worker)
    case = actions.open_first(case=case, by=cast.worker, reason="夜间危机")
    make.fill(case, "intake_info", open_mode="provisional", provisional_reason="夜间危机")
    make.fill(case, "case_basic_info")
    with clock.standing_at(dt.date(2026, 3, 4)):
        actions.submit_opening(case=make.again(case), by=cast.worker)
        intake = make.sheet_of(case, "intake_info")
        with pytest.raises(ValidationError) as refused:
            make.decide(intake, cast.supervisor)
        assert "accept_exception" in refused.value.message_dict
        make.decide(intake, cast.supervisor, accept_exception=True)
    case = make.again(case)
    assert (case.state, case.opened_on, case.approved_on) == ("in_service", DAY, dt.date(2026, 3, 4))
    assert case.number == "001SG02-2026C001"


@pytest.mark.rule("CASE-08")
def test_a_provisional_case_that_is_refused_ends_and_keeps_its_records(cast):
    case = actions.open_first(case=make.screening(cast.worker), by=cast.worker, reason="夜间危机")
    with clock.standing_at(make.moment(DAY, 15)):
        make.record(case, DAY)
        make.fill(case, "intake_info")
        make.fill(case, "case_basic_info")
        actions.submit_opening(case=make.again(case), by=cast.worker)
        make.decide(make.sheet_of(case, "intake_info"), cast.supervisor, "rejected", "不符合开案条件")
    case = make.again(case)
    assert (case.state, case.file_no, case.contacts.count()) == (State.CLOSED_NOT_APPROVED, None, 1)
    assert Notification.objects.filter(about=case.ref, to=cast.sa).exists()


@pytest.mark.rule("CASE-09")
@pytest.mark.rule("CASE-36")
@pytest.mark.example("EX-49")
def test_a_consultation_is_opened_and_closed_by_one_decision(cast):
    from cases import checklist

    cast.worker.worker_no = 17
    cast.worker.save()
    with clock.standing_at(make.moment(dt.date(2026, 4, 3), 10)):
        case = make.inquiry(cast.worker)
        case.point.field, case.field = "03", "03"
        case.save()
        case = actions.open_first(case=case, by=cast.worker, kind="consultation")
        assert last_day(due("case.retro_approval", case.ref)) == dt.date(2026, 4, 9)
    with clock.standing_at(make.moment(dt.date(2026, 4, 3), 16, 30)):
        make.record(case, dt.date(2026, 4, 3))
        make.fill(case, "inquiry_intake_visit_record")
        make.fill(case, "case_closing")
        actions.submit_closing(case=make.again(case), by=cast.worker)
    with clock.standing_at(dt.date(2026, 4, 7)):
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor)
    case = make.again(case)
    assert (case.state, case.file_no) == (State.CLOSED, "017SG03-2026C001")
    assert Approval.objects.count() == 1
    states = {line.name: line.state for line in checklist.lines(case)}
    assert {name for name, state in states.items() if state == "present"} == {
        "inquiry_intake_visit_record", "records", "case_closing"
    }  # fmt: skip
    assert set(states.values()) == {"present", "not_applicable"}
    april = [row for row in records.between(dt.date(2026, 4, 1), dt.date(2026, 4, 30)) if row.counts]
    april = [row for row in april if row.kind.startswith("case.")]
    assert [(row.kind, row.person_times, row.day.day) for row in april] == [("case.consultation", 1, 3)]


@pytest.mark.rule("CASE-09")
@pytest.mark.example("EX-50")
def test_a_consultation_past_midnight_must_be_converted_before_the_next_contact(cast):
    with clock.standing_at(make.moment(DAY, 15)):
        case = actions.open_first(case=make.inquiry(cast.worker), by=cast.worker, kind="consultation")
    with clock.standing_at(make.moment(DAY, 20)):
        make.record(case, DAY, hour=17)
    tomorrow = DAY + dt.timedelta(days=1)
    with clock.standing_at(make.moment(tomorrow, 0)):
        assert checks.consultation_overdue(make.again(case))
        actions.ask_to_convert(case=make.again(case))
        actions.ask_to_convert(case=make.again(case))
        assert Notification.objects.filter(about=case.ref, to=cast.worker).count() == 1
    with clock.standing_at(make.moment(tomorrow, 15)):
        with pytest.raises(ValidationError) as refused:
            make.record(case, tomorrow)
        assert refused.value.code == "convert"
        with pytest.raises(ValidationError):
            make.fill(case, "case_closing", closed_on=DAY)
            actions.submit_closing(case=make.again(case), by=cast.worker)
        converted = actions.convert(case=make.again(case), by=cast.worker, kind="counselling")
        assert (converted.kind, converted.state) == ("counselling", State.PROVISIONAL)
        make.record(converted, tomorrow)
    assert case.contacts.count() == 2


@pytest.mark.rule("CONF-12")
def test_a_child_under_fourteen_needs_guardian_and_consent(cast):
    child = {"name": "小明", "birth_date": "2014-06-01", "sex": "m"}
    case = make.screening(cast.worker, client=child)
    basics = {"name": "小明", "birth_date": dt.date(2014, 6, 1)}
    with pytest.raises(ValidationError) as refused:
        make.fill(case, "case_basic_info", **basics)
    assert "guardian_name" in refused.value.message_dict
    make.fill(case, "case_basic_info", **basics, guardian_name="李梅", guardian_relation="母亲", guardian_phone="1")
    make.fill(case, "intake_info")
    with pytest.raises(ValidationError):
        actions.submit_opening(case=make.again(case), by=cast.worker)
    with pytest.raises(ValidationError) as refused:
        make.fill(case, "case_service_consent", signed_on=None, oral_first=True)
    assert "signer_relation" in refused.value.message_dict
    make.fill(case, "case_service_consent", signed_on=None, oral_first=True, signer_relation="guardian")
    with clock.standing_at(DAY + dt.timedelta(days=8)), pytest.raises(ValidationError):
        actions.submit_opening(case=make.again(case), by=cast.worker)
    with clock.standing_at(DAY + dt.timedelta(days=7)):
        actions.submit_opening(case=make.again(case), by=cast.worker)
    assert make.again(case).state == State.OPENING_SUBMITTED


@pytest.mark.rule("CONF-02")
def test_sensitive_boxes_wait_for_the_notice(cast):
    case = make.screening(cast.worker)
    with pytest.raises(ValidationError):
        make.fill(case, "case_basic_info", health="高血压")
    actions.give_notice(case=make.again(case), by=cast.worker)
    assert make.fill(case, "case_basic_info", health="高血压").health == "高血压"


@pytest.mark.rule("CONF-03")
def test_boxes_that_are_off_by_default_are_not_taken(cast, world):
    from rulebook.actions import set_value

    case = make.screening(cast.worker)
    actions.give_notice(case=make.again(case), by=cast.worker)
    with pytest.raises(ValidationError) as refused:
        make.fill(case, "case_basic_info", religion="佛教")
    assert "religion" in refused.value.message_dict
    terms = {"since": DAY, "reason": "统战工作需要", "by": cast.hr_director, "approved_by": cast.ddg}
    set_value(key="conf.optional_fields", value=["religion"], service_type="post", **terms)
    assert make.fill(case, "case_basic_info", religion="佛教").religion == "佛教"


def test_the_basic_data_become_the_client(cast):
    case = make.with_opening_forms(cast.worker, basics={"name": "陈桂蘭", "phone": "13900000002"})
    assert case.client.name == "陈桂蘭"
    assert clients_find(cast.worker, "13900000002") == [case.client]


def clients_find(by, text):
    from clients.actions import look_up

    return look_up(by=by, text=text)[0]
