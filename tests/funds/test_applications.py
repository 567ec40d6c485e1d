"""Asking for activity money: the pool, other sources first, the order of the form, the limit (FUND-01 to FUND-03)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from core import clock
from projects.funds import actions, hooks
from projects.funds.models import FundRequest, PoolEntry
from rulebook.actions import set_value
from tests.funds.helpers import act, approved, ask, open_step, receive, seated, through

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"), clock.standing_at(clock.moment(DAY)):
        yield


def settle_value(cast, key, value):
    return set_value(key=key, value=value, since=DAY, reason="测试", by=cast.hr, approved_by=cast.dg)


def left(year=2026):
    return PoolEntry.objects.totals(year).available


@pytest.mark.rule("FUND-01")
@pytest.mark.example("EX-44")
def test_half_of_the_fees_received_leave_38000_and_40000_need_the_director_general(cast, world):
    actions.record(by=cast.finance, kind="contract", amount=Decimal(50 * 76_000))
    receive(cast, 1_900_000)
    assert left() == Decimal("38000.00")
    request = through(ask(cast.worker, world.post, 40_000), cast.sa, cast.service)
    assert open_step(request).key == "finance"
    with pytest.raises(ValidationError, match="needs an opinion"):
        act(request, cast.finance, comment="")
    act(request, cast.finance, comment="超出余额,请总干事定夺。")
    assert request.over_by == Decimal("2000.00")
    assert seated(request) == {cast.dg}
    with pytest.raises(PermissionDenied):
        act(request, cast.ddg, accept_exception=True)
    with pytest.raises(ValidationError, match="accept the exception"):
        act(request, cast.dg)
    act(request, cast.dg, accept_exception=True)
    assert request.is_approved
    assert left() == Decimal("-2000.00")


@pytest.mark.rule("FUND-01")
@pytest.mark.example("EX-44")
def test_counted_on_the_contracted_fees_the_pool_is_76000(cast):
    actions.record(by=cast.finance, kind="contract", amount=Decimal(50 * 76_000))
    receive(cast, 1_900_000)
    settle_value(cast, "fund.pool_base", "contracted")
    assert left() == Decimal("76000.00")


@pytest.mark.rule("FUND-01")
def test_a_fee_sets_aside_to_the_cent_at_the_rate_of_its_day(cast):
    entry = receive(cast, "12345.67")
    assert (entry.share, entry.rate) == (Decimal("246.91"), Decimal(2))
    settle_value(cast, "fund.pool_rate", "3")
    assert receive(cast, 100).share == Decimal("3.00")
    assert left() == Decimal("249.91")


@pytest.mark.rule("FUND-01")
def test_only_the_accountant_enters_fees_and_the_ledger_is_never_changed(cast):
    for person in (cast.cashier, cast.dg, cast.worker, cast.auditor):
        with pytest.raises(PermissionDenied):
            actions.record(by=person, kind="fee", amount=Decimal(10))
    entry = receive(cast, 1000)
    entry.amount = Decimal(2)
    with pytest.raises(TypeError):
        entry.save()
    for statement in ("UPDATE funds_poolentry SET amount = 1", "DELETE FROM funds_poolentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    for refused in ("update", "delete", "bulk_create"):
        with pytest.raises(TypeError):
            getattr(PoolEntry.objects.all(), refused)()
    with pytest.raises(ValidationError, match="not come yet"):
        receive(cast, 1000, on=date(2026, 6, 16))
    with pytest.raises(ValidationError):
        actions.record(by=cast.finance, kind="commit", amount=Decimal(10))


@pytest.mark.rule("FUND-02")
@pytest.mark.parametrize("words", ["", "   "])
def test_without_the_other_sources_tried_nothing_is_sent(cast, world, words):
    request = ask(cast.worker, world.post, 800, send=False)
    with pytest.raises(ValidationError, match="other sources"):
        actions.submit(request=request, by=cast.worker, sources_tried=words)
    request.refresh_from_db()
    assert request.state == "draft"
    assert request.approval is None


@pytest.mark.rule("FUND-03")
@pytest.mark.rule("GRP-05")
def test_the_steps_come_in_the_order_of_the_form_and_no_other(cast, world):
    receive(cast, 1_900_000)
    request = ask(cast.worker, world.post, 1500)
    way = [("sa", "sa_pending", cast.sa), ("department", "dept_pending", cast.service)]
    way += [("finance", "finance_check", cast.finance), ("head", "head_pending", cast.ddg)]
    everybody = [cast.sa, cast.service, cast.finance, cast.ddg, cast.dg, cast.worker, cast.cashier, cast.supervisor]
    for key, state, person in way:
        assert (open_step(request).key, request.state) == (key, state)
        for other in everybody:
            if other != person:
                with pytest.raises(PermissionDenied):
                    act(request, other)
        act(request, person)
    assert request.state == "approved"


@pytest.mark.rule("FUND-03")
@pytest.mark.example("EX-46")
@pytest.mark.parametrize(("amount", "decides"), [("1500", "ddg"), ("2000", "ddg"), ("2000.01", "dg"), ("0.01", "ddg")])
def test_the_deputy_decides_up_to_the_limit_the_director_general_above(cast, world, amount, decides):
    receive(cast, 1_900_000)
    request = through(ask(cast.worker, world.post, amount), cast.sa, cast.service, cast.finance)
    assert seated(request) == {getattr(cast, decides)}


@pytest.mark.rule("FUND-03")
@pytest.mark.rule("SOD-01")
@pytest.mark.example("EX-46")
def test_the_deputys_own_application_is_decided_by_the_director_general(cast, world):
    receive(cast, 1_900_000)
    request = ask(cast.ddg, world.centre, 300)
    assert open_step(request).key == "finance"
    act(request, cast.finance)
    assert seated(request) == {cast.dg}
    assert act(request, cast.dg).is_approved


@pytest.mark.rule("FUND-03")
def test_the_director_generals_own_application_is_decided_by_the_board_chair(cast, world):
    receive(cast, 1_900_000)
    request = through(ask(cast.dg, world.centre, 300), cast.finance)
    assert seated(request) == {cast.board_chair}


@pytest.mark.rule("SOD-01")
def test_an_assistants_own_application_goes_one_level_up(cast, world):
    receive(cast, 1_900_000)
    request = ask(cast.sa, world.centre, 300)
    assert seated(request) == {cast.ddg}
    through(request, cast.ddg, cast.service, cast.finance)
    assert cast.sa not in seated(request)


def test_the_amount_is_reserved_when_finance_gets_it_and_free_again_when_it_ends(cast, world):
    receive(cast, 100_000)
    request = ask(cast.worker, world.post, 1500)
    assert left() == 2000
    through(request, cast.sa, cast.service)
    assert left() == 500
    act(request, cast.finance, outcome="returned", comment="请补充报价单。")
    assert (request.state, left()) == ("draft", Decimal(2000))
    request = actions.submit(request=request, by=cast.worker, lines=[("场地", Decimal("800.00"), 1)])
    assert request.amount == Decimal("800.00")
    through(request, cast.sa, cast.service, cast.finance)
    act(request, cast.ddg, outcome="rejected", comment="今年不再安排。")
    assert (request.state, left()) == ("rejected", Decimal(2000))


def test_a_second_application_cannot_have_what_the_first_reserved(cast, world):
    receive(cast, 100_000)
    through(ask(cast.worker, world.post, 1500), cast.sa, cast.service)
    second = through(ask(cast.worker2, world.centre, 600, ref="tests.activity:2"), cast.sa, cast.service)
    act(second, cast.finance, comment="余额不足一百元。")
    assert (second.over_by, seated(second)) == (Decimal(100), {cast.dg})


def test_what_is_free_again_in_time_needs_no_exception(cast, world):
    receive(cast, 100_000)
    first = through(ask(cast.worker, world.post, 1500), cast.sa, cast.service)
    second = through(ask(cast.worker2, world.centre, 600, ref="tests.activity:2"), cast.sa, cast.service)
    actions.withdraw(request=first, by=cast.worker)
    act(second, cast.finance)
    assert seated(second) == {cast.ddg}
    act(second, cast.ddg)
    assert left() == 1400


def test_the_plan_begins_one_draft_and_brings_it_up_to_date(cast, world):
    first = ask(cast.worker, world.post, 900, send=False)
    again = ask(cast.worker, world.post, "950.50", title="亲子小组(改)", send=False)
    assert first.pk == again.pk
    again.refresh_from_db()
    assert (again.title, again.amount, again.state) == ("亲子小组(改)", Decimal("950.50"), "draft")
    with pytest.raises(PermissionDenied):
        actions.submit(request=first, by=cast.worker2, sources_tried="问过")
    assert ask(cast.worker2, world.post, 900, send=False).applicant == cast.worker2


def test_the_room_may_hold_an_application_back_and_hears_the_decision(cast, world, monkeypatch):
    heard, ready = [], [""]
    monkeypatch.setattr(hooks, "_decided", {"tests.activity": lambda ref, ok: heard.append((ref, ok))})
    monkeypatch.setattr(hooks, "_ready", {"tests.activity": lambda ref: ready[0]})
    ready[0] = "The supervisor has not approved the plan."
    with pytest.raises(ValidationError, match="has not approved the plan"):
        ask(cast.worker, world.post, 900)
    ready[0] = ""
    approved(cast, world, 900)
    assert heard == [("tests.activity:1", True)]


def test_money_for_a_cancelled_activity_returns_to_the_pool(cast, world):
    request = approved(cast, world, 1500)
    before = left()
    actions.release(request=request, by=cast.worker, reason="报名人数不足")
    request.refresh_from_db()
    assert (request.state, left() - before) == ("cancelled", Decimal(1500))
    assert ask(cast.worker, world.post, 700).pk != request.pk


def test_an_application_in_approval_is_withdrawn_when_the_activity_is_cancelled(cast, world):
    receive(cast, 100_000)
    request = through(ask(cast.worker, world.post, 1500), cast.sa, cast.service)
    actions.hand_over(request=request, to=cast.worker2, by=cast.service)
    actions.release(request=request, by=cast.supervisor, reason="活动取消")
    request.refresh_from_db()
    assert (request.state, left(), open_step(request)) == ("cancelled", Decimal(2000), None)


def test_a_line_adds_up_to_the_cent(cast, world):
    request = ask(
        cast.worker, world.post, 1, lines=[("画纸", Decimal("1.11"), Decimal("2.5")), ("笔", Decimal("3.3"), 3)]
    )
    assert request.amount == Decimal("12.68")
    assert FundRequest.objects.get(pk=request.pk).amount == Decimal("12.68")
