"""The weekly leave report of a supervision group (LEAVE-06, F-H04, EX-02)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from notifications.models import Deadline
from people.models import Appointment
from staff.leave import actions
from staff.leave.weekly import WeeklyLeaveReport
from tests.leave.helpers import approved, day
from tests.plans.helpers import at

pytestmark = pytest.mark.django_db


def make(when="2026-03-23 00:15"):
    with clock.standing_at(at(when)):
        return actions.make_weekly()


def report(group, monday="2026-03-23"):
    return WeeklyLeaveReport.objects.get(group=group, monday=day(monday))


@pytest.mark.rule("LEAVE-06")
@pytest.mark.example("EX-02")
def test_a_day_of_leave_stands_in_the_report_of_the_monday_after(cast, world, client):
    approved(cast, cast.worker, "2026-03-18", on="2026-03-17")
    assert make() == 2
    assert make() == 0
    found = report(world.group)
    assert found.due_at == at("2026-03-23 12:00")
    client.force_login(cast.sa)
    with clock.standing_at(at("2026-03-23 09:00")):
        body = client.get(reverse("leave:week", args=[found.uuid]))
        assert [(line.worker, line.days) for line in body.context["lines"]] == [(cast.worker, 1)]
        client.post(reverse("leave:week_confirm", args=[found.uuid]))
    line = report(world.group).lines.get()
    assert (line.worker, line.first, line.days, line.leave_type) == (cast.worker, day("2026-03-18"), 1, "personal")
    assert not report(world.group2).lines.exists()


@pytest.mark.rule("LEAVE-06")
def test_the_assistant_confirms_hr_files_and_nobody_else(cast, world):
    make()
    found = report(world.group)
    assert Deadline.objects.open().get(about=found.ref).owner == cast.sa
    for other in (cast.sa2, cast.hr, cast.supervisor, cast.ddg):
        with pytest.raises(PermissionDenied):
            actions.confirm_weekly(report=found, by=other)
    with pytest.raises(PermissionDenied):
        actions.file_weekly(report=found, by=cast.hr)
    actions.confirm_weekly(report=found, by=cast.sa)
    assert not Deadline.objects.open().filter(about=found.ref).exists()
    assert cast.hr.notifications.filter(about=found.ref).exists()
    with pytest.raises(PermissionDenied):
        actions.file_weekly(report=found, by=cast.sa)
    actions.file_weekly(report=found, by=cast.hr)
    stored = report(world.group)
    assert (stored.state, stored.filled_by, stored.filed_by) == ("filed", cast.sa, cast.hr)


@pytest.mark.rule("LEAVE-06")
def test_what_is_confirmed_stands_as_it_is(cast, world):
    make()
    found = report(world.group)
    with clock.standing_at(at("2026-03-23 09:00")):
        actions.confirm_weekly(report=found, by=cast.sa)
    approved(cast, cast.worker, "2026-03-19", leave_type="sick", reason="发热", told_how="phone", on="2026-03-20")
    assert not report(world.group).lines.exists()


@pytest.mark.rule("LEAVE-06")
def test_a_week_without_work_has_no_report_and_the_next_looks_back_over_it(cast, world):
    approved(cast, cast.worker, "2026-02-10")
    assert make("2026-02-16 00:15") == 0
    make("2026-02-23 00:15")
    found = report(world.group, "2026-02-23")
    assert (found.first, found.last) == (day("2026-02-09"), day("2026-02-22"))
    with clock.standing_at(at("2026-02-24 09:00")):
        actions.confirm_weekly(report=found, by=cast.sa)
    assert found.lines.count() == 1


@pytest.mark.rule("LEAVE-06")
def test_without_an_assistant_it_goes_one_level_up(cast, world):
    for held in Appointment.objects.filter(person=cast.sa):
        held.until = day("2026-03-01")
        held.save()
    make()
    assert Deadline.objects.open().get(about=report(world.group).ref).owner == cast.ddg


def test_the_pages_are_for_the_group_hr_and_the_direction(cast, world, client):
    make()
    found = report(world.group)
    with clock.standing_at(at("2026-03-23 09:00")):
        actions.confirm_weekly(report=found, by=cast.sa)
    for who, listed, code in (
        ("sa", 200, 200), ("sa2", 200, 404), ("hr", 200, 200), ("ddg", 200, 200), ("worker", 403, 404),
        ("supervisor", 403, 404), ("service", 403, 404), ("admin", 403, 404),
    ):  # fmt: skip
        client.force_login(getattr(cast, who))
        assert client.get(reverse("leave:weeks")).status_code == listed, who
        assert client.get(reverse("leave:week", args=[found.uuid])).status_code == code, who
    client.force_login(cast.hr)
    assert "F-H04" in client.get(reverse("leave:week_print", args=[found.uuid])).content.decode()
