"""Settings: scope resolution, dated changes, who may change them, and that every process notices."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core import clock
from rulebook import actions, cache, hooks
from rulebook.calendars import calendar, missing_year
from rulebook.keys import GROUPS, KEYS
from rulebook.models import CalendarDay, CalendarYear, Edition, RuleValue
from rulebook.values import level, source, value
from tests.factories.rulebook import set_rule
from tests.rulebook.test_dates import day

pytestmark = pytest.mark.django_db


@pytest.mark.rule("DATE-08")
def test_a_setting_resolves_point_then_type_then_organization_then_default(world, cast):
    key = "service_point.consent_required"
    centre = world.centre
    assert source(key, point=world.post) == ("default", True)
    assert source(key, point=centre) == ("default", False)
    set_rule(cast, key, True)
    assert source(key, point=centre) == ("organization", True)
    set_rule(cast, key, False, service_type="centre")
    assert source(key, point=centre) == ("service_type", False)
    assert source(key, point=world.post) == ("organization", True)
    set_rule(cast, key, True, point=centre)
    assert source(key, point=centre) == ("point", True)


def test_a_change_holds_from_its_day_on(cast):
    with clock.standing_at(day("2026-03-02")):
        set_rule(cast, "case.plan_workdays", 5, since=day("2026-03-10"))
        assert value("case.plan_workdays") == 10
    with clock.standing_at(day("2026-03-10")):
        assert value("case.plan_workdays") == 5
        assert value("case.plan_workdays", on=day("2026-03-09")) == 10


def test_values_are_typed():
    assert value("group.min_attendance") == Decimal("60")
    assert value("leave.lead_days") == (1, 7, 14)
    assert value("leave.annual_bands") == ((1, Decimal("5")), (10, Decimal("10")), (20, Decimal("15")))
    assert value("archive.retention_years") is None
    assert level("leave.lead_enforcement") == "exception"
    assert level("group.plan") == "exception"


def test_every_default_is_a_value_its_own_setting_accepts():
    for key in KEYS.values():
        for service_type in ("", "post", "centre", "project"):
            default = key.default_for(service_type)
            assert key.clean(default) == default, key.key
            assert key.rules
            assert str(key.label)
    assert len(KEYS) == sum(len(keys) for keys in GROUPS.values())


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("case.plan_workdays", "x"),
        ("case.plan_workdays", "2.5"),
        ("case.plan_workdays", 0),
        ("case.plan_workdays", True),
        ("fund.pool_rate", "101"),
        ("fund.pool_rate", "nan"),
        ("leave.duration_unit", "weeks"),
        ("leave.lead_days", "1, x"),
        ("leave.annual_bands", "10:10, 1:5"),
        ("plan.weekly_due", "25:00"),
        ("att.work_hours", "18:00-09:00"),
        ("exit.ineligible_notice", "7"),
        ("level.group.plan", "forbid"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key, bad):
    with pytest.raises(ValidationError):
        KEYS[key].clean(bad)


@pytest.mark.rule("SOD-01")
def test_hr_proposes_and_the_deputy_approves(cast):
    row = actions.propose_value(key="case.plan_workdays", value="8", since=clock.today(), reason="busy", by=cast.hr)
    assert value("case.plan_workdays") == 10
    with pytest.raises(PermissionDenied):
        actions.decide_value(value_id=row.pk, by=cast.hr, approve=True)
    actions.decide_value(value_id=row.pk, by=cast.ddg, approve=True)
    assert value("case.plan_workdays") == 8
    with pytest.raises(ValidationError):
        actions.decide_value(value_id=row.pk, by=cast.dg, approve=False)


def test_a_refused_proposal_changes_nothing(cast):
    row = actions.propose_value(key="case.plan_workdays", value=8, since=clock.today(), reason="x", by=cast.hr)
    actions.decide_value(value_id=row.pk, by=cast.dg, approve=False)
    assert value("case.plan_workdays") == 10
    assert RuleValue.objects.get(pk=row.pk).decided_by == cast.dg


@pytest.mark.parametrize(
    ("who", "key", "allowed"),
    [
        ("hr", "leave.lead_days", True),
        ("hr", "archive.number_format", False),
        ("admin", "archive.number_format", True),
        ("admin", "leave.lead_days", False),
        ("worker", "leave.lead_days", False),
        ("sa", "leave.lead_days", False),
        ("outsider", "leave.lead_days", False),
    ],
)
def test_who_may_propose(cast, who, key, allowed):
    by = getattr(cast, who)
    change = {"leave.lead_days": "1, 7, 15", "archive.number_format": "{seq:4}"}[key]
    if allowed:
        assert actions.propose_value(key=key, value=change, since=clock.today(), reason="x", by=by).changed_by == by
    else:
        with pytest.raises(PermissionDenied):
            actions.propose_value(key=key, value=change, since=clock.today(), reason="x", by=by)


def test_the_past_and_the_wrong_scope_are_refused(cast, world):
    with pytest.raises(ValidationError):
        actions.propose_value(
            key="case.plan_workdays", value=8, since=clock.today() - dt.timedelta(1), reason="x", by=cast.hr
        )
    with pytest.raises(ValidationError):
        actions.propose_value(
            key="case.plan_workdays", value=8, since=clock.today(), reason="x", by=cast.hr, service_type="post"
        )
    with pytest.raises(ValidationError):
        actions.propose_value(
            key="case.inactivity_days", value=8, since=clock.today(), reason="x", by=cast.hr, point=world.post
        )


def test_another_process_is_noticed_by_the_edition(cast, monkeypatch):
    assert value("case.plan_workdays") == 10
    RuleValue(
        key="case.plan_workdays", value=4, since=clock.today(), reason="x", changed_by=cast.hr, state="approved"
    ).save()
    assert value("case.plan_workdays") == 10  # remembered
    monkeypatch.setattr(cache, "CHECK_EVERY", 0)
    assert value("case.plan_workdays") == 10  # same edition
    Edition.objects.filter(pk=1).update(number=999)
    assert value("case.plan_workdays") == 4


@pytest.mark.rule("DATE-01")
def test_hr_edits_a_day_and_the_calendar_follows(cast):
    when = day("2026-03-18")
    heard = []
    hooks.on_calendar_changed(heard.append)
    actions.set_day(day=when, kind="closure", name="typhoon", by=cast.hr)
    assert not calendar().is_workday(when)
    actions.set_day(day=when, kind="ordinary", by=cast.hr)
    assert calendar().is_workday(when)
    assert heard == [frozenset({2026})] * 2
    hooks._on_calendar_changed.remove(heard.append)
    assert CalendarDay.history.filter(day=when).count() == 2
    with pytest.raises(PermissionDenied):
        actions.set_day(day=when, kind="holiday", by=cast.worker)


@pytest.mark.rule("DATE-01")
def test_loading_a_year_keeps_what_hr_wrote(cast):
    CalendarYear._base_manager.filter(year=2026)._raw_delete("default")
    cache.bump()
    actions.set_day(day=day("2026-10-07"), kind="workday", by=cast.hr)
    actions.load_year(2026, by=cast.hr)
    assert calendar().is_workday(day("2026-10-07"))
    assert 2026 in calendar().years


@pytest.mark.rule("DATE-01")
def test_a_year_that_does_not_come_with_the_software_is_entered_by_hand(cast):
    with pytest.raises(ValidationError):
        actions.load_year(2030, by=cast.hr)
    actions.complete_year(2030, by=cast.hr)
    assert 2030 in calendar().years


@pytest.mark.rule("DATE-01")
@pytest.mark.parametrize(("today", "missing"), [("2026-11-30", None), ("2026-12-01", 2027), ("2027-03-01", 2027)])
def test_the_missing_year_is_named_from_december(today, missing):
    assert missing_year(day(today)) == missing
