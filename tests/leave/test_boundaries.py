"""Where leave is easily got wrong: supplements, spans given back, days that change, who stands in for whom."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core import clock
from notifications.models import Deadline, Notification
from people.models import Appointment, StandIn
from rulebook import actions as rulebook
from rulebook import dates
from staff.attendance.models import AttendanceDay, Mark
from staff.leave import actions, annual
from staff.leave.models import LeaveDates
from staff.leave.reckoning import Ask, reckon
from tests.leave.helpers import act, approved, ask, day, fresh, step

pytestmark = pytest.mark.django_db


def begun(cast, by, first, last, **fields):
    request = approved(cast, by, first, last, **fields)
    with clock.standing_at(day(first)):
        actions.begin_due()
    return fresh(request)


def marks(person):
    rows = AttendanceDay.objects.filter(person=person).order_by("day")
    return {f"{row.day:%m-%d}": (row.morning, row.afternoon) for row in rows}


@pytest.mark.rule("LEAVE-15")
def test_days_stayed_away_beyond_the_leave_use_up_no_annual_leave_and_may_be_asked_for_later(cast):
    cast.worker2.first_job_on = day("2020-01-01")
    cast.worker2.save()
    request = begun(cast, cast.worker2, "2026-03-16", "2026-03-17", leave_type="annual")
    with clock.standing_at(day("2026-03-20")):
        back = actions.file_return(request=request, by=cast.worker2, last=day("2026-03-19"))
    act(cast.sa, back, on="2026-03-20")
    assert annual.balance(cast.worker2, day("2026-03-16")).used == 2
    more = ask(cast.worker2, "2026-03-18", "2026-03-19", on="2026-03-20", extends=fresh(request))
    assert (more.days, more.merged_days, more.after_the_fact) == (Decimal(2), Decimal(4), True)
    assert marks(cast.worker2)["03-18"] == (Mark.LEAVE_PENDING, Mark.LEAVE_PENDING)


@pytest.mark.rule("LEAVE-15")
@pytest.mark.parametrize("first", ["2026-03-13", "2026-03-19", "2026-04-20"])
def test_a_supplement_joins_the_leave_it_makes_longer_and_saves_no_notice_elsewhere(cast, first):
    request = begun(cast, cast.worker2, "2026-03-16", "2026-03-17")
    with pytest.raises(ValidationError) as refused:
        ask(cast.worker2, first, on="2026-03-12" if first < "2026-03-16" else "2026-03-17", extends=request)
    assert "first" in refused.value.message_dict


@pytest.mark.rule("LEAVE-15")
def test_a_leave_that_has_not_begun_is_not_made_longer_without_notice(cast):
    request = approved(cast, cast.worker2, "2026-03-16", "2026-03-17")
    with pytest.raises(PermissionDenied):
        ask(cast.worker2, "2026-03-18", on="2026-03-13", extends=request)


@pytest.mark.rule("LEAVE-13")
def test_refused_in_the_middle_only_the_days_gone_are_absence(cast):
    request = ask(cast.worker2, "2026-03-16", "2026-03-20", on="2026-03-17", late_reason="忘了")
    act(cast.sa, request, on="2026-03-17")
    act(cast.dg, request, "rejected", comment="没有事先说明", on="2026-03-18")
    days = marks(cast.worker2)
    assert days["03-16"] == days["03-18"] == (Mark.ABSENT, Mark.ABSENT)
    assert days["03-19"] == days["03-20"] == ("", "")


@pytest.mark.rule("LEAVE-02")
@pytest.mark.rule("LEAVE-14")
@pytest.mark.parametrize(("last_part", "last", "filed"), [("am", "2026-03-16", False), ("am", "2026-03-17", True)])
def test_up_to_a_day_is_not_filed_with_hr_whoever_decides(cast, last, last_part, filed):
    request = ask(cast.sa, "2026-03-16", last, last_part=last_part)
    assert request.approval.steps.filter(key="hr_filing").exists() == filed


@pytest.mark.rule("LEAVE-08")
def test_a_supervision_assistant_is_stood_in_for_by_somebody_who_may_decide(cast):
    with pytest.raises(ValidationError) as refused:
        ask(cast.sa, "2026-03-16", "2026-03-17", cover=cast.worker)
    assert "cover" in refused.value.message_dict
    assert ask(cast.sa, "2026-03-16", "2026-03-17", cover=cast.sa2).cover == cast.sa2
    assert ask(cast.sa2, "2026-03-16", "2026-03-17", cover=cast.service).cover == cast.service


@pytest.mark.rule("LEAVE-08")
@pytest.mark.rule("ORG-09")
def test_the_director_general_decides_for_a_deputy_who_is_away(cast):
    with pytest.raises(ValidationError):
        ask(cast.ddg, "2026-03-16", "2026-03-17", cover=cast.finance)
    approved(cast, cast.ddg, "2026-03-16", "2026-03-17")
    row = StandIn.objects.get()
    assert (row.absent, row.cover, row.since, row.until) == (cast.ddg, cast.dg, day("2026-03-16"), day("2026-03-17"))


@pytest.mark.rule("LEAVE-11")
def test_the_certificate_is_due_three_working_days_after_the_actual_return(cast):
    request = begun(cast, cast.worker2, "2026-03-16", "2026-03-20", leave_type="sick", on="2026-03-16")
    owed = Deadline.objects.get(rule="leave.sick_proof")
    assert owed.since == day("2026-03-23")
    with clock.standing_at(day("2026-03-18")):
        actions.file_return(request=request, by=cast.worker2, last=day("2026-03-17"))
    owed.refresh_from_db()
    assert owed.since == day("2026-03-18")


@pytest.mark.rule("LEAVE-09")
def test_a_year_in_which_the_leave_takes_no_working_day_costs_nothing_of_it(cast):
    cast.worker2.first_job_on = day("2024-12-01")
    cast.worker2.save()
    approved(cast, cast.worker2, "2026-03-16", "2026-03-20", leave_type="annual")
    cast.worker2.first_job_on = day("2025-12-31")  # corrected: the year is used up beyond the entitlement of 1 January
    cast.worker2.save()
    with pytest.raises(ValidationError) as refused:
        ask(cast.worker2, "2025-12-31", "2026-01-03", leave_type="annual", on="2025-12-01")
    assert len(refused.value.message_dict["leave_type"]) == 1  # 2025 only; of 2026 nothing is asked


@pytest.mark.rule("DATE-01")
@pytest.mark.example("EX-22")
def test_leave_is_counted_again_when_the_calendar_of_its_days_changes(cast):
    request = approved(cast, cast.worker2, "2027-02-08", "2027-02-10", on="2026-11-25")
    assert request.days == 3
    with clock.standing_at(day("2026-12-20")):
        rulebook.set_day(by=cast.hr, day=day("2027-02-08"), kind="holiday", name="春节")
    request = fresh(request)
    assert (request.days, LeaveDates.objects.get().days) == (2, 2)
    assert sorted(key for key, pair in marks(cast.worker2).items() if pair[0]) == ["02-09", "02-10"]
    assert Notification.objects.filter(about=request.ref, key__startswith="leave:").count() == 1


def vacate(*people):
    """Their posts are vacant from now on."""
    for row in Appointment.objects.filter(person__in=people):
        row.since, row.until = day("2019-01-01"), day("2020-01-01")
        row.save()


def waits_at(request):
    open_step = step(fresh(request))
    return open_step.key, sorted(row.user.name for row in open_step.permissions.select_related("user"))


@pytest.mark.rule("LEAVE-14")
@pytest.mark.rule("ORG-05")
@pytest.mark.parametrize(
    ("vacant", "last", "key", "who"),
    [
        (["sa"], "2026-03-16", "sa", "ddg"),  # the decision of one day goes one level up
        (["sa"], "2026-03-18", "ddg", "ddg"),  # nobody forwards to oneself
        (["ddg"], "2026-03-18", "ddg", "dg"),
        (["dg"], "2026-03-19", "dg", "board_chair"),
        (["sa", "ddg"], "2026-03-16", "sa", "dg"),
    ],
)
def test_a_vacant_post_goes_one_level_up(cast, vacant, last, key, who):
    vacate(*[getattr(cast, name) for name in vacant])
    request = ask(cast.worker2, "2026-03-16", last)
    if step(request).key == "forward":
        act(cast.sa, request)
    assert waits_at(request) == (key, [getattr(cast, who).name])


@pytest.mark.rule("LEAVE-05")
def test_leave_is_counted_together_in_both_directions_over_a_weekend_and_a_holiday(cast):
    approved(cast, cast.worker2, "2026-04-03")  # Friday before the holiday of 4 to 6 April
    approved(cast, cast.worker2, "2026-04-08", "2026-04-08")
    between = ask(cast.worker2, "2026-04-07", on="2026-03-20")
    assert (between.days, between.merged_days, between.tier) == (1, 3, "ddg")
    before = ask(cast.worker2, "2026-04-02", on="2026-03-19", first_part="pm")
    assert (before.days, before.merged_days, before.tier, before.short_by) == (Decimal("0.5"), Decimal("3.5"), "dg", 0)


@pytest.mark.rule("LEAVE-05")
@pytest.mark.parametrize("ends", ["rejected", "withdrawn"])
def test_a_neighbour_that_came_to_nothing_is_not_counted(cast, ends):
    first = ask(cast.worker2, "2026-05-06", "2026-05-07")
    if ends == "withdrawn":
        actions.withdraw(request=first, by=cast.worker2)
    else:
        act(cast.sa, first)
        act(cast.ddg, first, "rejected", comment="那几天人手不够")
    second = ask(cast.worker2, "2026-05-08", "2026-05-09")  # Friday and the make-up Saturday
    assert (second.days, second.merged_days, second.tier) == (2, 2, "ddg")


@pytest.mark.rule("LEAVE-03")
def test_whoever_is_asked_instead_of_a_missing_superior_does_not_forward_to_oneself(cast):
    assert cast.outsider.department_id is None
    request = ask(cast.outsider, "2026-03-16", "2026-03-18")
    assert waits_at(request) == ("ddg", [cast.ddg.name])
    assert waits_at(ask(cast.outsider, "2026-04-13")) == ("sa", [cast.ddg.name])


@pytest.mark.rule("LEAVE-02")
@pytest.mark.rule("ORG-04")
@pytest.mark.parametrize(("last", "key"), [("2026-03-16", "sa"), ("2026-03-18", "forward")])
def test_a_supervisor_asks_the_service_director_in_whatever_department_they_are(cast, last, key):
    assert cast.supervisor.department_id is None
    assert waits_at(ask(cast.supervisor, "2026-03-16", last)) == (key, [cast.service.name])


@pytest.mark.rule("LEAVE-05")
@pytest.mark.rule("DATE-04")
@pytest.mark.parametrize(
    ("first", "last", "days", "tier", "latest"),
    [
        ("2026-09-24 pm", "2026-09-28 am", "1", "sa", "2026-09-23"),  # Mid-Autumn lies between two halves
        ("2026-02-13 am", "2026-02-24 pm", "3", "ddg", "2026-02-06"),  # the make-up Saturday counts
        ("2026-02-13 am", "2026-02-25 am", "3.5", "dg", "2026-01-30"),
        ("2026-02-14 am", "2026-02-14 pm", "1", "sa", "2026-02-13"),
        ("2025-12-31 am", "2026-01-04 pm", "2", "ddg", "2025-12-24"),  # over New Year, with its make-up Sunday
        ("2026-12-31 am", "2027-01-04 pm", "3", "ddg", "2026-12-24"),  # the year to come is not loaded
        ("2025-09-28 am", "2025-10-11 am", "5.5", "dg", "2025-09-14"),
        ("2026-05-08 pm", "2026-05-11 am", "2", "ddg", "2026-05-01"),
    ],
)
def test_length_tier_and_latest_day_around_other_holidays(cast, first, last, days, tier, latest):
    (first, first_part), (last, last_part) = first.split(), last.split()
    asked = Ask(cast.worker2, "personal", day(first), first_part, day(last), last_part)
    found = reckon(asked, on=day(latest))
    assert (found.days, found.tier, found.lead.latest) == (Decimal(days), tier, day(latest))
    assert (found.short_by, reckon(asked, on=day(latest) + dates.DAY).short_by) == (0, 1)
    assert found.provisional == (last > "2026-12-31")
