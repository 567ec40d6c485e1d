"""Half a year of monthly reports: assembled on the 1st, checked, confirmed, decided and submitted by the 5th.

The reports of the last month wait for the director; one month came back once, one leader was late.
"""

import datetime as dt
import random

from approvals.actions import act
from core import clock
from people.models import FRONT_LINE, Appointment
from reports import actions, queries
from reports.models import MonthlyReport
from rulebook.dates import add_months
from swcenter.demo.days import KEEPS

DIFFERS = ("有一次家访的记录督导还没批阅，应算到这个月。", "小组第三节漏了一人，已请督导更正。")
NOTES = (
    "1. 个别会谈记录批阅偏晚，已请督导在月底前清理。\n2. 下月重点跟进进度偏慢的服务点。",
    "1. 本月请假较多，家访比计划少，下月补做。\n2. 结案材料按时归档，继续保持。",
    "1. 节假日较多，社区活动顺延。\n2. 下月初与落后服务点面谈。",
)
BACK = "家访比上月少一半，请写明原因再报。"
AGREED = ("数字看过，与上月相比合理，同意。", "同意报送。落后的服务点请尽快面谈。")


class Reports:
    """Plans the monthly reports into `days`."""

    def __init__(self, made, days):
        self.made, self.days = made, days
        self.rng = random.Random(2026)  # dice of its own: the months move nobody else's

    def plan(self, first):
        """Every month that ended since `first`; its report is made in the month after it."""
        month = add_months(first.replace(day=1), 1)
        while month <= self.made.today:
            last = add_months(month, 1) > self.made.today
            self.days.at(clock.moment(month, dt.time(5, 40)), self.assemble, last)
            month = add_months(month, 1)
        self.days.at(self.days.present - dt.timedelta(minutes=1), actions.refresh)

    def moment(self, day, hour):
        return clock.moment(day, dt.time(hour, self.rng.randrange(0, 60, 5)))

    def assemble(self, last):
        month = actions.monthly_round()
        report = MonthlyReport.objects.whole().of_month(month).first()
        if report is None:
            return
        day = self.days.workday(clock.today())
        points = list(queries.point_reports(month))
        leaders = queries.leaders([row.point for row in points])
        late = self.rng.randrange(len(points))
        for number, row in enumerate(points):
            self.days.at(self.moment(day, 9), self.check, row.pk)
            if row.point_id in leaders and number != late:
                self.days.at(self.moment(day, 14), self.hand_in, row.pk, leaders[row.point_id][0])
        self.days.at(self.moment(self.days.workday(day, after=1), 10), self.confirm, report.pk, last)

    def check(self, pk):
        """Most workers say that their figures are right; now and then one says what differs."""
        report = MonthlyReport.objects.get(pk=pk)
        posted = Appointment.objects.current().filter(role__in=FRONT_LINE, point=report.point)
        for held in posted.select_related("person").order_by("person__staff_no"):
            if self.rng.random() < 0.7:
                right = self.rng.random() < 0.93
                text = "" if right else self.rng.choice(DIFFERS)
                actions.check(report=report, by=held.person, right=right, text=text)

    def hand_in(self, pk, leader):
        actions.hand_in(report=MonthlyReport.objects.get(pk=pk), by=leader)

    def confirm(self, pk, last, again=False):
        """The Service director writes the notes and confirms; the deputy reviews, the director decides a day later."""
        report = MonthlyReport.objects.get(pk=pk)
        by = queries.service_directors().first()
        self.days.answer(report, ddg=KEEPS, dg=KEEPS)  # decided below, on days of their own
        actions.write_notes(report=report, by=by, notes=self.rng.choice(NOTES))
        actions.confirm(report=report, by=by, accept_missing=True)
        day = self.days.workday(clock.today(), after=1)
        back = report.month.month % 4 == 0 and not again and not last
        self.days.at(self.moment(day, 9), self.decide, pk, last, back)

    def decide(self, pk, last, back):
        """The deputy's review; one month in a while goes back and is confirmed once more."""
        self.act(pk, "returned" if back else "ok", BACK if back else AGREED[0])
        if back:
            self.days.at(self.moment(clock.today(), 15), self.confirm, pk, last, True)
        elif not last:
            self.days.at(self.moment(clock.today(), 11), self.act, pk, "ok", AGREED[1])
            self.days.at(self.moment(clock.today(), 14), self.submit, pk)

    def act(self, pk, outcome, words):
        report = MonthlyReport.objects.select_related("approval").get(pk=pk)
        step = report.approval.steps.get(state="open")
        by = step.permissions.select_related("user").order_by("pk").first().user
        act(step_id=step.pk, by=by, outcome=outcome, comment=words, seen=report.content_hash())

    def submit(self, pk):
        """The director has agreed; a day later HR sends the package."""
        report = MonthlyReport.objects.get(pk=pk)
        actions.submit(report=report, by=report.confirmed_by)
        self.days.at(self.moment(self.days.workday(clock.today(), after=1), 10), self.send, pk)

    def send(self, pk):
        sender = queries.package_senders().first()
        actions.send(
            report=MonthlyReport.objects.get(pk=pk), by=sender, on=clock.today(), parts=MonthlyReport.Part.values
        )
