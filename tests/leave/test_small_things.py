"""A leave that was not taken, a leave whose tier moved with the calendar, a link that names only a day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from approvals import actions as approvals
from core import clock
from people.models import StandIn
from staff.attendance.models import AttendanceDay
from staff.leave import actions, annual
from staff.leave.models import LeaveRequest
from tests.leave.helpers import act, approved, ask, day, fresh, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(cast):
    """Annual leave from Monday 16 March, begun, with a stand-in."""
    request = approved(cast, cast.worker2, "2026-03-16", "2026-03-17", leave_type="annual", cover=cast.assistant)
    with clock.standing_at(day("2026-03-16")):
        actions.begin_due()
    return fresh(request)


@pytest.mark.rule("LEAVE-15")
def test_a_leave_that_was_not_taken_is_as_if_withdrawn_once_the_superior_confirms(cast, begun):
    cast.worker2.first_job_on = dt.date(2010, 1, 1)
    cast.worker2.save()
    assert annual.used(cast.worker2, 2026) == 2
    assert AttendanceDay.objects.filter(person=cast.worker2, morning="leave").count() == 2
    with clock.standing_at(day("2026-03-18")):
        row = actions.file_return(request=begun, by=cast.worker2, not_taken=True, note="项目检查，照常上班")
        assert fresh(begun).state == LeaveRequest.State.ON_LEAVE
        act(cast.sa, row, on="2026-03-18")
    request = fresh(begun)
    assert request.state == LeaveRequest.State.WITHDRAWN
    assert annual.used(cast.worker2, 2026) == 0
    assert {mark for one in AttendanceDay.objects.filter(person=cast.worker2) for mark in one.marks} <= {""}
    assert not StandIn.objects.on(day("2026-03-17")).filter(absent=cast.worker2).exists()
    assert request.dates.state == "off"


@pytest.mark.rule("LEAVE-15")
def test_only_a_begun_leave_is_stated_as_not_taken(cast):
    request = approved(cast, cast.worker2, "2026-03-16", "2026-03-17")
    with clock.standing_at(day("2026-03-10")), pytest.raises(ValidationError):
        actions.file_return(request=request, by=cast.worker2, not_taken=True)


@pytest.mark.rule("LEAVE-05")
def test_whoever_decides_sees_that_the_calendar_moved_the_leave_to_another_tier(cast, world):
    request = ask(cast.worker2, "2026-03-16", "2026-03-16", on="2026-03-02")
    assert request.tier == "sa"
    models.QuerySet(LeaveRequest).filter(pk=request.pk).update(last=day("2026-03-17"))  # as if the 17th were a rest day
    with clock.standing_at(day("2026-03-03")):
        assert actions.recount([2026]) == 1
    moved = fresh(request)
    assert (moved.tier, moved.tier_now) == ("sa", "ddg")
    assert [one.rule for one in moved.findings_for_decision(cast.sa)][-1] == "LEAVE-05"
    with clock.standing_at(day("2026-03-03")), pytest.raises(ValidationError) as refused:
        approvals.act(step_id=step(moved).pk, by=cast.sa, outcome="ok", comment="已看工作安排")
    assert "accept_exception" in refused.value.message_dict
    act(cast.sa, moved, "returned", comment="请按新的长度重新提交", on="2026-03-03")
    with clock.standing_at(day("2026-03-03")):
        again = actions.ask_again(request=fresh(request), by=cast.worker2)
    assert (again.tier, again.tier_now) == ("ddg", "")


def test_a_link_that_names_a_day_takes_the_whole_day(client, cast):
    client.force_login(cast.worker2)
    form = client.get("/leave/new/?first=2026-12-07&last=2026-12-07&leave_type=personal").context["form"]
    assert (form["first_part"].value(), form["last_part"].value()) == ("am", "pm")
