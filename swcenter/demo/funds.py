"""Half a year of money: post fees received each month, cash paid, reports settled; and the targets of the contracts.

The applications come from groups and events; here are those who keep the pool. A stream of dice of its own, so that
what other rooms throw stays as it is.
"""

import datetime as dt
import random
from decimal import Decimal

from archives.sheets import Filled
from core import clock
from people.models import ServiceType
from projects.contracts import actions as contracts
from projects.funds import actions
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance
from rulebook.dates import add_months

SEED = 20_260_101
FEE_OF_A_POST = Decimal(76_000)
BETWEEN = (1, 4)  # working days until the accountant gets round to a financial report
OPINIONS = ("预算合理，建议同意。", "已核对报价，建议同意。", "其他资源已找过，情况属实。")
AGREED = ("同意。请保存好全部单据。", "同意，按预算开支。", "同意，活动后及时核销。")
USES = ("场地押金和物料采购", "购买材料和茶点", "租车和保险", "横幅、奖品和印刷")
# indicator -> what a worker is to reach in the year of the contract, by type of the service point
EXPECTED = {
    "ind.all.case.intake": {"post": "1.2", "centre": "0.9", "project": "0.8"},
    "ind.all.case.sessions": {"post": "9", "centre": "7", "project": "6"},
    "ind.all.group.count": {"post": "0.6", "centre": "0.9", "project": "0.8"},
    "ind.all.group.sessions": {"post": "4", "centre": "6", "project": "5"},
    "ind.all.event.count": {"post": "0.7", "centre": "1.2", "project": "0.9"},
    "ind.all.service.pt": {"post": "45", "centre": "90", "project": "60"},
}


class Funds:
    """Plans the money of the months into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, random.Random(SEED)
        self.accountant, self.cashier = made.staff["finance"], made.staff["cashier"]

    def plan(self, first):
        """From the day `first` until today."""
        self.days.words["funds."] = (OPINIONS, AGREED)
        begin = self.days.moment(self.days.workday(first), hour=9)
        self.days.at(begin, self._open_the_year, first)
        self.days.at(begin, self._set_targets, first)
        month = first.replace(day=1)
        while month <= self.made.today:
            day = self.days.workday(month.replace(day=10))
            if day > first:
                self.days.at(self.days.moment(day), self._receive, day)
            month = add_months(month, 1)
        for number in range((self.made.today - first).days + 1):
            day = first + dt.timedelta(days=number)
            if self.days.calendar.is_workday(day):
                self.days.at(clock.moment(day, dt.time(16, 40)), self._round)

    def _posts(self):
        posts = [point for point in self.made.points if point.type == ServiceType.POST]
        return 18 * len(posts)

    def _open_the_year(self, first):
        """What the year brought before the demo begins: the contract, and the fees of the months gone."""
        note = "与区民政局签订的岗位购买服务合同"
        contracted = FEE_OF_A_POST * self._posts()
        actions.record(by=self.accountant, kind="contract", amount=contracted, on=first, note=note)
        opening = Decimal("2318.60")
        actions.record(by=self.accountant, kind="opening", amount=opening, on=first, note="上年度活动经费结转")
        gone = first.month - 1
        if gone:
            amount = contracted / 12 * gone
            note = f"1—{gone} 月岗位购买费"
            actions.record(by=self.accountant, kind="fee", amount=round(amount, 2), on=first, note=note)

    def _receive(self, day):
        amount = round(FEE_OF_A_POST * self._posts() / 12, 2)
        note = f"{day.month} 月岗位购买费"
        actions.record(by=self.accountant, kind="fee", amount=amount, on=day, note=note)

    def _set_targets(self, first):
        """The contracts run for a year from the first month of the demo; one is changed by an agreement later."""
        since = first.replace(day=1)
        span = {"first": since, "last": add_months(since, 12) - dt.timedelta(days=1)}
        workers = {point.pk: 0 for point in self.made.points}
        for worker in self.made.workers():
            workers[worker.appointments.filter(point__isnull=False).first().point_id] += 1
        for number, point in enumerate(self.made.points, 1):
            by = self.made.staff[f"leader{number}"] if point.type != ServiceType.POST else self.made.staff["service"]
            for code, expected in EXPECTED.items():
                value = max(1, round(Decimal(expected[point.type]) * workers[point.pk]))
                note = f"{since.year} 年度服务合同"
                contracts.set_target(by=by, point=point, indicator=code, value=Decimal(value), note=note, **span)

    def _round(self):
        """Late in the afternoon: the applicants ask for cash, the cashier pays, the accountant settles."""
        self._ask_for_cash()
        for advance in Advance.objects.filter(state=Advance.State.APPROVED).select_related("request"):
            actions.pay(advance=advance, by=self.cashier)
        waiting = FundRequest.objects.filter(state=FundRequest.State.SETTLING)
        for request in waiting.select_related("settlement"):
            filed = clock.day_of(request.settlement.created_at)
            if self.days.calendar.add_workdays(filed, self.rng.randint(*BETWEEN)) <= clock.today():
                actions.confirm(request=request, by=self.accountant, note=self.rng.choice(("单据齐全。", "")))

    def _ask_for_cash(self):
        ready = FundRequest.objects.filter(
            state=FundRequest.State.APPROVED, advance_wanted=True, activity_approved_on__isnull=False, advances=None
        )
        for request in ready.select_related("applicant"):
            amount = min(request.amount, max(Decimal(100), (request.amount * Decimal("0.6")).quantize(Decimal(1))))
            sheet = Advance(request=request, amount=amount, use=self.rng.choice(USES))
            actions.ask_advance(filled=Filled(sheet), by=request.applicant)
