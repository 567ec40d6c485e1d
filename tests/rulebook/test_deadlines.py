"""The table of deadlines, by the dates of the worked examples."""

import datetime as dt

import pytest

from core import clock
from rulebook import deadlines
from rulebook.levels import LEVELS_OF
from tests.factories.rulebook import set_rule
from tests.rulebook.test_dates import day

pytestmark = pytest.mark.django_db


def due_day(key, since, **scope):
    found = deadlines.due(key, day(since) if isinstance(since, str) else since, **scope)
    return found and found.day.isoformat()


CASES = [
    ("EX-17", "PLAN-01", "plan.weekly", "2026-05-04", "2026-05-06"),
    ("EX-17", "PLAN-01", "plan.weekly", "2026-02-18", None),
    ("EX-17", "PLAN-01", "plan.weekly", "2026-02-25", "2026-02-24"),
    ("EX-19", "PLAN-03", "plan.monthly", "2026-01-20", "2026-01-04"),
    ("EX-19", "PLAN-03", "plan.monthly", "2026-03-15", "2026-03-02"),
    ("EX-19", "PLAN-03", "plan.monthly", "2026-10-01", "2026-10-08"),
    ("EX-20", "FUND-12", "fund.final_accounts", "2025-12-31", "2026-01-05"),
    ("EX-20", "PLAN-04", "plan.yearly_summary", "2025-06-01", "2026-01-05"),
    ("EX-23", "GRP-03", "group.plan", "2025-10-15", "2025-09-25"),
    ("EX-25", "GRP-03", "group.plan", "2026-03-21", "2026-03-08"),
    ("EX-26", "GRP-06", "group.dept_plan", "2025-10-15", "2025-10-09"),
    ("EX-28", "GRP-11", "group.session_record", "2026-09-30", "2026-10-09"),
    ("EX-28", "GRP-11", "group.session_record", "2026-05-08", "2026-05-11"),
    ("EX-29", "GRP-14", "group.report", "2026-09-30", "2026-10-08"),
    ("EX-43", "COM-17", "event.report", "2026-06-27", "2026-07-06"),
    ("EX-47", "FUND-06", "fund.cash_confirm", "2026-10-08", "2026-10-10"),
    ("EX-47", "FUND-06", "fund.cash_journal", "2026-09-30", "2026-10-08"),
    ("EX-49", "CASE-08", "case.retro_approval", "2026-04-03", "2026-04-09"),
    ("EX-56", "CASE-22", "case.stage_review", "2025-01-10", "2026-01-10"),
    ("EX-56", "CASE-22", "case.stage_review", "2024-02-29", "2025-02-28"),
    ("EX-61", "CASE-31", "case.follow_up", "2026-08-31", "2027-02-28"),
    ("EX-64", "CASE-38", "case.home_visit", "2026-03-02", "2026-03-09"),
    ("EX-73", "ARCH-06", "archive.access", "2026-04-01", "2026-04-08"),
    ("EX-77", "PROJ-06", "project.plan", "2026-01-31", "2026-02-28"),
    ("EX-79", "PROJ-14", "eval.upload", "2026-07-09", "2026-07-13"),
    ("EX-82", "HR-14", "appraisal.publicity", "2026-06-15", "2026-06-23"),
    ("EX-83", "CMPL-03", "cmpl.external", "2026-04-20", "2026-05-13"),
    ("EX-86", "MEET-01", "meeting.next", "2026-03-02", "2026-03-16"),
    ("EX-91", "VISIT-02", "visit.sa", "2026-01-15", "2026-04-15"),
    ("EX-92", "ORG-07", "approval.cc_unread", "2026-04-03", "2026-04-09"),
]


@pytest.mark.parametrize(
    ("example", "rule", "key", "since", "expected"),
    [pytest.param(*row, marks=[pytest.mark.example(row[0]), pytest.mark.rule(row[1])]) for row in CASES],
)
def test_due_days_of_the_worked_examples(example, rule, key, since, expected):
    assert due_day(key, since) == expected
    assert rule in deadlines.RULES[key].rules


@pytest.mark.example("EX-17")
@pytest.mark.rule("PLAN-01")
def test_a_weekly_report_at_one_minute_past_noon_is_one_minute_late():
    due = deadlines.due("plan.weekly", day("2026-05-11"))
    assert due.at == clock.moment(day("2026-05-11"), dt.time(12, 0))
    filed = clock.moment(day("2026-05-11"), dt.time(12, 1))
    assert filed - due.at == dt.timedelta(minutes=1)
    assert deadlines.workdays_late(due.at, filed) == 1
    assert deadlines.workdays_late(due.at, due.at) == 0


@pytest.mark.example("EX-20")
@pytest.mark.rule("FUND-12")
def test_ten_past_midnight_on_the_sixth_is_late():
    due = deadlines.due("fund.final_accounts", day("2025-12-31"))
    assert due.at < clock.moment(day("2026-01-06"), dt.time(0, 10))
    assert due.at == clock.moment(day("2026-01-06"))


@pytest.mark.example("EX-22")
@pytest.mark.rule("DATE-01")
def test_a_lead_that_reaches_into_a_year_without_calendar_is_provisional():
    due = deadlines.due("group.plan", day("2027-02-10"))
    assert (due.day, due.provisional) == (day("2027-01-27"), True)
    assert not deadlines.due("group.plan", day("2026-12-21")).provisional
    assert not deadlines.due("event.plan", day("2027-02-10")).provisional  # calendar days ask no calendar
    assert deadlines.due("case.record", day("2026-12-31")).provisional


@pytest.mark.example("EX-23")
@pytest.mark.example("EX-25")
@pytest.mark.rule("GRP-03")
@pytest.mark.parametrize(
    ("filed", "first", "have", "short"), [("2025-09-26", "2025-10-15", 9, 1), ("2026-03-09", "2026-03-21", 9, 1)]
)
def test_a_group_plan_filed_a_day_late_is_short_by_one(filed, first, have, short):
    lead = deadlines.lead("group.plan", day(filed), day(first))
    assert (lead.days, lead.required, lead.short_by) == (have, 10, short)
    assert deadlines.lead("group.plan", lead.latest, day(first)).in_time


@pytest.mark.example("EX-29")
@pytest.mark.rule("GRP-14")
def test_the_group_report_in_working_days(cast):
    with clock.standing_at(day("2026-09-01")):
        set_rule(cast, "group.report_unit", "workday")
        assert due_day("group.report", "2026-09-30") == "2026-10-10"


@pytest.mark.example("EX-38")
@pytest.mark.rule("COM-03")
def test_a_centre_may_set_a_shorter_lead_for_events(cast):
    filed, event = day("2026-03-10"), day("2026-03-20")
    assert deadlines.lead("event.plan", filed, event, service_type="post").short_by == 4
    set_rule(cast, "event.plan_lead_days", 7, service_type="centre")
    assert deadlines.lead("event.plan", filed, event, service_type="centre").in_time
    assert deadlines.lead("event.plan", filed, event, service_type="post").short_by == 4


@pytest.mark.rule("KPI-01")
@pytest.mark.rule("DATE-06")
def test_what_goes_outside_does_not_roll():
    assert due_day("kpi.package", "2026-03-20") == "2026-04-05"
    assert due_day("kpi.point_report", "2026-03-20") == "2026-04-07"
    assert due_day("archive.month", "2026-03-20") == "2026-04-07"


@pytest.mark.rule("DATE-03")
def test_rolling_can_be_switched_off(cast):
    set_rule(cast, "date.roll_forward", False)
    assert due_day("event.report", "2026-06-27") == "2026-07-04"


@pytest.mark.rule("DATE-06")
def test_fixed_days_stay_when_the_setting_says_so(cast):
    set_rule(cast, "date.fixed_day_roll_internal", "none")
    assert due_day("archive.month", "2026-03-20") == "2026-04-05"


@pytest.mark.example("EX-56")
@pytest.mark.rule("CASE-22")
def test_stage_reviews_follow_the_opening_year_by_year():
    assert deadlines.stage_reviews(day("2025-01-10"), day("2026-01-11")) == [day("2026-01-10")]
    assert deadlines.next_stage_review(day("2025-01-10"), day("2026-01-11")) == day("2027-01-10")
    assert deadlines.next_stage_review(day("2024-02-29"), day("2027-06-01")) == day("2028-02-29")


@pytest.mark.rule("CASE-22")
def test_stage_reviews_at_the_end_of_the_year_when_the_setting_says_so(cast):
    set_rule(cast, "case.stage_review_basis", "year_end")
    assert due_day("case.stage_review", "2025-03-10") == "2025-12-31"
    assert deadlines.next_stage_review(day("2025-03-10"), day("2025-12-31")) == day("2026-12-31")


@pytest.mark.example("EX-61")
@pytest.mark.rule("CASE-31")
def test_follow_ups_after_half_a_year_and_a_year():
    assert [found.day for found in deadlines.follow_ups(day("2026-08-31"))] == [day("2027-02-28"), day("2027-08-31")]


@pytest.mark.example("EX-68")
@pytest.mark.rule("EXIT-03")
@pytest.mark.parametrize(
    ("notice", "service_type", "earliest"),
    [
        ("2026-03-01", "post", "2026-03-08"),
        ("2026-03-01", "centre", "2026-06-01"),
        ("2026-03-01", "project", "2026-06-01"),
        ("2026-11-30", "centre", "2027-02-28"),
    ],
)
def test_the_earliest_end_after_notice(notice, service_type, earliest):
    assert due_day("exit.ineligible", notice, service_type=service_type) == earliest


@pytest.mark.example("EX-70")
@pytest.mark.rule("EXIT-06")
def test_notice_when_the_service_no_longer_fits():
    assert due_day("exit.mismatch", "2026-03-02", service_type="project") == "2026-03-16"
    assert due_day("exit.mismatch", "2026-03-02", service_type="centre") == "2026-03-02"


@pytest.mark.rule("LEAVE-08")
@pytest.mark.rule("LEAVE-13")
@pytest.mark.rule("LEAVE-11")
def test_deadlines_around_leave():
    assert due_day("leave.handover", "2026-03-16") == "2026-03-15"
    assert due_day("leave.after_the_fact", "2026-03-13") == "2026-03-16"
    assert due_day("leave.sick_proof", "2026-03-16") == "2026-03-19"


@pytest.mark.rule("CASE-04")
def test_an_inquiry_is_answered_within_three_working_days():
    assert due_day("case.inquiry", "2026-04-30") == "2026-05-08"
    assert deadlines.due("case.inquiry", day("2026-12-31")).provisional


@pytest.mark.rule("DATE-06")
def test_reminders_on_rest_days_come_on_the_working_day_before():
    rule = deadlines.RULES["archive.month"]
    due = deadlines.due("archive.month", day("2026-09-15"))
    assert due.day == day("2026-10-08")
    assert deadlines.reminder_days(rule, due.at) == [day("2026-09-30"), day("2026-10-08")]


@pytest.mark.rule("EMERG-01")
def test_two_hours_are_two_hours():
    at = clock.moment(day("2026-03-02"), dt.time(23, 30))
    assert deadlines.due("incident.first_report", at).at == at + dt.timedelta(hours=2)


@pytest.mark.rule("DATE-08")
def test_every_rule_has_a_level_and_a_clause_and_every_level_a_rule():
    assert set(deadlines.RULES) == set(LEVELS_OF)
    for rule in deadlines.RULES.values():
        assert rule.rules
        assert rule.level


@pytest.mark.rule("CASE-07")
def test_a_moment_counts_from_its_local_day():
    late_evening = clock.moment(day("2026-04-03"), dt.time(23, 59))
    assert due_day("approval.step", late_evening) == "2026-04-09"
