"""The table of deadlines: from what day, how long, under which clause, who hears of it when.

`due(key, since)` is the one place where a due moment is made. `since` is the day (or the moment, local day taken) from
which the rule counts; for lead rules it is the day of the event, and the due moment is the end of the latest day in
time. A deadline without a clock time passes at 24:00 of its day.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from core import clock
from rulebook import dates
from rulebook.calendars import calendar
from rulebook.levels import LEVELS_OF
from rulebook.spans import (
    anniversary,
    day_before,
    days_after,
    first_workday_after,
    hours_after,
    last_workday_of_month,
    lead_of,
    local_day,
    monthly_day,
    months_after,
    period_after,
    quarter_day,
    same_day,
    weekly,
    workdays_after,
    yearly_day,
)
from rulebook.values import value_for


@dataclass(frozen=True)
class Due:
    """When something is due; `provisional` while a year it rests on is not loaded (DATE-01)."""

    at: dt.datetime
    provisional: bool = False

    @property
    def day(self):
        """The last day on which it is in time."""
        return clock.day_of(self.at - dt.timedelta(microseconds=1))


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    `due(since, cal, value)` gives (due moment, provisional), or None where nothing is due. `remind` counts calendar
    days before the due day; a reminder on a rest day comes on the last working day before (DATE-06). The superior
    hears of it `escalate_after` working days after the due day (0: as it passes), never when None. `keys` are the
    settings it rests on; `lead` is (setting, unit) of a rule that counts back from an event.
    """

    key: str
    due: Callable
    remind: tuple[int, ...] = (1, 0)
    escalate_after: int | None = 0
    keys: tuple[str, ...] = ()
    lead: tuple[str, str] | None = None

    @property
    def level(self):
        return LEVELS_OF[self.key][0]

    @property
    def rules(self):
        return tuple(LEVELS_OF[self.key][1].split())

    @property
    def label(self):
        return LEVELS_OF[self.key][2]


def _rule(key, maker, *keys, remind=(1, 0), escalate_after=0, **how):
    return Rule(key, maker(*keys, **how) if keys else maker, remind, escalate_after, keys)


def _lead_rule(key, setting, unit, *, remind=(3, 1, 0), escalate_after=None):
    return Rule(key, lead_of(setting, unit), remind, escalate_after, (setting,), (setting, unit))


RULES = {
    rule.key: rule
    for rule in (
        _rule("approval.step", workdays_after, "approval.sla_workdays"),
        _rule("approval.cc_unread", workdays_after, "approval.cc_unread_workdays", remind=()),
        _rule("case.inquiry", workdays_after, "case.inquiry_workdays"),
        _rule("case.retro_approval", workdays_after, "case.retro_approval_workdays"),
        _rule("case.consent_oral", days_after, "case.consent_oral_days", remind=(2, 0)),
        _rule("case.plan", workdays_after, "case.plan_workdays", remind=(4, 1, 0), escalate_after=1),
        _rule("case.record", workdays_after, "case.record_workdays", remind=(0,), escalate_after=1),
        _rule("case.appointment", same_day, remind=(1,), escalate_after=None),
        _rule("case.inactivity", days_after, "case.inactivity_days", roll=False, remind=()),
        Rule("case.stage_review", anniversary, (30, 7, 0), 0, ("case.stage_review_basis",)),
        _rule("case.scale", months_after, "case.scale_interval_months", remind=(7, 0), escalate_after=None),
        _rule("case.consent_renewal", months_after, "case.consent_renewal_months", remind=(7, 0), escalate_after=None),
        _rule("case.follow_up", months_after, "case.follow_up_months", pick=0, remind=(14, 0)),
        _rule("case.supervisor_review", workdays_after, "case.review_queue_workdays", remind=(0,)),
        _rule("case.deposit", quarter_day, "archive.deposit_day", remind=(9, 1, 0)),
        _rule("case.alerts", monthly_day, "monthly.package_day", months_later=0),
        _rule("case.home_visit", days_after, "project.visit_interval_days"),
        _rule("referral.reply", workdays_after, "referral.reply_workdays", remind=(2, 0)),
        _rule("exit.ineligible", period_after, "exit.ineligible_notice", remind=(), escalate_after=None),
        _rule("exit.mismatch", days_after, "exit.mismatch_notice_days", roll=False, remind=(), escalate_after=None),
        _rule("leave.handover", day_before),
        _rule("leave.sick_proof", workdays_after, "leave.sick_proof_workdays"),
        _rule("leave.after_the_fact", first_workday_after, remind=(0,)),
        _rule("leave.return", first_workday_after, remind=(0,), escalate_after=1),
        Rule("leave.weekly_report", weekly, (0,), 0, ("plan.weekly_due",)),
        _rule("att.close", monthly_day, "att.close_day", remind=(3, 1, 0)),
        Rule("att.check", last_workday_of_month, (7, 2, 0), None, ("att.sa_check_per_month",)),
        _rule("att.sample", monthly_day, "att.sample_day", remind=(3, 0)),
        _lead_rule("group.plan", "group.plan_lead_workdays", "workday"),
        _lead_rule("group.dept_plan", "group.dept_plan_lead_workdays", "workday"),
        _rule("group.roll_call", same_day, remind=(0,), escalate_after=None),
        _rule("group.tell", same_day, remind=(0,)),
        _rule("group.month_confirm", monthly_day, "monthly.package_day", remind=(2, 0)),
        _rule("group.session_record", workdays_after, "group.session_record_workdays"),
        _rule("group.report", days_after, "group.report_days", unit_key="group.report_unit"),
        _rule("group.archive", workdays_after, "group.archive_workdays", remind=(7, 2, 0)),
        _lead_rule("event.plan", "event.plan_lead_days", "calendar"),
        _lead_rule("event.forward", "event.org_lead_days", "calendar"),
        _lead_rule("event.site_visit", "event.site_visit_days", "calendar", escalate_after=0),
        _lead_rule("event.posters", "event.poster_days", "calendar"),
        _rule("event.materials", day_before),
        _rule("event.sign_in", same_day, remind=(0,), escalate_after=None),
        _rule("event.debrief", same_day, remind=(0,), escalate_after=None),
        _rule("event.tell", same_day, remind=(0,)),
        _rule("event.news", workdays_after, "event.news_workdays"),
        _rule("event.report", days_after, "event.report_days", remind=(2, 0)),
        _rule("event.archive", workdays_after, "event.archive_workdays", remind=(7, 2, 0)),
        _rule("fund.settlement", workdays_after, "fund.settle_workdays", remind=(3, 0)),
        _rule("fund.cash_journal", monthly_day, "monthly.package_day"),
        _rule("fund.cash_confirm", workdays_after, "fund.cash_confirm_workdays"),
        Rule(
            "fund.final_accounts",
            yearly_day(1, key="fund.final_accounts_day", years_later=1),
            (16, 7, 1, 0),
            0,
            ("fund.final_accounts_day",),
        ),
        _rule("archive.month", monthly_day, "archive.monthly_day", remind=(4, 1, 0)),
        _rule("archive.verify", workdays_after, "approval.sla_workdays"),
        _rule("archive.access", days_after, "archive.access_days", roll=False, remind=(1,), escalate_after=None),
        Rule("plan.weekly", weekly, (0,), 0, ("plan.weekly_due",)),
        _rule("plan.returned", workdays_after, "plan.returned_workdays", remind=()),
        _rule("plan.unread", workdays_after, "plan.unread_workdays", remind=()),
        _rule("plan.monthly", monthly_day, "plan.monthly_due_day", months_later=0),
        Rule("plan.yearly_summary", yearly_day(1, key="fund.final_accounts_day", years_later=1), (16, 1, 0), 0),
        Rule("plan.yearly_plan", yearly_day(1, day=31, years_later=0), (7, 1, 0), 0),
        _rule("meeting.next", days_after, "meet.interval_days", remind=(2,)),
        _rule("kpi.package", monthly_day, "monthly.package_day", external=True, remind=(2, 1, 0)),
        _rule("kpi.point_report", monthly_day, "monthly.package_day"),
        _rule("project.plan", months_after, "project.plan_due_months", roll=True, remind=(14, 7, 0)),
        _rule("project.plan_review", days_after, "project.plan_review_days"),
        _rule("eval.upload", days_after, "eval.upload_days"),
        _rule("appraisal.publicity", workdays_after, "appraisal.publicity_workdays", escalate_after=None),
        _rule("visit.sa", months_after, "visit.sa_months", remind=(14, 0)),
        _rule("visit.leader", months_after, "visit.leader_months", remind=(14, 0)),
        _rule("cmpl.panel", workdays_after, "cmpl.panel_workdays"),
        _rule("cmpl.answer", workdays_after, "cmpl.answer_workdays", remind=(7, 1, 0)),
        _rule("cmpl.external", workdays_after, "cmpl.external_workdays", remind=(5, 1, 0)),
        _rule("incident.first_report", hours_after, "incident.first_report_hours", remind=()),
    )
}


def due(key, since, *, point=None, service_type=None, cal=None):
    """When the rule `key` falls due for something that began at `since`; None where nothing is due."""
    answer = RULES[key].due(since, cal or calendar(), value_for(point, service_type))
    return Due(*answer) if answer else None


def lead(key, submitted, event, *, point=None, service_type=None, cal=None):
    """How a submission stands to its event under a lead rule: a dates.Lead (GRP-03, GRP-06, COM-03, COM-04)."""
    setting, unit = RULES[key].lead
    required = value_for(point, service_type)(setting)
    return dates.lead(cal or calendar(), local_day(submitted), local_day(event), required, unit=unit)


def follow_ups(closed_on, *, point=None, service_type=None):
    """The due moments of every follow-up after closing (CASE-31)."""
    months = value_for(point, service_type)("case.follow_up_months")
    return [Due(clock.end_of(dates.add_months(local_day(closed_on), n))) for n in months]


def stage_reviews(opened_on, until, *, point=None, service_type=None):
    """The days up to `until` on which stage-development forms fell due, counted from the opening (CASE-22)."""
    value, day, due_days, n = value_for(point, service_type), local_day(opened_on), [], 1
    year_end = value("case.stage_review_basis") == "year_end"
    while True:
        next_day = dt.date(day.year + n - 1, 12, 31) if year_end else dates.add_years(day, n)
        if next_day > until:
            return due_days
        due_days.append(next_day)
        n += 1


def next_stage_review(opened_on, after, *, point=None, service_type=None):
    """The first stage review due after the day `after` (CASE-22)."""
    year_later = dates.add_years(max(after, local_day(opened_on)), 2)
    days = stage_reviews(opened_on, year_later, point=point, service_type=service_type)
    return next(day for day in days if day > after)


def reminder_days(rule, due_at, *, cal=None):
    """The days on which the owner is reminded, oldest first; rest days give way to the working day before."""
    cal, day = cal or calendar(), Due(due_at).day
    return sorted({cal.roll_back(day - dates.DAY * ahead) for ahead in rule.remind})


def workdays_late(due_at, at, *, cal=None):
    """How many working days after its due day something happened; at least 1 when it was late at all."""
    if at <= due_at:
        return 0
    return max(1, (cal or calendar()).workdays_between(Due(due_at).day, clock.day_of(at)))
