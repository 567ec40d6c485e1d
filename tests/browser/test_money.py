"""The pages of money and targets in a browser: no barrier, nothing sideways, nothing refused by the content policy."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from projects.contracts import actions as contracts
from projects.funds import actions
from tests.browser.conftest import DESKTOP, PHONE
from tests.funds.helpers import approved, ask, cash, open_step, receive, through

WIDTHS = (320, 390, 768, 1200)


@pytest.fixture
def rows(live_server, cast, world):
    receive(cast, 1_900_000, note="区民政局第一季度岗位购买费")
    draft = ask(cast.worker, world.post, "860.00", ref="tests.activity:2", title="亲子阅读小组", send=False)
    short = through(ask(cast.worker, world.post, 45_000, ref="tests.activity:3"), cast.sa, cast.service)
    paid = actions.activity_approved(request=approved(cast, world, 1500, day=dt.date.today()))
    advance = through(cash(paid, cast.worker, 1000), cast.finance, cast.ddg)
    actions.pay(advance=advance, by=cast.cashier)
    waits = actions.activity_approved(request=approved(cast, world, 700, ref="tests.activity:4"))
    to_pay = through(cash(waits, cast.worker, 500), cast.finance, cast.ddg)
    settling = approved(cast, world, 640, ref="tests.activity:5", title="青少年情绪管理小组")
    lines = [{"item": "场地布置", "budget": "640.00", "actual": "655.20", "voucher_no": "1"}]
    actions.settle(request=settling, by=cast.worker, actual=Decimal("655.20"), rows=lines)
    for number, code in enumerate(["ind.all.case.intake", "ind.child.couns.done"], 40):
        year = {"first": dt.date(dt.date.today().year, 1, 1), "last": dt.date(dt.date.today().year, 12, 31)}
        target = contracts.set_target(by=cast.leader, point=world.centre, indicator=code, value=number, **year)
    return SimpleNamespace(**locals())


def pages(cast, rows):
    """(who, path) of the pages of money and targets that show something."""
    named = [
        (cast.worker, "funds:list"),
        (cast.worker, "funds:edit", rows.draft.uuid),
        (cast.worker, "funds:detail", rows.paid.uuid),
        (cast.worker, "funds:advance_new", rows.paid.uuid),
        (cast.worker, "funds:pool"),
        (cast.finance, "funds:list"),
        (cast.finance, "funds:pool"),
        (cast.finance, "funds:settle", rows.settling.uuid),
        (cast.finance, "approvals:decide", open_step(rows.short).uuid),
        (cast.finance, "funds:print", rows.paid.uuid),
        (cast.cashier, "funds:pay", rows.to_pay.uuid),
        (cast.cashier, "funds:advance", rows.to_pay.uuid),
        (cast.dg, "funds:detail", rows.settling.uuid),
        (cast.leader, "contracts:list"),
        (cast.leader, "contracts:point", rows.world.centre.uuid),
        (cast.leader, "contracts:one", rows.target.uuid),
        (cast.ddg, "contracts:organization"),
        (cast.ddg, "more"),
    ]
    for who, name, *args in named:
        yield who, reverse(name, args=args)


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_no_page_of_money_has_a_barrier(visitor, cast, rows, size, theme):
    found, trouble, open_by = {}, {}, {}
    for who, path in pages(cast, rows):
        one = open_by.setdefault(who.pk, visitor(who, size=size, theme=theme))
        one.open(path)
        if barriers := one.violations():
            found[path] = barriers
        if one.trouble:
            trouble[path], one.trouble[:] = list(one.trouble), []
    assert found == {}, found
    assert trouble == {}, trouble


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_no_page_of_money_scrolls_sideways(visitor, cast, rows, lang):
    wide, open_by = {}, {}
    for who, path in pages(cast, rows):
        one = open_by.setdefault(who.pk, visitor(who, lang=lang))
        one.open(path)
        for width in WIDTHS:
            one.page.set_viewport_size({"width": width, "height": 844})
            if one.sideways() > 0:
                wide[path, width] = one.sideways()
    assert wide == {}, wide
