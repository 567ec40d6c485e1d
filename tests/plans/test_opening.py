"""When whose report is owed, and that it is opened once (PLAN-01, PLAN-03, EX-17, EX-19)."""

import datetime as dt

import pytest

from core import clock
from notifications.models import Deadline
from people.models import Role
from rulebook import actions as rulebook
from staff.plans import actions
from staff.plans.choices import Kind, State
from staff.plans.models import Round, WorkReport
from tests.factories.people import appoint, person
from tests.leave.helpers import approved
from tests.plans.helpers import at, day, open_at, report_of, round_of

pytestmark = pytest.mark.django_db


def due_of(first, kind=Kind.WEEKLY):
    found = round_of(first, kind)
    return (
        found
        and f"{clock.day_of(found.due_at - dt.timedelta(seconds=1))} {found.due_at.astimezone(at('2026-01-01').tzinfo):%H:%M}"
    )


@pytest.mark.rule("PLAN-01")
@pytest.mark.example("EX-17")
def test_a_week_is_due_on_its_first_working_day_at_noon(running):
    for morning in ("2026-05-04 00:10", "2026-02-16 00:10", "2026-02-23 00:10", "2026-05-11 00:10"):
        open_at(morning)
    noon = {first: round_of(first).due_at for first in ("2026-05-04", "2026-02-23", "2026-05-11")}
    assert noon == {
        "2026-05-04": at("2026-05-06 12:00"),
        "2026-02-23": at("2026-02-24 12:00"),
        "2026-05-11": at("2026-05-11 12:00"),
    }
    assert round_of("2026-02-16") is None  # no working day, no report


@pytest.mark.rule("PLAN-03")
@pytest.mark.example("EX-19")
def test_plan_and_summary_are_due_on_the_first_or_the_next_working_day(running):
    for morning in ("2025-12-31 00:10", "2026-03-01 00:10", "2026-10-01 00:10"):
        open_at(morning)
    for month, before, due in (
        ("2026-01-01", "2025-12-01", "2026-01-04"),
        ("2026-03-01", "2026-02-01", "2026-03-02"),
        ("2026-10-01", "2026-09-01", "2026-10-08"),
    ):
        end = clock.end_of(day(due))
        assert round_of(month, Kind.MONTHLY_PLAN).due_at == end
        assert round_of(before, Kind.MONTHLY_SUMMARY).due_at == end


@pytest.mark.rule("PLAN-01")
def test_everybody_below_the_director_general_owes_a_weekly_report(opened):
    owners = set(WorkReport.objects.filter(kind=Kind.WEEKLY).values_list("owner__name", flat=True))
    for name in ("worker", "assistant", "sa", "supervisor", "leader", "service", "hr", "finance", "archivist", "ddg"):
        assert getattr(opened, name).name in owners
    for name in ("dg", "board_chair", "auditor", "outsider"):
        assert getattr(opened, name).name not in owners


@pytest.mark.rule("PLAN-03")
def test_every_employee_owes_plan_and_summary_the_director_general_too(cast):
    open_at("2026-04-30 00:10")
    owners = WorkReport.objects.filter(kind=Kind.MONTHLY_PLAN, first=day("2026-05-01")).values_list("owner", flat=True)
    assert cast.dg.pk in owners
    assert cast.worker.pk in owners
    assert cast.board_chair.pk not in owners


@pytest.mark.rule("PLAN-01")
def test_the_next_week_is_open_from_the_last_working_day_on_and_only_once(running):
    open_at("2026-05-07 00:10")
    assert round_of("2026-05-11") is None
    assert open_at("2026-05-09 00:10") > 0  # Saturday, a make-up working day: the last of the week
    before = WorkReport.objects.count(), Deadline.objects.count(), WorkReport.history.count()
    assert open_at("2026-05-09 00:10") == 0
    assert open_at("2026-05-11 00:10") == 0
    assert (WorkReport.objects.count(), Deadline.objects.count(), WorkReport.history.count()) == before


def test_the_very_first_round_is_not_opened_late(cast):
    open_at("2026-05-13 09:00")
    assert not Round.objects.filter(kind=Kind.WEEKLY).exists()
    open_at("2026-05-15 00:10")
    assert round_of("2026-05-18")
    open_at("2026-05-16 00:10")
    assert round_of("2026-05-11") is None  # nor once the next one is there


def test_whoever_comes_after_the_due_day_owes_nothing_for_it(opened, world):
    new = person("N1", "新来")
    appoint(new, Role.SOCIAL_WORKER, since=day("2026-05-13"), point=world.post, group=world.group)
    open_at("2026-05-13 00:10")
    assert not WorkReport.objects.filter(owner=new).exists()
    open_at("2026-05-15 00:10")
    assert report_of(new, "2026-05-18").group == world.group


def test_nothing_to_report_and_nothing_to_plan_is_no_report(cast):
    approved(cast, cast.worker, "2026-05-04", "2026-05-17", leave_type="personal")
    approved(cast, cast.worker2, "2026-05-11", "2026-05-17", leave_type="personal")
    open_at("2026-05-09 00:10")
    owners = WorkReport.objects.filter(kind=Kind.WEEKLY).values_list("owner", flat=True)
    assert cast.worker.pk not in owners
    assert cast.worker2.pk in owners  # worked last week


@pytest.mark.rule("PLAN-01")
def test_five_working_days_after_the_due_day_it_is_missing_and_the_superior_hears_of_it(opened):
    with clock.standing_at(at("2026-05-18 23:00")):
        assert actions.close_missing() == 0
    with clock.standing_at(at("2026-05-19 00:10")):
        assert actions.close_missing() > 0
        assert actions.close_missing() == 0
    assert report_of(opened.worker).state == State.MISSING
    said = opened.sa.notifications.filter(key__startswith="plans-missing")
    assert [row.params["n"] for row in said] == [3]  # the workers of the group
    assert Deadline.objects.open().filter(about=report_of(opened.worker).ref).exists()  # late filing stays possible


@pytest.mark.rule("DATE-01")
def test_a_changed_calendar_moves_what_is_not_due_yet(opened):
    with clock.standing_at(at("2026-05-09 09:00")):
        rulebook.set_day(day=day("2026-05-11"), kind="closure", by=opened.hr, name="停水停电")
    assert report_of(opened.worker).due_at == round_of("2026-05-11").due_at == at("2026-05-12 12:00")
