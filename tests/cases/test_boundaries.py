"""The edges of casework: what came back, what was refused, days ahead, days between, what has gone quiet."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases import actions, alerts, checklist, checks, facts, pages
from cases.models import State
from core import clock
from notifications.models import Deadline, Notification
from tests.factories import cases as make

FRIDAY = dt.date(2026, 4, 3)  # before a long weekend: 4 to 6 April are a holiday
TUESDAY = dt.date(2026, 4, 7)


def at(day, hour=15):
    return clock.standing_at(make.moment(day, hour))


def owed(rule):
    return Deadline.objects.open().filter(rule=rule)


def consultation(cast):
    with at(FRIDAY, 10):
        case = make.inquiry(cast.worker)
        actions.open_first(case=case, by=cast.worker, kind="consultation")
    with at(FRIDAY, 16):
        make.record(case, FRIDAY)
        make.fill(case, "case_closing", closed_on=FRIDAY)
        actions.submit_closing(case=make.again(case), by=cast.worker)
    return make.again(case)


@pytest.mark.rule("CASE-09")
def test_a_consultation_that_came_back_for_a_word_still_ended_on_its_day(cast):
    case = consultation(cast)
    with at(TUESDAY):
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor, outcome="returned", comment="补一句原因")
        case = make.again(case)
        assert case.state == State.PROVISIONAL
        assert not checks.consultation_overdue(case)
        make.fill(case, "case_closing", closed_on=FRIDAY, ground_note="已答复")
        actions.submit_closing(case=make.again(case), by=cast.worker)
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor)
    assert make.again(case).state == State.CLOSED


@pytest.mark.rule("CASE-34")
def test_a_consultation_whose_approval_is_late_is_an_alert(cast):
    case = consultation(cast)
    assert not alerts.for_supervisor(cast.supervisor, on=dt.date(2026, 4, 9))
    assert alerts.for_supervisor(cast.supervisor, on=dt.date(2026, 4, 10))[0].kinds == ["approval"]
    assert case.state == State.CLOSING_SUBMITTED


def opened_first(cast, **intake):
    with at(make.OPENED, 9):
        case = make.with_opening_forms(cast.worker, intake=intake)
        actions.open_first(case=case, by=cast.worker, reason="夜间自伤危机")
    return make.again(case)


@pytest.mark.rule("CASE-08")
def test_what_is_with_the_supervisor_is_not_offered_for_sending(cast):
    case = opened_first(cast)
    assert pages.deeds(case, cast.worker)[0][2] == "send"
    with at(make.OPENED):
        actions.submit_opening(case=case, by=cast.worker)
    assert [deed[2] for deed in pages.deeds(make.again(case), cast.worker)] == ["pencil"]


@pytest.mark.rule("CASE-08")
def test_the_kind_on_the_form_holds_for_a_case_opened_first(cast):
    case = opened_first(cast, case_kind="treatment")
    with at(make.OPENED):
        actions.submit_opening(case=case, by=cast.worker)
    assert make.again(case).kind == "treatment"


@pytest.mark.rule("CASE-12")
def test_the_assessment_of_a_case_opened_first_is_as_old_as_on_the_day_of_opening(cast):
    case = opened_first(cast)
    with at(make.OPENED + dt.timedelta(days=8)):
        assert "CASE-12" not in [finding.rule for finding in checks.opening(case)]


@pytest.mark.rule("CASE-08")
def test_the_record_of_a_contact_is_still_written_after_the_opening_was_refused(cast):
    case = opened_first(cast)
    with at(make.OPENED):
        actions.submit_opening(case=case, by=cast.worker)
        hours = {"starts_at": make.moment(make.OPENED, 10), "ends_at": make.moment(make.OPENED, 11)}
        actions.record_contact(case=case, by=cast.worker, way="face", **hours)
        make.decide(make.sheet_of(case, "intake_info"), cast.supervisor, outcome="rejected", comment="不属服务范围")
        case = make.again(case)
        assert case.state == State.CLOSED_NOT_APPROVED
        assert [deed[2] for deed in pages.deeds(case, cast.worker)] == ["phone-check", "pencil"]
        ahead = make.moment(make.OPENED + dt.timedelta(days=7))
        values = hours | {"contact": case.contacts.get(), "next_at": ahead}
        make.record(case, make.OPENED, **values)
        actions.tell_applicant(case=case, by=cast.worker, told_on=make.OPENED, told_way="face")
    case = make.again(case)
    assert not owed("case.record")
    assert case.next_contact_at is None
    assert not pages.deeds(case, cast.worker)


@pytest.mark.rule("CASE-24")
@pytest.mark.parametrize("signed", [True, False])
def test_nobody_is_asked_to_renew_the_consent_of_a_case_that_was_not_opened(cast, signed):
    with at(make.OPENED):
        case = make.with_opening_forms(cast.worker)
        make.fill(case, "case_service_consent", oral_first=not signed, **({} if signed else {"signed_on": None}))
        assert owed("case.consent_renewal" if signed else "case.consent_oral")
        terms = {"outcome": "not_accepted", "reason": "不符合", "told_on": make.OPENED, "told_way": "face"}
        actions.refuse(case=make.again(case), by=cast.worker, **terms)
    assert not owed("case.consent_renewal")
    assert not owed("case.consent_oral")


@pytest.mark.rule("CASE-05")
def test_nobody_is_told_before_they_asked(cast):
    with at(make.OPENED):
        case = make.inquiry(cast.worker)
        terms = {"outcome": "info_only", "reason": "已答复", "told_way": "phone"}
        with pytest.raises(ValidationError) as refused:
            actions.refuse(case=case, by=cast.worker, told_on=make.OPENED - dt.timedelta(days=1), **terms)
        assert "told_on" in refused.value.message_dict
        actions.refuse(case=case, by=cast.worker, told_on=make.OPENED, **terms)


@pytest.mark.rule("CASE-14")
def test_what_screening_finds_urgent_is_told_at_once(cast):
    with at(make.OPENED):
        case = make.screening(cast.worker)
        before = Notification.objects.count()
        make.fill(case, "intake_info", urgent=True)
    assert make.again(case).urgent
    assert Notification.objects.count() == before + 2


@pytest.mark.rule("CASE-19")
def test_a_brief_record_is_not_moved_to_a_day_before_two_years(cast):
    cast.worker.social_work_start_date = dt.date(2024, 3, 4)
    cast.worker.save()
    case = make.in_service(cast.worker, cast.supervisor)
    with at(dt.date(2026, 3, 4)):
        brief = make.record(case, dt.date(2026, 3, 4), form="case_record_brief")
        brief.starts_at, brief.ends_at = make.moment(dt.date(2026, 3, 3)), make.moment(dt.date(2026, 3, 3), 11)
        with pytest.raises(ValidationError) as refused:
            actions.file_form(case=case, filled=actions.forms.Filled(brief), by=cast.worker)
    assert refused.value.code == "brief"


@pytest.mark.rule("CASE-20")
@pytest.mark.parametrize(("day", "quiet"), [(dt.date(2026, 4, 2), False), (dt.date(2026, 4, 3), True)])
def test_an_appointment_that_was_missed_does_not_hide_a_quiet_case(cast, day, quiet):
    case = make.in_service(cast.worker, cast.supervisor)
    met = make.OPENED + dt.timedelta(days=1)
    with at(met):
        make.record(case, met, next_at=make.moment(met + dt.timedelta(days=7)))
    assert ("quiet" in alerts.of(case, on=day)) is quiet


@pytest.mark.rule("CASE-20")
def test_a_record_filed_late_books_nothing_in_a_closed_case(cast):
    case = make.ready_to_close(cast.worker, cast.supervisor)
    day = make.sheet_of(case, "case_closing").closed_on
    with at(day):
        hours = {"starts_at": make.moment(day, 10), "ends_at": make.moment(day, 11)}
        contact = actions.record_contact(case=case, by=cast.worker, way="phone", **hours)
        actions.submit_closing(case=make.again(case), by=cast.worker)
        assert make.sheet_of(case, "case_closing").contacts == 3
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor)
        make.record(make.again(case), day, contact=contact, next_at=make.moment(day + dt.timedelta(days=9)), **hours)
    assert make.again(case).next_contact_at is None
    assert not owed("case.appointment")


@pytest.mark.rule("CASE-29")
def test_a_reopened_case_is_not_closed_before_it_was_reopened(cast):
    case = make.closed(cast.worker, cast.supervisor)
    day = case.closed_on + dt.timedelta(days=20)
    with at(day):
        actions.request_reopening(case=case, by=cast.worker, reason="新的需要")
        make.decide(case.reopenings.get(), cast.supervisor)
        with pytest.raises(ValidationError) as refused:
            make.fill(make.again(case), "case_closing", closed_on=day - dt.timedelta(days=1))
    assert "closed_on" in refused.value.message_dict


@pytest.mark.rule("CASE-11")
def test_a_consent_holds_from_the_day_it_names(cast):
    case = make.in_service(cast.worker, cast.supervisor)
    with at(make.OPENED):
        make.fill(case, "case_service_consent", valid_from=make.OPENED + dt.timedelta(days=3))
    assert not facts.consent_holds(case, make.OPENED + dt.timedelta(days=2))
    assert facts.consent_holds(case, make.OPENED + dt.timedelta(days=3))


@pytest.mark.rule("CASE-12")
@pytest.mark.rule("CASE-23")
@pytest.mark.parametrize(("form", "box"), [("needs_assessment", "assessed_on"), ("problem_rating_scale", "rated_on")])
def test_what_happened_does_not_lie_ahead(cast, form, box):
    case = make.in_service(cast.worker, cast.supervisor)
    with at(make.OPENED), pytest.raises(ValidationError) as refused:
        make.fill(case, form, **{box: make.OPENED + dt.timedelta(days=1)})
    assert box in refused.value.message_dict


@pytest.mark.rule("CASE-21")
@pytest.mark.parametrize(("day", "old"), [(dt.date(2027, 3, 2), False), (dt.date(2027, 3, 3), True)])
def test_basic_data_older_than_twelve_months_are_shown_as_old(cast, day, old):
    case = make.in_service(cast.worker, cast.supervisor)
    assert facts.basics_are_old(case, day) is old


def stage_line(case):
    return next(line for line in checklist.lines(make.again(case)) if line.name.startswith("stage:"))


@pytest.mark.rule("CASE-22")
@pytest.mark.parametrize("outcome", ["returned", "rejected"])
def test_a_stage_form_that_was_not_agreed_to_is_written_again(cast, outcome):
    case = make.in_service(cast.worker, cast.supervisor, on=dt.date(2025, 3, 3))
    with at(dt.date(2026, 3, 3)):
        form = make.fill(case, "case_stage_development")
        make.decide(form, cast.supervisor, outcome=outcome, comment="再写具体些")
        assert owed("case.stage_review").get().due_at == clock.end_of(dt.date(2026, 3, 3))
        assert stage_line(case).state == checklist.MISSING
        again = make.fill(make.again(case), "case_stage_development", changes="每天下楼两次")
        make.decide(again, cast.supervisor)
        assert stage_line(case).state == checklist.PRESENT
    assert again.pk == form.pk
    assert facts.missing_days(make.again(case), dt.date(2026, 3, 4)) == []


@pytest.mark.rule("ARCH-03")
def test_a_consultation_closed_without_its_intake_record_is_warned(cast):
    case = consultation(cast)
    found = make.sheet_of(case, "case_closing").findings_for_decision(cast.supervisor)
    assert "ARCH-03" in [finding.rule for finding in found.warnings]
