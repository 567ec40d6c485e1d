"""A hundred at once cannot promise more than the pool has, on SQLite and on PostgreSQL (FUND-01)."""

from decimal import Decimal

import pytest
from django.db import transaction

from approvals import actions as approvals
from projects.funds import actions
from projects.funds.actions import pool
from projects.funds.models import FundRequest, PoolEntry
from tests.approvals.test_concurrency import all_at_once
from tests.funds.helpers import approved, ask, cash, open_step, receive, through, totals

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 100


@pytest.mark.rule("FUND-01")
def test_a_hundred_applications_at_once_get_what_the_pool_has_and_not_a_cent_more(cast, world):
    receive(cast, 1_900_000)
    waiting = [ask(cast.worker, world.post, "1000.01", ref=f"tests.activity:{n}") for n in range(CROWD)]

    def reserve(request):
        @transaction.atomic
        def call():
            pool.reserve(FundRequest.objects.get(pk=request.pk), cast.finance)

        return call

    assert all_at_once(*(reserve(request) for request in waiting)) == {"done": CROWD}
    found = totals(waiting[0].year)
    assert PoolEntry.objects.filter(kind="reserve").count() == 37
    assert (found.reserved, found.available) == (Decimal("37000.37"), Decimal("999.63"))


@pytest.mark.rule("FUND-01")
def test_department_head_and_cashier_pressing_a_hundred_times_reserve_and_pay_once(cast, world):
    receive(cast, 1_900_000)
    request = through(ask(cast.worker, world.post, 1500), cast.sa)
    step = open_step(request)
    calls = [lambda: approvals.act(step_id=step.pk, by=cast.service, outcome="ok")] * CROWD
    assert all_at_once(*calls) == {"done": 1, "stale": 99}
    assert totals(request.year).reserved == 1500
    actions.release(request=request, by=cast.worker, reason="改期再报")
    request = actions.activity_approved(request=approved(cast, world, 1500))
    advance = through(cash(request, cast.worker, 1000), cast.finance, cast.ddg)
    counted = all_at_once(*[lambda: actions.pay(advance=advance, by=cast.cashier)] * CROWD)
    assert counted["done"] == 1
    assert counted["refused"] + counted["stale"] == 99
    assert totals(request.year).advance == 1000
