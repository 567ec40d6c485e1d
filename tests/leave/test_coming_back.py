"""Leave at its end: certificates, the community variant, filed afterwards, back early or late (LEAVE-11 to LEAVE-15)."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals.models import Step
from core import clock
from notifications.models import Deadline
from people import roles
from people.models import StandIn, StandInKind
from staff.leave import actions, annual
from staff.leave.models import LeaveDates
from staff.leave.reckoning import Ask, reckon
from tests.factories.rulebook import set_rule
from tests.leave.helpers import act, approved, ask, day, fresh, marks, queue, step

pytestmark = pytest.mark.django_db


@pytest.mark.rule("LEAVE-11")
def test_sick_leave_is_not_closed_without_a_certificate_unless_hr_waives_it(cast):
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", leave_type="sick")
    with clock.standing_at(day("2026-03-16")):
        actions.begin_due()
    owed = Deadline.objects.open().get(rule="leave.sick_proof")
    assert owed.due_at == clock.moment(day("2026-03-24"))  # back on the 18th, third working day after
    with clock.standing_at(day("2026-03-18")):
        back = actions.file_return(request=fresh(request), by=cast.worker, last=day("2026-03-17"))
    with pytest.raises(ValidationError):
        act(cast.sa, back, on="2026-03-18")
    assert fresh(request).state == "on_leave"
    with pytest.raises(PermissionDenied):
        actions.waive_proof(request=fresh(request), by=cast.sa, reason="电话核实")
    actions.waive_proof(request=fresh(request), by=cast.hr, reason="门诊已核实")
    act(cast.sa, back, on="2026-03-19")
    assert fresh(request).state == "closed"


@pytest.mark.rule("LEAVE-12")
def test_the_community_variant_asks_the_head_of_the_point(cast):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.chain_template", "community", service_type="centre")
    request = ask(cast.worker2, "2026-03-16")
    assert request.approval.chain == "leave.community"
    assert queue(cast.leader) == ["sa"]
    assert queue(cast.sa) == []
    act(cast.leader, request)
    assert fresh(request).state == "approved"
    assert ask(cast.worker, "2026-03-16").approval.chain == "leave.tiers"


@pytest.mark.rule("LEAVE-12")
def test_the_head_of_a_community_brings_four_answers_of_the_street(cast):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.chain_template", "community", service_type="centre")
    request = ask(cast.leader, "2026-03-16")
    keys = []
    while fresh(request).state == "pending":
        keys.append(step(request).key)
        act(cast.leader, request)
    assert keys == ["street_hr", "street_cadre", "street_hr_head", "street_leader"]
    assert fresh(request).state == "approved"


@pytest.mark.rule("LEAVE-13")
def test_sickness_filed_afterwards_is_pending_until_it_is_decided(cast):
    request = ask(cast.worker2, "2026-03-16", on="2026-03-17", leave_type="sick", told_how="电话")
    assert (request.after_the_fact, request.short_by, request.tier) == (True, 0, "sa")
    assert marks(cast.worker2) == {"03-16": ("leave_pending", "leave_pending")}
    act(cast.sa, request, on="2026-03-17")
    assert marks(cast.worker2) == {"03-16": ("leave", "leave")}
    assert fresh(request).state == "on_leave"


@pytest.mark.rule("LEAVE-13")
def test_filed_later_than_the_first_working_day_back_is_marked_late(cast):
    asked = Ask(cast.worker2, "sick", day("2026-03-13"), "am", day("2026-03-13"), "pm")
    assert not reckon(asked, on=day("2026-03-16")).findings.warnings
    assert reckon(asked, on=day("2026-03-18")).findings.warnings[0].short_by == 2


@pytest.mark.rule("LEAVE-13")
def test_refused_afterwards_the_days_are_absence(cast):
    request = ask(cast.worker2, "2026-03-16", on="2026-03-17", late_reason="忘了")
    act(cast.sa, request, "rejected", comment="没有事先说明", on="2026-03-17")
    assert marks(cast.worker2) == {"03-16": ("absent", "absent")}


@pytest.mark.rule("LEAVE-14")
def test_directors_go_to_the_deputy_up_to_three_days_and_above_to_the_director_general(cast):
    assert step(ask(cast.service, "2026-03-16", "2026-03-18")).key == "ddg"
    long = ask(cast.sa2, "2026-03-16", "2026-03-19")
    assert step(long).key == "dg"
    assert not long.approval.steps.filter(key="forward").exists()


@pytest.mark.rule("LEAVE-15")
def test_coming_back_early_gives_the_days_back(cast):
    cast.worker.first_job_on = day("2020-01-01")
    cast.worker.save()
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-18", leave_type="annual", cover=cast.worker2)
    assert annual.balance(cast.worker, day("2026-03-16")).left == 2
    with clock.standing_at(day("2026-03-17")):
        actions.begin_due()
        back = actions.file_return(request=fresh(request), by=cast.worker, last=day("2026-03-17"), last_part="am")
    act(cast.sa, back, on="2026-03-17")
    assert marks(cast.worker) == {"03-16": ("leave", "leave"), "03-17": ("leave", "")}
    assert annual.balance(cast.worker, day("2026-03-16")).left == Decimal("3.5")
    assert StandIn.objects.get().until == day("2026-03-17")
    assert LeaveDates.objects.get().days == Decimal("1.5")


@pytest.mark.rule("LEAVE-15")
@pytest.mark.rule("ATT-06")
def test_staying_away_longer_is_absence_without_a_supplementary_request(cast):
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17")
    with clock.standing_at(day("2026-03-16")):
        actions.begin_due()
    with clock.standing_at(day("2026-03-20")):
        back = actions.file_return(request=fresh(request), by=cast.worker, last=day("2026-03-19"))
    act(cast.sa, back, on="2026-03-20")
    assert marks(cast.worker)["03-18"] == marks(cast.worker)["03-19"] == ("absent", "absent")


@pytest.mark.rule("LEAVE-15")
def test_a_supplementary_request_covers_the_longer_absence(cast):
    request = approved(cast, cast.worker2, "2026-03-16", "2026-03-17")
    with clock.standing_at(day("2026-03-16")):
        actions.begin_due()
    more = ask(cast.worker2, "2026-03-18", on="2026-03-18", extends=fresh(request))
    assert (more.short_by, more.merged_days, more.tier) == (0, Decimal(3), "ddg")
    with clock.standing_at(day("2026-03-19")):
        back = actions.file_return(request=fresh(request), by=cast.worker2, last=day("2026-03-18"))
    act(cast.sa, back, on="2026-03-19")
    assert "absent" not in {mark for pair in marks(cast.worker2).values() for mark in pair}


@pytest.mark.rule("LEAVE-15")
def test_an_approved_leave_is_withdrawn_until_the_day_before(cast):
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    assert marks(cast.worker)
    with clock.standing_at(day("2026-03-15")):
        actions.withdraw(request=fresh(request), by=cast.worker)
    assert (fresh(request).state, marks(cast.worker)) == ("withdrawn", {})
    assert not Deadline.objects.open().filter(about=request.ref).exists()
    with clock.standing_at(day("2026-03-16")):
        assert not roles.stood_in_for_ids(cast.worker2, StandInKind.SERVICE).exists()
        assert actions.begin_due() == 0
    begun = approved(cast, cast.worker, "2026-04-13")
    with clock.standing_at(day("2026-04-13")), pytest.raises(ValidationError):
        actions.withdraw(request=fresh(begun), by=cast.worker)


def test_a_pending_leave_is_withdrawn_by_the_applicant_only(cast):
    request = ask(cast.worker, "2026-03-16")
    with pytest.raises(PermissionDenied):
        actions.withdraw(request=request, by=cast.sa)
    actions.withdraw(request=request, by=cast.worker)
    assert fresh(request).state == "withdrawn"
    assert LeaveDates.objects.get().state == "off"
    assert not Step.objects.filter(state="open").exists()
