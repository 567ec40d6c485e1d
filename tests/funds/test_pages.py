"""The pages of money: who reaches them, what they show, and that lists cost the same for 2 rows and for 200."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from projects.funds import actions
from projects.funds.models import PoolEntry
from tests.funds.helpers import act, approved, ask, cash, open_step, receive, through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def show(client):
    def get(user, path, **data):
        client.force_login(user)
        client.cookies["lang"] = "en"
        return client.get(path, data)

    return get


@pytest.fixture
def send(client):
    def post(user, path, **data):
        client.force_login(user)
        client.cookies["lang"] = "en"
        return client.post(path, data)

    return post


def form(**more):
    lines = {"lines-TOTAL_FORMS": 2, "lines-INITIAL_FORMS": 0, "lines-MIN_NUM_FORMS": 1, "lines-MAX_NUM_FORMS": 200}
    rows = {
        "lines-0-item": "场地", "lines-0-unit_price": "300.00", "lines-0-quantity": "1",
        "lines-1-item": "材料", "lines-1-unit_price": "12.50", "lines-1-quantity": "16",
    }  # fmt: skip
    return lines | rows | {"sources_tried": "问过两家企业,没有结果。"} | more


@pytest.mark.rule("FUND-02")
def test_the_applicant_fills_in_the_form_and_sends_it(cast, world, show, send):
    request = ask(cast.worker, world.post, 900, send=False)
    kept = {"lines-INITIAL_FORMS": 1, "lines-0-id": request.lines.get().pk}
    path = f"/funds/{request.uuid}/edit/"
    assert show(cast.worker, path).status_code == 200
    refused = send(cast.worker, path, **form(**kept, sources_tried=" "))
    assert refused.status_code == 200
    assert "Other sources tried" in refused.content.decode()
    assert send(cast.worker, path, **form(**kept)).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.amount) == ("sa_pending", Decimal("500.00"))
    assert show(cast.worker, path).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("worker", 200), ("worker2", 404), ("worker_other", 404), ("sa", 200), ("sa2", 404), ("supervisor", 200),
        ("supervisor2", 404), ("leader", 404), ("leader_post", 200), ("service", 200), ("hr", 404), ("finance", 200),
        ("cashier", 200), ("ddg", 200), ("dg", 200), ("auditor", 200), ("admin", 404), ("outsider", 404),
        ("archivist", 404), ("board_chair", 404),
    ],
)  # fmt: skip
def test_who_may_open_an_application(cast, world, show, who, status):
    receive(cast, 100_000)
    request = ask(cast.worker, world.post, 900)
    assert show(getattr(cast, who), request.get_absolute_url()).status_code == status


def test_a_draft_is_its_writers_own(cast, world, show):
    request = ask(cast.worker, world.post, 900, send=False)
    assert show(cast.worker, request.get_absolute_url()).status_code == 200
    for other in (cast.sa, cast.service, cast.finance, cast.dg, cast.auditor):
        assert show(other, request.get_absolute_url()).status_code == 404
    assert show(cast.worker, f"/funds/{request.uuid}/print/").status_code == 404


@pytest.mark.rule("FUND-01")
def test_the_balance_is_for_the_front_line_the_ledger_for_those_who_answer_for_it(cast, show):
    receive(cast, 1_900_000, note="区民政局拨款")
    for who, status, ledger in [
        ("worker", 200, False), ("sa", 200, False), ("supervisor", 200, False), ("service", 200, True),
        ("leader", 200, True), ("finance", 200, True), ("cashier", 200, True), ("ddg", 200, True), ("dg", 200, True),
        ("auditor", 200, True), ("hr", 403, False), ("admin", 403, False), ("outsider", 403, False),
    ]:  # fmt: skip
        page = show(getattr(cast, who), "/funds/pool/")
        assert page.status_code == status, who
        if status == 200:
            assert "CNY 38,000.00" in page.content.decode()
            assert ("区民政局拨款" in page.content.decode()) == ledger, who


def test_the_accountant_enters_a_fee_on_the_page_and_nobody_else_does(cast, show, send):
    data = {"kind": "fee", "amount": "76000.50", "on": dt.date.today().isoformat(), "note": "第一季度"}
    assert send(cast.finance, "/funds/pool/", **data).status_code == 302
    assert PoolEntry.objects.get().share == Decimal("1520.01")
    for other in (cast.cashier, cast.dg, cast.worker):
        assert send(other, "/funds/pool/", **data).status_code == 403
    assert send(cast.finance, "/funds/pool/", **data | {"amount": "1.001"}).status_code == 200
    assert send(cast.finance, "/funds/pool/", **data | {"amount": "0"}).status_code == 200
    assert PoolEntry.objects.count() == 1
    assert show(cast.finance, "/funds/pool/?year=1").status_code == 404


def test_from_the_form_to_the_settlement_through_the_pages(cast, world, show, send):
    request = actions.activity_approved(request=approved(cast, world, 1500))
    at = request.get_absolute_url()
    left = {"amount": "1000.00", "use": "场地押金"}
    assert send(cast.worker, f"{at}advance/", **left).status_code == 302
    advance = through(request.advances.get(), cast.finance, cast.ddg)
    assert "Pay" in show(cast.cashier, at).content.decode()
    pay = f"/funds/advances/{advance.uuid}/pay/"
    assert show(cast.finance, pay).status_code == 403
    assert show(cast.cashier, pay).status_code == 200
    assert send(cast.cashier, pay, on=dt.date.today().isoformat()).status_code == 302
    rows = [{"item": "场地", "budget": "1500.00", "actual": "1400.00", "voucher_no": "3"}]
    actions.settle(request=request, by=cast.worker, actual=1400, rows=rows)
    assert send(cast.finance, f"{at}settlement/", note="", **{"return": "1"}).status_code == 200
    assert show(cast.cashier, f"{at}settlement/").status_code == 403
    assert send(cast.finance, f"{at}settlement/", note="单据齐全").status_code == 302
    request.refresh_from_db()
    assert request.state == "settled"
    page = show(cast.worker, at).content.decode()
    assert "CNY 100.00" in page
    for path in (at + "print/", at + "print.pdf", advance.get_absolute_url(), pay.replace("pay/", "print/")):
        assert show(cast.worker, path).status_code == 200
    assert show(cast.worker, pay.replace("pay/", "print.pdf")).content[:4] == b"%PDF"


def test_withdrawing_and_cash_requests_on_their_pages(cast, world, show, send):
    receive(cast, 100_000)
    request = ask(cast.worker, world.post, 500)
    at = request.get_absolute_url()
    assert show(cast.worker, f"{at}withdraw/").status_code == 200
    assert send(cast.sa, f"{at}withdraw/").status_code == 403
    assert send(cast.worker, f"{at}withdraw/").status_code == 302
    request.refresh_from_db()
    assert request.state == "draft"
    assert show(cast.worker, f"{at}advance/").status_code == 404
    money = actions.activity_approved(request=approved(cast, world, 700, ref="tests.activity:9"))
    advance = cash(money, cast.worker, 700)
    act(advance, cast.finance, outcome="returned", comment="请写明用途再报。")
    edit = f"/funds/advances/{advance.uuid}/edit/"
    assert show(cast.worker, edit).status_code == 200
    assert show(cast.sa, edit).status_code == 404
    assert send(cast.worker, edit, amount="650.00", use="材料").status_code == 302
    assert send(cast.worker, f"/funds/advances/{advance.uuid}/withdraw/").status_code == 302
    advance.refresh_from_db()
    assert advance.state == "withdrawn"


def test_the_decision_page_shows_the_pool_and_what_is_missing(cast, world, show):
    receive(cast, 10_000)
    request = through(ask(cast.worker, world.post, 500), cast.sa, cast.service)
    page = show(cast.finance, f"/inbox/{open_step(request).uuid}/").content.decode()
    assert "CNY 200.00" in page
    assert "CNY 300.00" in page


@pytest.mark.parametrize("who", ["finance", "service", "sa", "worker"])
@pytest.mark.parametrize("path", ["/funds/?of=all", "/funds/?of=waiting", "/funds/pool/"])
def test_lists_cost_the_same_for_2_rows_and_for_60(cast, world, show, who, path):
    user = getattr(cast, who)

    def add(first, last):
        for number in range(first, last):
            request = ask(cast.worker, world.post, 10, ref=f"tests.activity:{number}", send=False)
            request.state, request.year = "approved", dt.date.today().year
            request.save()
            receive(cast, 1000)

    def cost():
        show(user, path)
        with CaptureQueriesContext(connection) as caught:
            assert show(user, path).status_code == 200
        return len(caught)

    add(0, 2)
    before = cost()
    add(2, 60)
    assert cost() == before
