"""Walking an application through the chain in one line."""

import datetime as dt
from decimal import Decimal

from approvals import actions as approvals
from approvals.models import Step
from archives.sheets import Filled
from projects.funds import actions
from projects.funds.models import PoolEntry
from projects.funds.sheets import Advance

TRIED = "问过用人单位和两家爱心企业,都没有经费。"


def receive(cast, amount, **more):
    """The accountant enters post fees received."""
    return actions.record(by=cast.finance, kind="fee", amount=Decimal(str(amount)), **more)


def ask(by, point, amount, *, ref="tests.activity:1", title="亲子小组", day=None, send=True, **more):
    request = actions.draft(
        for_ref=ref, title=title, point=point, by=by, plan_amount=Decimal(str(amount)), activity_on=day
    )
    return actions.submit(request=request, by=by, sources_tried=TRIED, **more) if send else request


def open_step(document):
    document.refresh_from_db()
    return document.approval.steps.filter(state=Step.State.OPEN, holds=True).first()


def act(document, by, outcome="ok", comment="同意,请保存好单据。", **more):
    approvals.act(step_id=open_step(document).pk, by=by, outcome=outcome, comment=comment, **more)
    document.refresh_from_db()
    return document


def through(document, *people):
    for person in people:
        act(document, person)
    return document


def seated(document):
    """Staff who may act now."""
    return {permission.user for permission in open_step(document).permissions.select_related("user")}


def approved(cast, world, amount=1500, **more):
    """An application of the worker, approved by the DDG; the pool has enough."""
    if not PoolEntry.objects.exists():
        receive(cast, 1_900_000)
    request = ask(cast.worker, world.post, amount, **more)
    return through(request, cast.sa, cast.service, cast.finance, cast.ddg)


def cash(request, by, amount):
    return actions.ask_advance(filled=Filled(Advance(request=request, amount=Decimal(str(amount)))), by=by)


def totals(year=None):
    return PoolEntry.objects.totals(year or dt.date.today().year)
