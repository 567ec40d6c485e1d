"""Short words for the stories of reports."""

import datetime as dt

from archives.sheets import Filled
from core import clock
from staff.plans import actions
from staff.plans.choices import Kind
from staff.plans.models import Round, WorkReport
from staff.plans.sheets import (
    DoneRow,
    MonthlyPlan,
    MonthlySummary,
    OutingRow,
    PlanItem,
    PlannedRow,
    SummaryRow,
    WeeklyReport,
)

MONDAY = dt.date(2026, 5, 11)  # an ordinary week


def day(text):
    return dt.date.fromisoformat(text)


def at(text):
    """ "2026-05-11 12:01" as a moment."""
    on, _, time = text.partition(" ")
    return clock.moment(day(on), dt.time.fromisoformat(time or "09:00"))


def open_at(text):
    """The Monday job at that moment."""
    with clock.standing_at(at(text)):
        return actions.open_rounds()


def begun():
    """A room in which rounds have been running, so that the first of them is not the one of the test."""
    open_at("2026-01-05 00:10")


def round_of(first, kind=Kind.WEEKLY):
    return Round.objects.filter(kind=kind, first=day(first)).first()


def report_of(person, first="2026-05-11", kind=Kind.WEEKLY):
    return WorkReport.objects.select_related("owner", "round").get(owner=person, kind=kind, first=day(first))


def weekly(report, *, outings=(), **texts):
    """A filled-in F-P01 for a report."""
    done = DoneRow(day=report.first - dt.timedelta(days=3), item="case", content="面谈 3 次", hours=3)
    planned = PlannedRow(day=report.first + dt.timedelta(days=1), item="group", content="小组第二节", place="活动室")
    rows = {"last_week": [done], "this_week": [planned], "outings": [OutingRow(**row) for row in outings]}
    return Filled(WeeklyReport(**texts), rows=rows)


def plan(report):
    return Filled(MonthlyPlan(), rows={"items": [PlanItem(item="个案", target="4 次面谈", date="每周")]})


def summary(report):
    row = SummaryRow(item="case", content="面谈", number=12, hours=10)
    return Filled(MonthlySummary(problems="记录写得慢，下月当天写。"), rows={"done": [row]})


FILL = {Kind.WEEKLY: weekly, Kind.MONTHLY_PLAN: plan, Kind.MONTHLY_SUMMARY: summary}


def submit(person, when, *, first="2026-05-11", kind=Kind.WEEKLY, **more):
    report = report_of(person, first, kind)
    with clock.standing_at(at(when)):
        return actions.submit(report=report, filled=FILL[kind](report, **more), by=person)


def read(report, by, when, comment=""):
    with clock.standing_at(at(when)):
        return actions.read(report=WorkReport.objects.get(pk=report.pk), by=by, comment=comment)
