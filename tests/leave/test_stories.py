"""Leave from asking to coming back: what an approval opens and closes (LEAVE-01 to LEAVE-10)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives.forms import Filled
from core import clock, workload
from notifications.actions import engage, owe
from notifications.models import Deadline
from people import roles
from people.models import StandIn, StandInKind
from staff.attendance.models import Mark
from staff.leave import actions, annual, queries
from staff.leave.models import LeaveRequest
from staff.leave.reckoning import Ask, reckon
from staff.leave.sheets import HandoverItem, HandoverSheet
from tests.factories.rulebook import set_rule
from tests.leave.helpers import act, approved, ask, day, fresh, marks, queue, stage, step

pytestmark = pytest.mark.django_db


def hand_over(request, by, receiver, *, on):
    line = HandoverItem(kind="case", item="陈女士", condition="稳定", next_step="电访")
    sheet = HandoverSheet(request=request, receiver=receiver)
    with clock.standing_at(day(on)):
        return actions.file_handover(filled=Filled(sheet, rows={"items": [line]}), request=request, by=by)


@pytest.mark.rule("LEAVE-03")
def test_filing_with_hr_holds_only_where_the_setting_says_so(cast):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.hr_filing_blocks", True)
    request = ask(cast.worker, "2026-03-16", "2026-03-17")
    act(cast.worker, request)
    act(cast.sa, request)
    assert stage(request) == "hr_filed"
    assert queue(cast.ddg) == []
    act(cast.hr, request)
    assert stage(request) == "ddg_pending"


@pytest.mark.rule("LEAVE-01")
def test_staff_without_a_host_unit_start_with_the_superior(cast):
    request = ask(cast.worker2, "2026-03-16")  # a centre: consent off by default
    assert stage(request) == "sa_pending"
    office = ask(cast.hr, "2026-03-16")  # head office: the director of the department decides
    assert queue(cast.hr_director) == ["sa"]
    assert office.tier == "sa"


@pytest.mark.rule("LEAVE-01")
def test_the_link_for_the_host_unit_names_neither_type_nor_reason(cast):
    from approvals.chains import get

    request = ask(cast.worker, "2026-03-16", leave_type="sick", reason="手术")
    question = get("leave.tiers").step("host").question(request)
    shown = str([str(part) for pair in question.facts for part in pair])
    assert "手术" not in shown
    assert "sick" not in shown
    assert str(cast.worker) in shown


@pytest.mark.rule("LEAVE-02")
@pytest.mark.rule("DATE-08")
@pytest.mark.parametrize(("level", "refused"), [("exception", True), ("warn", False), ("block", True)])
def test_the_level_of_a_short_lead_is_the_organizations(cast, level, refused):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.lead_enforcement", level)
    if refused:
        with pytest.raises(ValidationError):
            ask(cast.worker, "2026-03-16", on="2026-03-16")
        return
    assert ask(cast.worker, "2026-03-16", on="2026-03-16").exception is False


@pytest.mark.rule("LEAVE-05")
@pytest.mark.parametrize(
    ("first", "last", "parts", "second", "merged"),
    [
        ("2026-03-12", "2026-03-13", "am pm", "2026-03-16", "3"),  # a weekend lies between
        ("2026-09-30", "2026-09-30", "am pm", "2026-10-08", "2"),  # National Day lies between
        ("2026-05-08", "2026-05-08", "am pm", "2026-05-11", "1"),  # Saturday 9 May is a working day: not adjoining
        ("2026-03-12", "2026-03-13", "am am", "2026-03-16", "1"),  # Friday afternoon is worked: not adjoining
        ("2026-03-17", "2026-03-18", "am pm", "2026-03-16", "3"),  # the earlier request lies after
    ],
)
def test_leave_is_adjoining_over_rest_days_only(cast, first, last, parts, second, merged):
    first_part, last_part = parts.split()
    approved(cast, cast.worker, first, last, first_part=first_part, last_part=last_part)
    found = reckon(Ask(cast.worker, "personal", day(second), "am", day(second), "pm"), on=day("2026-01-05"))
    assert found.merged_days == Decimal(merged)


@pytest.mark.rule("LEAVE-05")
def test_adjoining_requests_join_through_each_other_and_half_days_of_one_day(cast):
    approved(cast, cast.worker, "2026-03-09", "2026-03-10")
    approved(cast, cast.worker, "2026-03-11", last_part="am")
    found = reckon(Ask(cast.worker, "personal", day("2026-03-11"), "pm", day("2026-03-11"), "pm"), on=day("2026-01-05"))
    assert (found.days, found.merged_days) == (Decimal("0.5"), Decimal("3"))
    with pytest.raises(ValidationError):
        ask(cast.worker, "2026-03-11", on="2026-02-01")  # the morning is taken already


@pytest.mark.rule("LEAVE-05")
def test_merging_can_be_switched_off_and_refused_leave_does_not_count(cast):
    first = ask(cast.worker, "2026-03-09", "2026-03-10")
    asked = Ask(cast.worker, "personal", day("2026-03-11"), "am", day("2026-03-12"), "pm")
    assert reckon(asked, on=day("2026-01-05")).merged_days == 4
    act(cast.worker, first, "rejected")
    assert reckon(asked, on=day("2026-01-05")).merged_days == 2
    approved(cast, cast.worker, "2026-03-09", "2026-03-10")
    set_rule(cast, "leave.merge_adjacent", False)
    assert reckon(asked, on=day("2026-01-05")).merged_days == 2


@pytest.mark.rule("LEAVE-05")
def test_leave_on_rest_days_only_is_not_asked_for(cast):
    with pytest.raises(ValidationError) as refused:
        ask(cast.worker, "2026-10-03", "2026-10-07")
    assert "last" in refused.value.message_dict


@pytest.mark.rule("LEAVE-10")
@pytest.mark.rule("LEAVE-05")
def test_maternity_leave_goes_to_the_director_general_without_lead(cast):
    request = ask(cast.worker, "2026-03-16", "2026-06-21", on="2026-03-14", leave_type="maternity")
    assert (request.tier, request.short_by) == ("dg", 0)


@pytest.mark.rule("LEAVE-07")
def test_a_decision_needs_a_note_when_a_session_falls_in_the_leave(cast):
    at = clock.moment(day("2026-03-16"), dt.time(14))
    engage(about="x.y:1", owner=cast.worker, what="小组第 2 节", starts_at=at, ends_at=at + dt.timedelta(hours=2))
    request = ask(cast.worker, "2026-03-16")
    act(cast.worker, request)
    with pytest.raises(ValidationError) as refused:
        act(cast.sa, request, comment="")
    assert "comment" in refused.value.message_dict
    panel = queries.decision_panel(request, cast.sa)
    assert [work.title for work in panel["work"]] == ["小组第 2 节"]
    act(cast.sa, request, comment="由何家明代带")
    free = ask(cast.worker, "2026-04-20")
    act(cast.worker, free)
    act(cast.sa, free, comment="")
    assert fresh(free).state == "approved"


@pytest.mark.rule("LEAVE-07")
def test_open_cases_of_a_room_count_as_work(cast, monkeypatch):
    monkeypatch.setattr(workload, "_sources", [lambda person, first, last: [workload.Work("case", "C012")]])
    request = ask(cast.worker, "2026-03-16")
    assert [work.title for work in queries.work_of(request)] == ["C012"]
    assert queries.work_falls_in(request)
    assert not queries.needs_handover(request)  # one day, no session: a note is enough


@pytest.mark.rule("LEAVE-08")
def test_the_handover_is_owed_until_the_superior_confirms_it(cast):
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    owed = Deadline.objects.open().get(rule="leave.handover")
    assert (owed.owner, owed.due_at) == (cast.worker, clock.moment(day("2026-03-16")))
    sheet = hand_over(request, cast.worker, cast.worker2, on="2026-03-12")
    assert step(sheet).key == "accept"
    with pytest.raises(PermissionDenied):
        act(cast.sa, sheet)
    act(cast.worker2, sheet)
    act(cast.sa, sheet)
    owed.refresh_from_db()
    assert owed.met_at
    assert HandoverSheet.objects.get().confirmed_at


@pytest.mark.rule("LEAVE-08")
def test_whoever_is_back_owes_no_handover_any_more(cast):
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    with clock.standing_at(day("2026-03-16")):
        actions.begin_due()
    with clock.standing_at(day("2026-03-18")):
        back = actions.file_return(request=fresh(request), by=cast.worker, last=day("2026-03-17"))
        assert Deadline.objects.open().filter(rule="leave.handover").exists()
    act(cast.sa, back, on="2026-03-18")
    assert not Deadline.objects.open().filter(rule="leave.handover").exists()


@pytest.mark.rule("LEAVE-08")
def test_a_single_day_without_sessions_needs_no_handover_sheet(cast):
    approved(cast, cast.worker, "2026-03-16")
    assert not Deadline.objects.open().filter(rule="leave.handover").exists()


@pytest.mark.rule("LEAVE-08")
def test_set_to_block_the_leave_takes_effect_only_once_handed_over(cast):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.handover_enforcement", "block")
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    assert (request.state, request.in_effect, marks(cast.worker)) == ("approved", False, {})
    assert not StandIn.objects.exists()
    sheet = hand_over(request, cast.worker, cast.worker2, on="2026-03-12")
    act(cast.worker2, sheet, on="2026-03-12")
    act(cast.sa, sheet, on="2026-03-12")
    assert fresh(request).in_effect
    assert marks(cast.worker) == {"03-16": ("leave", "leave"), "03-17": ("leave", "leave")}
    assert StandIn.objects.get().cover == cast.worker2


@pytest.mark.rule("LEAVE-08")
def test_the_stand_in_holds_on_the_days_of_the_leave_only(cast):
    approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    for when, stands in [("2026-03-15", False), ("2026-03-16", True), ("2026-03-17", True), ("2026-03-18", False)]:
        with clock.standing_at(day(when)):
            found = roles.stood_in_for_ids(cast.worker2, StandInKind.SERVICE)
            assert (cast.worker.pk in {row["pk"] for row in found.values("pk")}) is stands, when
    with clock.standing_at(day("2026-03-16")):
        assert not roles.stood_in_for_ids(cast.worker2, StandInKind.APPROVALS).exists()


@pytest.mark.rule("LEAVE-08")
def test_what_falls_due_meanwhile_passes_to_the_stand_in_and_comes_back(cast):
    with clock.standing_at(day("2026-03-01")):
        inside = owe(
            "case.record", about="cases.case:a", owner=cast.worker, since=day("2026-03-01"), due=day("2026-03-17")
        )
        later = owe(
            "case.plan", about="cases.case:a", owner=cast.worker, since=day("2026-03-01"), due=day("2026-04-17")
        )
    request = approved(cast, cast.worker, "2026-03-16", "2026-03-17", cover=cast.worker2)
    assert Deadline.objects.get(pk=inside.pk).owner == cast.worker
    with clock.standing_at(day("2026-03-16")):
        assert actions.begin_due() == 1
        assert actions.begin_due() == 0  # may run twice
        assert Deadline.objects.get(pk=inside.pk).owner == cast.worker2
        assert Deadline.objects.get(pk=later.pk).owner == cast.worker
    with clock.standing_at(day("2026-03-18")):
        back = actions.file_return(request=fresh(request), by=cast.worker, last=day("2026-03-17"))
    act(cast.sa, back, on="2026-03-18")
    assert Deadline.objects.get(pk=inside.pk).owner == cast.worker


@pytest.mark.rule("LEAVE-02")
@pytest.mark.parametrize(("again_on", "short"), [("2026-03-11", False), ("2026-03-13", True)])
def test_a_returned_request_keeps_its_day_when_it_comes_back_in_time(cast, again_on, short):
    request = ask(cast.worker2, "2026-03-16", "2026-03-17", on="2026-03-09")
    act(cast.sa, request, "returned", comment="请写清楚去向", on="2026-03-10")
    assert fresh(request).state == "returned"
    with clock.standing_at(day(again_on)):
        actions.ask_again(request=fresh(request), by=cast.worker2, reason="回老家办事", late_reason="补充")
    assert fresh(request).short_by == (4 if short else 0)
    assert stage(request) == "sa_pending"
    assert fresh(request).approval.previous is not None


def test_the_stand_in_is_not_away_in_the_same_days(cast):
    approved(cast, cast.worker2, "2026-03-16")
    with pytest.raises(ValidationError) as refused:
        ask(cast.worker, "2026-03-16", "2026-03-18", cover=cast.worker2)
    assert "cover" in refused.value.message_dict


@pytest.mark.rule("LEAVE-05")
def test_the_unit_may_be_calendar_days(cast):
    with clock.standing_at(day("2026-01-01")):
        set_rule(cast, "leave.duration_unit", "calendar")
    assert ask(cast.worker, "2026-03-13", "2026-03-16").days == 4


@pytest.mark.rule("LEAVE-09")
def test_service_may_be_counted_in_the_organization_only(cast):
    cast.worker.first_job_on, cast.worker.joined_on = day("2006-05-02"), day("2024-05-02")
    assert annual.entitlement(cast.worker, day("2026-06-01")) == 15
    set_rule(cast, "leave.seniority_basis", "organization")
    assert annual.entitlement(cast.worker, day("2026-06-01")) == 5


@pytest.mark.rule("LEAVE-09")
def test_long_sickness_puts_annual_leave_in_doubt(cast):
    cast.worker.first_job_on = day("2020-01-01")
    cast.worker.save()
    assert not annual.long_sickness(cast.worker, day("2026-08-03"))
    approved(cast, cast.worker, "2026-03-02", "2026-05-04", leave_type="sick")
    found = reckon(Ask(cast.worker, "annual", day("2026-08-03"), "am", day("2026-08-03"), "pm"), on=day("2026-07-01"))
    assert any(finding.rule == "LEAVE-09" for finding in found.findings.warnings)


@pytest.mark.rule("LEAVE-09")
def test_sickness_of_last_year_puts_no_annual_leave_of_this_year_in_doubt(cast):
    cast.worker.first_job_on = day("2020-01-01")
    cast.worker.save()
    approved(cast, cast.worker, "2025-11-17", "2026-01-16", leave_type="sick")  # 61 days, 16 of them this year
    assert not annual.long_sickness(cast.worker, day("2026-08-03"))


def test_nobody_takes_leave_twice_at_once(cast):
    request = ask(cast.worker, "2026-03-16")
    assert LeaveRequest.objects.claim(fresh(request), state="pending")
    assert not LeaveRequest.objects.claim(request, state="pending")


@pytest.mark.rule("ATT-03")
def test_marks_name_the_leave_behind_each_half(cast):
    approved(cast, cast.worker2, "2026-03-16", last_part="am")
    second = approved(cast, cast.worker2, "2026-03-16", first_part="pm")
    with clock.standing_at(day("2026-03-10")):
        actions.withdraw(request=fresh(second), by=cast.worker2)
    assert marks(cast.worker2) == {"03-16": (Mark.LEAVE, "")}


@pytest.mark.rule("LEAVE-07")
def test_the_open_cases_of_a_worker_are_counted_at_the_decision_and_named_to_nobody(cast, world):
    from cases.models import Case, State

    case = Case(
        worker=cast.worker, point=world.post, field=world.post.field, service_type=world.post.type,
        state=State.IN_SERVICE, file_no="017SG02-2026C001", opened_on=day("2026-01-05"), approved_on=day("2026-01-05"),
    )  # fmt: skip
    case.save()
    request = ask(cast.worker, "2026-03-16")
    panel = queries.decision_panel(request, cast.sa)
    assert panel["cases"] == "1 open case"
    assert "017SG02" not in str(panel["work"])
    act(cast.worker, request)
    with pytest.raises(ValidationError):
        act(cast.sa, request, comment="")
    act(cast.sa, request, comment="由何家明代看")
    assert fresh(request).state == "approved"


@pytest.mark.rule("LEAVE-11")
def test_the_deciding_director_reads_the_certificate_only_while_deciding(cast):
    from staff.leave.models import MedicalProof

    request = ask(cast.worker, "2026-03-16", "2026-03-18", leave_type="sick")
    MedicalProof(request=request, filed_by=cast.worker).save()

    def sees(user):
        return MedicalProof.objects.visible_to(user).exists()

    assert not sees(cast.ddg)
    act(cast.worker, request)
    assert not sees(cast.sa)
    act(cast.sa, request)
    assert sees(cast.ddg)
    assert not sees(cast.dg)
    act(cast.ddg, request)
    assert not sees(cast.ddg)
    assert sees(cast.hr)
    assert sees(cast.worker)
