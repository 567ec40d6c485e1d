"""Lines of contracts: one client group, one kind of case, one line an event (KPI-05; reports.md 2)."""

import datetime as dt
from decimal import Decimal

import pytest

from clients.models import Client
from core import clock
from projects.contracts import actions as contracts
from reports import actions, corrections, reading, targets
from tests.factories import community, groups
from tests.reports import made

pytestmark = pytest.mark.django_db
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


def asked(cast, point, *codes):
    with clock.standing_at(made.noon(dt.date(2026, 1, 5))):
        for code in codes:
            contracts.set_target(by=cast.service, point=point, indicator=code, value=40, **YEAR)


def reached(point, on=dt.date(2026, 5, 2), month=made.MAY):
    """{indicator: done} of a point at the end of a month."""
    with clock.standing_at(made.noon(on)):
        actions.refresh()
        return {goal.figure: goal.done for goal in targets.goals([point], month).get(point.pk, [])}


@pytest.mark.rule("KPI-05")
def test_a_line_for_one_client_group_counts_that_group_only(cast, world):
    asked(cast, world.post, "ind.elder.group.sessions", "ind.elder.group.pt", "ind.child.group.sessions")
    group = groups.running(cast, held=2)
    for session in group.sessions.filter(held_on__isnull=False):
        assert session.confirmed_at
    assert reached(world.post) == {
        "ind.elder.group.sessions": 2, "ind.elder.group.pt": 16, "ind.child.group.sessions": 0,
    }  # fmt: skip


@pytest.mark.rule("KPI-05")
def test_a_line_for_one_kind_of_case_counts_that_kind_for_its_client_group(cast, world):
    first, _second = made.busy_march(cast)
    assert first.kind == "counselling"
    client = Client.objects.get(pk=first.client_id)
    client.group = "left_behind_child"
    client.save()
    asked(cast, world.post, "ind.child.couns.done", "ind.child.treat.done", "ind.women.case.done", "ind.all.case.done")
    assert reached(world.post) == {
        "ind.child.couns.done": 1, "ind.child.treat.done": 0, "ind.women.case.done": 0, "case.completed": 1,
    }  # fmt: skip


@pytest.mark.rule("COM-19")
@pytest.mark.rule("KPI-05")
@pytest.mark.parametrize("kind_line", [True, False])
def test_an_event_counts_in_the_line_of_its_kind_where_the_contract_has_it_else_in_that_of_its_size(
    cast, world, kind_line
):
    codes = ["ind.child.event.medium.count", "ind.child.event.medium.pt", "ind.all.event.medium.count"]
    asked(cast, world.post, *codes, *(["ind.child.event.publicity.count"] if kind_line else []))
    event = community.completed(cast, target_group=["child"], kind="publicity")
    assert (event.participants, event.kind) == (60, "publicity")
    by_kind = {"ind.child.event.publicity.count": 1} if kind_line else {}
    size = 0 if kind_line else 1
    assert reached(world.post) == by_kind | {
        "ind.child.event.medium.count": size, "ind.child.event.medium.pt": 60 * size,
        "ind.all.event.medium.count": size,
    }  # fmt: skip


@pytest.mark.rule("KPI-10")
def test_a_new_target_counts_back_to_the_beginning_of_its_period_and_corrects_no_closed_month(cast, world):
    made.busy_march(cast)
    made.submitted(cast)
    with clock.standing_at(made.noon(dt.date(2026, 4, 20))):
        code = "ind.elder.case.done"
        contracts.set_target(by=cast.service, point=world.post, indicator=code, value=Decimal(4), **YEAR)
        client = Client.objects.filter(cases__closed_on__isnull=False).get()
        client.group = "elderly"
        client.save()
    assert reached(world.post, on=dt.date(2026, 4, 30), month=made.APRIL) == {code: 1}
    assert not any(key.startswith("ind.") for _scope, _pk, key in reading.counted(made.MARCH))
    with clock.standing_at(made.noon(dt.date(2026, 5, 2))):
        assert corrections.owed() == []
