"""Cash before the activity, the settlement afterwards, and who may touch the money (FUND-04, FUND-05, SOD-02)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from archives.sheets import Filled
from core import clock
from notifications.models import Deadline
from people.models import Role
from projects.funds import actions, policy, signing
from projects.funds.models import PoolEntry, Source
from tests.factories.people import appoint, person
from tests.funds.helpers import act, approved, ask, cash, receive, seated, through

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"), clock.standing_at(clock.moment(DAY)):
        yield


@pytest.fixture
def advanced(cast, world):
    """An approved application of 1,500 whose 1,000 in cash were paid."""
    request = approved(cast, world, 1500, day=date(2026, 6, 20))
    actions.activity_approved(request=request)
    advance = through(cash(request, cast.worker, 1000), cast.finance, cast.ddg)
    actions.pay(advance=advance, by=cast.cashier)
    request.refresh_from_db()
    return request


def pool():
    return PoolEntry.objects.totals(2026)


@pytest.mark.rule("FUND-04")
@pytest.mark.rule("COM-05")
@pytest.mark.example("EX-40")
def test_no_cash_before_the_organization_agreed_to_the_activity(cast, world):
    request = approved(cast, world)
    assert "agreed to the activity" in policy.advance_refused(request)
    with pytest.raises(ValidationError, match="agreed to the activity"):
        cash(request, cast.worker, 500)
    request = actions.activity_approved(request=request)
    assert policy.advance_refused(request) is None
    assert cash(request, cast.worker, 500).state == "asked"


@pytest.mark.rule("FUND-04")
def test_no_cash_before_the_money_is_approved_either(cast, world):
    receive(cast, 100_000)
    request = actions.activity_approved(request=ask(cast.worker, world.post, 500))
    with pytest.raises(ValidationError, match="application was approved"):
        cash(request, cast.worker, 100)


@pytest.mark.rule("FUND-04")
def test_no_more_cash_than_was_approved_and_one_request_at_a_time(cast, world):
    request = actions.activity_approved(request=approved(cast, world, 1500))
    with pytest.raises(ValidationError, match=r"At most CNY 1,500\.00"):
        cash(request, cast.worker, "1500.01")
    first = through(cash(request, cast.worker, 1000), cast.finance, cast.ddg)
    with pytest.raises(ValidationError):
        cash(request, cast.worker, 200)
    actions.pay(advance=first, by=cast.cashier)
    with pytest.raises(ValidationError, match=r"At most CNY 500\.00"):
        cash(request, cast.worker, "500.01")
    assert cash(request, cast.worker, 500).state == "asked"
    with pytest.raises(PermissionDenied):
        cash(request, cast.worker2, 1)


@pytest.mark.rule("FUND-04")
def test_an_advance_is_due_ten_working_days_after_the_activity(cast, advanced):
    owed = Deadline.objects.open().get(rule="fund.settlement")
    assert owed.owner == cast.worker
    assert clock.day_of(owed.due_at) == date(2026, 7, 4)  # Friday 3 July, 24:00
    actions.activity_on(request=advanced, day=date(2026, 6, 27))
    owed.refresh_from_db()
    assert clock.day_of(owed.due_at) == date(2026, 7, 11)  # Friday 10 July


@pytest.mark.rule("SOD-02")
def test_only_a_cashier_pays_and_never_one_who_checked_or_approved(cast, world):
    request = actions.activity_approved(request=approved(cast, world))
    advance = through(cash(request, cast.worker, 1000), cast.finance, cast.ddg)
    for other in (cast.finance, cast.ddg, cast.dg, cast.worker, cast.service):
        with pytest.raises(PermissionDenied):
            actions.pay(advance=advance, by=other)
    appoint(cast.ddg, Role.CASHIER)  # the database lets HR err; the payment does not
    with pytest.raises(ValidationError, match="does not pay it"):
        actions.pay(advance=advance, by=cast.ddg)
    actions.pay(advance=advance, by=cast.cashier)
    with pytest.raises(ValidationError, match="has been paid"):
        actions.pay(advance=advance, by=cast.cashier)
    assert pool().advance == 1000
    assert pool().committed == 1500


@pytest.mark.rule("SOD-02")
@pytest.mark.rule("FUND-11")
def test_whoever_paid_does_not_confirm_the_settlement(cast, advanced):
    actions.settle(request=advanced, by=cast.worker, actual=Decimal("1234.50"))
    with pytest.raises(PermissionDenied):
        actions.confirm(request=advanced, by=cast.cashier)
    appoint(cast.cashier, Role.ACCOUNTANT)
    with pytest.raises(ValidationError, match="does not confirm"):
        actions.confirm(request=advanced, by=cast.cashier)
    assert actions.confirm(request=advanced, by=cast.finance).confirmed_by == cast.finance


@pytest.mark.rule("SOD-01")
def test_cash_goes_through_finance_and_the_organization_head_never_the_applicant(cast, world):
    request = actions.activity_approved(request=approved(cast, world, 1500))
    advance = cash(request, cast.worker, 700)
    assert seated(advance) == {cast.finance}
    with pytest.raises(PermissionDenied):
        act(advance, cast.worker)
    act(advance, cast.finance)
    assert seated(advance) == {cast.ddg}
    act(advance, cast.ddg, outcome="returned", comment="请写明用途再报。")
    assert advance.state == "returned"
    again = Filled(advance, {}, [], {})
    advance.amount = Decimal(650)
    actions.ask_advance(filled=again, by=cast.worker)
    advance.refresh_from_db()
    assert (advance.state, advance.amount, advance.approval.previous is not None) == ("asked", 650, True)


@pytest.mark.rule("FUND-05")
def test_what_was_not_used_returns_to_the_pool_to_the_cent(cast, advanced):
    before = pool().available
    rows = [{"item": "场地", "budget": "1500.00", "actual": Decimal("1234.56"), "voucher_no": "17"}]
    assert not actions.settle(request=advanced, by=cast.worker, actual=Decimal("1234.56"), rows=rows)
    advanced.refresh_from_db()
    assert (advanced.state, pool().available) == ("settling", before)
    with pytest.raises(PermissionDenied):
        actions.confirm(request=advanced, by=cast.dg)
    actions.confirm(request=advanced, by=cast.finance)
    advanced.refresh_from_db()
    assert advanced.state == "settled"
    assert pool().available - before == Decimal("265.44")
    assert (pool().spent, pool().committed, pool().reserved) == (Decimal("1234.56"), 0, 0)
    assert advanced.advances.get().settled_on == DAY
    assert not Deadline.objects.open().filter(rule="fund.settlement").exists()
    assert Deadline.objects.filter(rule="fund.settlement", met_at__isnull=False).count() == 1


@pytest.mark.rule("FUND-05")
def test_overspending_warns_and_the_pool_pays_no_more_than_was_approved(cast, advanced):
    findings = actions.settle(request=advanced, by=cast.worker, actual=Decimal("1600.10"))
    assert [finding.rule for finding in findings.warnings] == ["FUND-05"]
    assert "CNY 100.10" in findings.warnings[0].text
    actions.confirm(request=advanced, by=cast.finance)
    assert (pool().spent, pool().committed) == (1500, 0)


def test_nothing_spent_gives_everything_back(cast, world):
    request = approved(cast, world, 1500)
    actions.settle(request=request, by=cast.worker, actual=0)
    actions.confirm(request=request, by=cast.finance)
    assert (pool().spent, pool().committed, pool().available) == (0, 0, Decimal(38000))


def test_a_report_without_vouchers_goes_back_and_comes_again(cast, advanced):
    actions.settle(request=advanced, by=cast.worker, actual=900)
    with pytest.raises(ValidationError):
        actions.return_settlement(request=advanced, by=cast.finance, reason="缺")
    actions.return_settlement(request=advanced, by=cast.finance, reason="缺场地费发票。")
    advanced.refresh_from_db()
    assert advanced.state == "advanced"
    actions.settle(request=advanced, by=cast.worker, actual=Decimal("899.90"))
    assert actions.confirm(request=advanced, by=cast.finance).returned == Decimal("600.10")


@pytest.mark.rule("SOD-01")
def test_another_worker_takes_the_activity_over_and_nobody_confirms_what_they_filed(cast, advanced):
    actions.hand_over(request=advanced, to=cast.worker2, by=cast.service)
    assert Deadline.objects.open().get(rule="fund.settlement").owner == cast.worker2
    with pytest.raises(PermissionDenied):
        cash(advanced, cast.worker, 100)
    assert cash(advanced, cast.worker2, 100).filled_by == cast.worker2
    actions.settle(request=advanced, by=cast.finance, actual=900)
    with pytest.raises(ValidationError, match="their own"):
        actions.confirm(request=advanced, by=cast.finance)


def test_an_activity_with_cash_out_is_settled_not_cancelled(cast, advanced):
    with pytest.raises(ValidationError, match="financial report"):
        actions.release(request=advanced, by=cast.worker, reason="下雨")


def test_cancelling_ends_an_advance_that_waits_to_be_paid(cast, world):
    request = actions.activity_approved(request=approved(cast, world, 1500))
    advance = through(cash(request, cast.worker, 1000), cast.finance, cast.ddg)
    actions.release(request=request, by=cast.worker, reason="活动取消")
    advance.refresh_from_db()
    assert advance.state == "withdrawn"
    with pytest.raises(ValidationError):
        actions.pay(advance=advance, by=cast.cashier)


@pytest.mark.rule("GRP-15")
@pytest.mark.example("EX-32")
def test_the_source_of_the_money_says_who_signs_the_financial_report(cast, world):
    def signer(source):
        return signing.financial_signer(source, point=world.post, worker=cast.worker)

    officer = signer(Source.ORG_POOL)
    assert (officer.kind, officer.user, officer.text) == ("officer", cast.finance, "")
    assert signer(Source.PROJECT).people == (cast.finance,)
    assert (signer(Source.NONE).kind, signer(Source.NONE).text) == ("none", "无")
    assert (signer(Source.HOST_UNIT).kind, signer(Source.HOST_UNIT).text) == ("name", "刘主任")
    assert signer(Source.SPONSOR).text == cast.worker.name
    unnamed = signing.financial_signer(Source.HOST_UNIT, point=world.centre, worker=cast.worker)
    assert unnamed.text == cast.worker.name
    appoint(person("A2", "第二会计"), Role.ACCOUNTANT)
    assert (signer(Source.ORG_POOL).user, len(signer(Source.ORG_POOL).people)) == (None, 2)
