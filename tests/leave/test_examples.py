"""The worked examples of leave, to the letter (worked_examples.md, "Leave and attendance")."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals import actions as approvals
from approvals.queries import open_steps_for
from core import clock
from staff.leave import annual, queries
from staff.leave.models import LeaveRequest
from staff.leave.reckoning import Ask, reckon
from tests.leave.helpers import act, approved, ask, day, fresh, queue, stage, step

pytestmark = pytest.mark.django_db


@pytest.mark.example("EX-01")
@pytest.mark.rule("LEAVE-01")
@pytest.mark.rule("LEAVE-03")
@pytest.mark.rule("LEAVE-05")
def test_two_and_a_half_days_asked_for_six_days_ahead(cast):
    with pytest.raises(ValidationError) as refused:
        ask(cast.worker, "2026-03-16", "2026-03-18", on="2026-03-10", last_part="am")
    assert "late_reason" in refused.value.message_dict
    assert "1 days short" in refused.value.message_dict["late_reason"][0]

    request = ask(cast.worker, "2026-03-16", "2026-03-18", on="2026-03-10", last_part="am", late_reason="母亲住院")
    assert (request.days, request.tier, request.lead_days, request.short_by) == (Decimal("2.5"), "ddg", 6, 1)
    assert stage(request) == "host_pending"
    assert queue(cast.sa) == queue(cast.ddg) == []

    act(cast.worker, request, on="2026-03-10")
    assert stage(request) == "sa_pending"
    assert step(request).kind == "opinion"  # forward, not approve
    with pytest.raises(ValidationError):
        act(cast.sa, request, "rejected", on="2026-03-10")
    act(cast.sa, request, on="2026-03-10")

    assert stage(request) == "ddg_pending"
    assert queue(cast.hr) == ["hr_filing"]  # told, does not hold
    with pytest.raises(ValidationError) as untouched:
        act(cast.ddg, request, on="2026-03-11")
    assert untouched.value.message_dict["accept_exception"]
    finding = fresh(request).findings_for_decision(cast.ddg).exceptions[0]
    assert (finding.short_by, finding.rule) == (1, "LEAVE-03")
    act(cast.ddg, request, on="2026-03-11", accept_exception=True)
    assert fresh(request).state == "approved"
    assert fresh(request).approval.steps.get(key="ddg").exception_accepted


@pytest.mark.example("EX-02")
@pytest.mark.rule("LEAVE-02")
@pytest.mark.rule("LEAVE-06")
def test_exactly_one_day(cast, world):
    request = ask(cast.worker, "2026-03-18", on="2026-03-17")
    assert (request.days, request.tier, request.lead_days, request.short_by) == (Decimal("1"), "sa", 1, 0)
    act(cast.worker, request, on="2026-03-17")
    act(cast.sa, request, on="2026-03-17")
    assert fresh(request).state == "approved"
    assert [row.key for row in request.approval.steps.all()] == ["host", "sa"]  # no HR filing
    rows = queries.weekly_report(world.group, day("2026-03-23"))
    assert [(row.worker, row.first, row.days) for row in rows] == [(cast.worker, day("2026-03-18"), Decimal(1))]
    assert queries.weekly_report(world.group, day("2026-03-16")) == []
    assert queries.weekly_report(world.group2, day("2026-03-23")) == []


@pytest.mark.example("EX-04")
@pytest.mark.rule("LEAVE-04")
@pytest.mark.parametrize(("on", "lead", "short"), [("2026-03-30", 14, 0), ("2026-03-31", 13, 1)])
def test_three_and_a_half_days(cast, on, lead, short):
    request = ask(cast.worker, "2026-04-13", "2026-04-16", on=on, last_part="am", late_reason="急")
    assert (request.days, request.tier, request.lead_days) == (Decimal("3.5"), "dg", lead)
    assert (request.short_by, request.exception) == (short, bool(short))


@pytest.mark.example("EX-05")
@pytest.mark.rule("LEAVE-05")
@pytest.mark.rule("DATE-01")
def test_leave_across_national_day(cast):
    asked = Ask(cast.worker, "personal", day("2026-09-28"), "am", day("2026-10-09"), "pm")
    found = reckon(asked, on=day("2026-09-14"))
    assert (found.days, found.tier, found.lead.latest) == (Decimal(5), "dg", day("2026-09-14"))
    assert found.short_by == 0
    assert reckon(asked, on=day("2026-09-15")).short_by == 1


@pytest.mark.example("EX-07")
@pytest.mark.rule("LEAVE-05")
def test_two_adjoining_requests_are_counted_together(cast):
    approved(cast, cast.worker, "2026-03-09", "2026-03-10")
    second = ask(cast.worker, "2026-03-11", "2026-03-12", on="2026-02-20")
    assert (second.days, second.merged_days, second.tier) == (Decimal(2), Decimal(4), "dg")
    asked = Ask(cast.worker, "personal", day("2026-03-11"), "am", day("2026-03-12"), "pm", existing=second)
    found = reckon(asked, on=day("2026-02-20"))
    assert found.lead.required == 14
    assert any("4 days" in finding.text for finding in found.findings)


@pytest.mark.example("EX-08")
@pytest.mark.rule("LEAVE-01")
def test_the_host_unit_refuses(cast):
    request = ask(cast.worker, "2026-03-16", "2026-03-18")
    act(cast.worker, request, "rejected")
    assert fresh(request).state == "refused"
    assert queue(cast.sa) == queue(cast.ddg) == queue(cast.hr) == []
    again = ask(cast.worker, "2026-03-16", "2026-03-18")
    assert stage(again) == "host_pending"


@pytest.mark.example("EX-10")
@pytest.mark.rule("LEAVE-14")
@pytest.mark.rule("SOD-01")
def test_a_supervision_assistant_asks_for_half_a_day(cast):
    request = ask(cast.sa, "2026-03-16", last_part="am")
    assert request.days == Decimal("0.5")
    assert queue(cast.ddg) == ["ddg"]
    assert queue(cast.sa) == []
    with pytest.raises(PermissionDenied):
        approvals.act(step_id=step(request).pk, by=cast.sa, outcome="ok")
    act(cast.ddg, request)
    assert fresh(request).state == "approved"


@pytest.mark.example("EX-11")
@pytest.mark.rule("LEAVE-14")
def test_the_deputy_asks_two_days_and_the_director_general_records_with_the_board_chair(cast):
    two = ask(cast.ddg, "2026-03-16", "2026-03-17")
    assert queue(cast.dg) == ["dg"]
    assert queue(cast.ddg) == []
    act(cast.dg, two)
    assert fresh(two).state == "approved"

    own = ask(cast.dg, "2026-04-13")
    assert step(own).kind == "file"
    assert queue(cast.board_chair) == ["board"]
    assert queue(cast.dg) == []
    act(cast.board_chair, own)
    assert fresh(own).state == "approved"


@pytest.mark.example("EX-13")
@pytest.mark.rule("LEAVE-09")
@pytest.mark.parametrize(
    ("first_job", "on", "days"),
    [
        ("2016-05-02", "2026-05-01", 5),
        ("2016-05-02", "2026-05-02", 10),
        ("2006-05-02", "2026-05-02", 15),
        ("2006-05-02", "2026-05-01", 10),
        ("2025-05-02", "2026-05-01", 0),
        ("2025-05-02", "2026-05-02", 5),
        ("2024-02-29", "2025-02-28", 5),
    ],
)
def test_annual_leave_by_years_of_work(cast, first_job, on, days):
    cast.worker.first_job_on = day(first_job)
    assert annual.entitlement(cast.worker, day(on)) == days


@pytest.mark.example("EX-14")
@pytest.mark.rule("LEAVE-09")
def test_annual_leave_beyond_the_balance_is_blocked(cast):
    cast.worker.first_job_on = day("2020-01-01")
    cast.worker.save()
    approved(cast, cast.worker, "2026-03-09", "2026-03-11", leave_type="annual")
    with pytest.raises(ValidationError) as blocked:
        ask(cast.worker, "2026-06-01", "2026-06-03", leave_type="annual")
    assert "balance 2 days" in blocked.value.message_dict["leave_type"][0]
    assert ask(cast.worker, "2026-06-01", "2026-06-02", leave_type="annual").pk


@pytest.mark.example("EX-14")
@pytest.mark.rule("LEAVE-09")
def test_the_balance_counts_each_year_for_itself(cast):
    cast.worker.first_job_on = day("2020-01-01")
    cast.worker.save()
    approved(cast, cast.worker, "2025-12-29", "2026-01-05", leave_type="annual")  # 3 days of 2025, 2 of 2026
    assert annual.balance(cast.worker, day("2025-12-01")).left == 2
    assert annual.balance(cast.worker, day("2026-02-01")).left == 3


def test_steps_of_a_refused_request_wait_for_nobody(cast):
    request = ask(cast.worker, "2026-03-16")
    act(cast.worker, request, "rejected")
    assert not open_steps_for(cast.worker).exists()
    assert LeaveRequest.objects.live().count() == 0
    with pytest.raises(AttributeError):
        _ = step(request).key


def test_the_clock_of_the_examples_is_shanghai():
    assert clock.moment(day("2026-03-10")).utcoffset().total_seconds() == 8 * 3600
