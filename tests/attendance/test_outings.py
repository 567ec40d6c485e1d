"""Outings announced, returned from, called off, verified (ATT-09)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core import clock
from notifications.queries import engagements_between
from notifications.worklog import lines
from staff.attendance import actions
from staff.attendance.models import Outing

DAY = dt.date(2026, 3, 16)
NINE, TEN, ELEVEN, NOON = (clock.moment(DAY, dt.time(hour)) for hour in (9, 10, 11, 12))


@pytest.fixture
def outing(cast):
    with clock.standing_at(NINE):
        return actions.announce(by=cast.worker, purpose="liaison", place="河东街道办", starts_at=TEN, ends_at=NOON)


@pytest.mark.rule("ATT-09")
def test_an_outing_carries_time_place_and_purpose_and_is_seen_above(cast, outing):
    assert (outing.starts_at, outing.ends_at, outing.place, outing.purpose) == (TEN, NOON, "河东街道办", "liaison")
    seen = {who for who in ("worker", "sa", "hr", "ddg", "dg", "worker2", "sa2", "leader", "supervisor", "outsider")
            if Outing.objects.visible_to(getattr(cast, who)).exists()}  # fmt: skip
    assert seen == {"worker", "sa", "hr", "ddg", "dg"}


@pytest.mark.rule("ATT-09")
def test_it_stands_in_the_calendar_and_in_the_weekly_report(cast, outing):
    assert [row.place for row in engagements_between(cast.worker, DAY, DAY)] == ["河东街道办"]
    ((_offer, line),) = [pair for pair in lines(cast.worker, DAY, DAY) if pair[0].key == "outing"]
    assert (line.day, line.minutes, line.at, line.place, line.verified) == (
        DAY,
        120,
        "10:00–12:00",
        "河东街道办",
        False,
    )
    with clock.standing_at(ELEVEN):
        actions.verify_outing(by=cast.sa, outing=outing, verified_with="街道办 王主任")
        actions.come_back(by=cast.worker, outing=outing)
    ((_offer, line),) = [pair for pair in lines(cast.worker, DAY, DAY) if pair[0].key == "outing"]
    assert (line.minutes, line.verified) == (60, True)


@pytest.mark.rule("ATT-09")
def test_a_home_visit_keeps_its_address_out_of_the_weekly_report(cast):
    with clock.standing_at(NINE):
        actions.announce(by=cast.worker, purpose="home_visit", place="长桥新村 3 栋", starts_at=TEN, ends_at=NOON)
    ((_offer, line),) = [pair for pair in lines(cast.worker, DAY, DAY) if pair[0].key == "outing"]
    assert line.place == ""
    assert "长桥" not in line.what


@pytest.mark.rule("ATT-09")
@pytest.mark.parametrize("who", ["worker", "worker2", "sa2", "supervisor"])
def test_only_a_superior_marks_it_verified(cast, outing, who):
    with clock.standing_at(ELEVEN), pytest.raises(PermissionDenied):
        actions.verify_outing(by=getattr(cast, who), outing=outing, verified_with="某人")


def test_called_off_it_leaves_calendar_and_report(cast, outing):
    actions.call_off(by=cast.worker, outing=outing)
    assert not engagements_between(cast.worker, DAY, DAY)
    assert not [pair for pair in lines(cast.worker, DAY, DAY) if pair[0].key == "outing"]
    with pytest.raises(ValidationError):
        actions.call_off(by=cast.worker, outing=outing)


def test_two_outings_do_not_overlap_and_none_lasts_for_days(cast, outing):
    with clock.standing_at(NINE):
        with pytest.raises(ValidationError):
            actions.announce(by=cast.worker, purpose="errand", place="邮局", starts_at=ELEVEN, ends_at=NOON)
        with pytest.raises(ValidationError):
            actions.announce(
                by=cast.worker2,
                purpose="errand",
                place="邮局",
                starts_at=ELEVEN,
                ends_at=ELEVEN + dt.timedelta(hours=25),
            )
