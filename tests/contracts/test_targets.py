"""Targets of service points: who sets them, for which period, and how far they are reached (KPI-03, KPI-05)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.contracts import actions, queries
from projects.contracts.indicators import INDICATORS
from projects.contracts.models import Target
from projects.contracts.progress import progress

YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}
CASES = "ind.all.case.intake"


def of_year(by, point, value=40, indicator=CASES, **more):
    return actions.set_target(by=by, point=point, indicator=indicator, value=Decimal(value), **YEAR | more)


@pytest.mark.rule("KPI-03")
@pytest.mark.example("EX-80")
@pytest.mark.parametrize(
    ("done", "completion", "gap", "lags"), [(15, "37.5", "12.1", True), (16, "40.0", "9.6", False)]
)
def test_a_target_lags_when_completion_is_more_than_ten_points_behind_the_time(done, completion, gap, lags):
    found = progress(done, 40, dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2026, 6, 30), points=10)
    assert found.time_percent == Decimal("49.6")
    assert (found.completion_percent, found.gap, found.lags) == (Decimal(completion), Decimal(gap), lags)


@pytest.mark.rule("KPI-03")
def test_exactly_ten_points_behind_is_not_yet_a_lag_and_no_target_is_none():
    first, last = dt.date(2026, 3, 1), dt.date(2026, 3, 10)
    assert not progress(40, 100, first, last, dt.date(2026, 3, 5), points=10).lags
    assert progress(Decimal("39.99"), 100, first, last, dt.date(2026, 3, 5), points=10).lags
    nothing = progress(3, 0, first, last, dt.date(2026, 3, 5), points=10)
    assert (nothing.completion_percent, nothing.gap, nothing.lags) == (None, None, False)


@pytest.mark.rule("KPI-05")
def test_the_registry_has_every_line_of_the_tables_of_the_contract():
    groups = {one.group for one in INDICATORS.values()}
    assert groups == {"all", "child", "women", "elder", "staff"}
    lines = """ind.child.consult.pt ind.child.couns.filing_rate ind.child.couns.intake ind.child.couns.done
        ind.child.couns.report ind.child.treat.filing_rate ind.child.treat.intake ind.child.treat.done
        ind.child.treat.report ind.child.ref.count ind.child.ref.success ind.child.ref.report ind.child.group.count
        ind.child.group.sessions ind.child.group.pt ind.child.group.analysis ind.child.event.large.count
        ind.child.event.large.pt ind.child.event.medium.count ind.child.event.medium.pt ind.child.event.publicity.count
        ind.child.event.publicity.pt ind.child.event.famedu.count ind.child.event.famedu.pt ind.child.event.vol.count
        ind.child.event.vol.pt ind.child.event.vol.vol_pt ind.women.case.sessions ind.women.case.filing_rate
        ind.women.case.done ind.women.case.report ind.women.group.sessions ind.women.group.pt ind.women.group.analysis
        ind.women.event.count ind.women.event.pt ind.women.event.report ind.women.vol.training ind.women.vol.count
        ind.women.vol.pt ind.elder.homevisit.count ind.elder.homevisit.pt ind.elder.case.sessions
        ind.elder.case.filing_rate ind.elder.case.done ind.elder.case.report ind.elder.group.sessions
        ind.elder.group.pt ind.elder.group.analysis ind.elder.event.count ind.elder.event.pt ind.elder.event.report
        ind.elder.family.households ind.elder.family.visits ind.elder.family.service ind.elder.vol_elder.training
        ind.elder.vol_elder.count ind.elder.vol_elder.pt ind.elder.vol_resident.training ind.elder.vol_resident.count
        ind.elder.vol_resident.pt ind.staff.workshop.count ind.staff.workshop.pt ind.staff.training.count
        ind.staff.training.pt ind.staff.sup.individual ind.staff.sup.group"""
    assert set(lines.split()) == {code for code in INDICATORS if not code.startswith("ind.all.")}
    assert INDICATORS["ind.child.couns.done"].clients == ("left_behind_child", "child")


@pytest.mark.django_db
@pytest.mark.rule("KPI-05")
def test_centre_and_project_directors_set_their_own_the_service_department_and_the_deputy_all(cast, world):
    of_year(cast.leader, world.centre)
    of_year(cast.service, world.post)
    of_year(cast.ddg, world.project)
    of_year(cast.ddg, None, 900)
    refused = [(cast.leader, world.post), (cast.leader, None), (cast.leader_post, world.post), (cast.dg, world.post)]
    refused += [(person, world.centre) for person in (cast.worker2, cast.sa, cast.supervisor, cast.hr, cast.finance)]
    for by, point in refused:
        with pytest.raises(PermissionDenied):
            of_year(by, point, indicator="ind.all.group.count")
    with pytest.raises(PermissionDenied):
        actions.withdraw_target(target=Target.objects.get(point=world.post), by=cast.leader)


@pytest.mark.django_db
@pytest.mark.rule("KPI-05")
def test_targets_hold_for_their_period_and_a_change_keeps_what_was_before(cast, world):
    target = of_year(cast.leader, world.centre, 40)
    assert [one.value for one in queries.targets_for(world.centre, dt.date(2026, 12, 31))] == [40]
    assert queries.targets_for(world.centre, dt.date(2027, 1, 1)) == []
    assert queries.targets_for(None, dt.date(2026, 6, 1)) == []
    actions.change_target(target=target, by=cast.service, value=Decimal(48), note="补充协议", **YEAR)
    assert [one.value for one in queries.targets_for(world.centre, dt.date(2026, 6, 1))] == [48]
    assert [row.value for row in target.history.order_by("history_id")] == [40, 48]
    actions.withdraw_target(target=target, by=cast.leader)
    assert queries.targets_on([world.centre], dt.date(2026, 6, 1)) == []
    with pytest.raises(ValidationError):
        actions.change_target(target=target, by=cast.service, value=Decimal(1), **YEAR)


@pytest.mark.django_db
def test_periods_of_one_indicator_do_not_overlap_and_nonsense_is_refused(cast, world):
    of_year(cast.leader, world.centre)
    for more in ({}, {"first": dt.date(2026, 12, 31), "last": dt.date(2027, 12, 30)}):
        with pytest.raises(ValidationError) as refused:
            of_year(cast.leader, world.centre, **more)
        assert "first" in refused.value.error_dict
    of_year(cast.leader, world.centre, first=dt.date(2027, 1, 1), last=dt.date(2027, 12, 31))
    for field, bad in (("value", {"value": 0}), ("indicator", {"indicator": "ind.no"})):
        with pytest.raises(ValidationError) as refused:
            of_year(cast.leader, world.centre, **{"indicator": "ind.all.group.count"} | bad)
        assert field in refused.value.error_dict
    with pytest.raises(ValidationError):
        of_year(cast.leader, world.centre, first=dt.date(2028, 2, 1), last=dt.date(2028, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("worker", {"post"}), ("worker2", {"centre"}), ("worker_other", {"project"}), ("leader", {"centre"}),
        ("leader_post", {"post"}), ("sa", {"post", "centre"}), ("sa2", {"project"}), ("supervisor", {"post", "centre"}),
        ("service", {"post", "centre", "project", None}), ("ddg", {"post", "centre", "project", None}),
        ("dg", {"post", "centre", "project", None}), ("hr", set()), ("admin", set()), ("outsider", set()),
        ("board_chair", {"post", "centre", "project", None}),
    ],
)  # fmt: skip
def test_who_sees_which_targets(cast, world, who, sees):
    for point in (world.post, world.centre, world.project, None):
        of_year(cast.ddg, point)
    shown = Target.objects.visible_to(getattr(cast, who))
    assert {target.point.code if target.point else None for target in shown} == sees


@pytest.fixture
def show(client):
    def get(user, path, post=None):
        client.force_login(user)
        client.cookies["lang"] = "en"
        return client.get(path) if post is None else client.post(path, post)

    return get


@pytest.mark.django_db
@pytest.mark.rule("KPI-05")
def test_a_centre_director_sets_changes_and_withdraws_a_target_on_the_pages(cast, world, show):
    page = f"/targets/{world.centre.uuid}/"
    data = {"indicator": CASES, "first": "2026-01-01", "last": "2026-12-31", "value": "40", "note": "2026 年合同"}
    assert show(cast.leader, page).status_code == 200
    assert show(cast.leader, page, data).status_code == 302
    assert "already" in show(cast.leader, page, data).content.decode()
    target = Target.objects.get()
    one = target.get_absolute_url()
    for who, status in [("worker2", 200), ("sa", 200), ("dg", 200), ("worker_other", 404), ("hr", 404)]:
        assert show(getattr(cast, who), one).status_code == status, who
        assert show(getattr(cast, who), one, data).status_code == (403 if status == 200 else 404), who
    assert show(cast.leader, one, data | {"value": "44"}).status_code == 302
    shown = show(cast.worker2, one).content.decode()
    assert "44 cases" in shown
    assert "40 cases" in shown
    assert show(cast.leader, one, {"withdraw": "1"}).status_code == 302
    assert not Target.objects.standing().exists()


@pytest.mark.django_db
def test_who_reaches_the_pages_of_targets(cast, world, show):
    of_year(cast.service, world.post)
    for who, listed, own, organization in [
        ("leader", 200, 404, 403), ("leader_post", 200, 403, 403), ("service", 200, 200, 200), ("ddg", 200, 200, 200),
        ("dg", 200, 403, 403), ("worker", 200, 403, 403), ("hr", 403, 403, 403), ("admin", 403, 403, 403),
    ]:  # fmt: skip
        user = getattr(cast, who)
        got = [show(user, path).status_code for path in ("/targets/", f"/targets/{world.post.uuid}/")]
        got.append(show(user, "/targets/organization/").status_code)
        assert got == [listed, own, organization], who
    assert show(cast.service, "/targets/?year=12").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ddg", "worker"])
def test_the_list_of_targets_costs_the_same_for_2_and_for_80(cast, world, show, who):
    codes = list(INDICATORS)
    for point in (world.post, world.centre):
        of_year(cast.ddg, point, indicator=codes[0])

    def cost():
        show(getattr(cast, who), "/targets/")
        with CaptureQueriesContext(connection) as caught:
            assert show(getattr(cast, who), "/targets/").status_code == 200
        return len(caught)

    before = cost()
    for point in (world.post, world.centre):
        for code in codes[1:40]:
            of_year(cast.ddg, point, indicator=code)
    assert cost() == before
