"""The months in the archive room: put together, verified, sealed, closed; use of sealed files asked for."""

import datetime as dt

from archives import actions, policy
from archives.models import Register, Seal, Volume
from core import clock
from rulebook.dates import add_months
from swcenter.demo.days import KEEPS

RETURNED = "结束表上的结案日期和最后一次会谈对不上，请核对后再交。"
WHY = "同一家人又来求助，需要看上一次的服务计划和评量。"
WHY_TOO = "准备督导小组的个案讨论，只看过程，不带走。"
KEEP_SEALED = 22  # volumes: each form of each becomes a PDF


class Archives:
    """Plans each month's round and what people ask of the archive room."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, made.rng
        self.archivist, self.sealed = made.staff["archivist"], 0

    def plan(self, first):
        """From the month after `first` on, the present month's round included."""
        month = add_months(first.replace(day=1), 1)
        while month <= self.made.today:
            self.days.at(clock.moment(month, dt.time(6, 10)), actions.start_month)
            for after, what in ((1, self.submit), (3, self.verify), (4, self.seal), (5, self.submit), (8, self.verify)):
                self.days.at(self.days.moment(self.days.workday(month, after=after), 10 + after % 7), what, month)
            self.days.at(self.days.moment(self.days.workday(month, after=9), 15), self.seal, month)
            self.days.at(clock.moment(month + dt.timedelta(days=9), dt.time(6, 10)), actions.report_unfinished)
            following = add_months(month, 1)
            self.days.at(self.days.moment(self.days.workday(following, after=2), 16), self.close, month)
            month = following
        for ago, keeps in ((9, False), (7, True)):
            day = self.days.workday(self.made.today - dt.timedelta(days=ago))
            self.days.at(self.days.moment(day), self.ask, keeps)

    def _of_last_month(self, month):
        rows = Volume.objects.filter(finished_on__lt=month).exclude(kind__startswith="attendance")
        rows = rows.exclude(kind="work_reports")
        return rows.select_related("worker", "group")

    def submit(self, month):
        """Most workers hand in what is complete; some forget until they are reminded."""
        actions.recount_open()
        for volume in self._of_last_month(month).filter(state__in=("assembling", "returned"), missing=0):
            if self.rng.random() < 0.85:
                actions.submit(volume=volume, by=volume.worker)

    def verify(self, month):
        for volume in self._of_last_month(month).filter(state="verification"):
            assistant = policy.verifiers(volume)[0]
            if assistant == self.made.staff["sa1"] and month == self.made.today.replace(day=1):
                continue  # what the sign-in finds to verify
            if self.rng.random() < 0.1 and not volume.return_reason:
                actions.return_(volume=volume, by=assistant, reason=RETURNED)
            else:
                actions.verify(volume=volume, by=assistant, findings="齐全，页数相符。")

    def seal(self, month):
        """The archivist closes what was verified; the last months stay open, so that there is something to do."""
        if month >= self.made.today.replace(day=1):
            return
        for volume in self._of_last_month(month).filter(state="verified")[: KEEP_SEALED - self.sealed]:
            self.sealed += 1
            envelope = f"{month:%Y%m}-{self.sealed:03}"
            actions.seal(volume=volume, by=self.archivist, envelope_no=envelope, location="档案室 3 号柜 2 层")
        actions.run_sealings(limit=50)

    def close(self, month):
        """The register of the month in which volumes were sealed."""
        if Seal.objects.filter(month=month, entry=None).exists() and not Register.objects.filter(month=month).exists():
            actions.close_month(month=month, by=self.archivist)

    def ask(self, keeps):
        """A worker asks for a sealed file; one request is granted, one still waits."""
        volume = (
            Volume.objects.filter(state="sealed", kind="case").order_by("-sealed_at").select_related("worker").first()
        )
        if volume is None:
            return
        by = volume.worker if keeps else self.made.supervisor_of(volume.worker)
        reason = WHY if keeps else WHY_TOO
        request = actions.request_access(volume=volume, by=by, reason=reason)
        if keeps:
            self.days.answer(request, decision=KEEPS)
