"""Settings of plans, meetings, projects and the rest."""

from django.utils.translation import gettext_lazy as _

from rulebook.kinds import CAL, CONTRACT, HOURS, MONTHS, POINTS, WD, YUAN, number, text

PLANS = (
    text("plan.weekly_due", "12:00", "PLAN-01", _("Weekly report on the first working day of the week, by"), "time"),
    number(
        "plan.monthly_due_day",
        1,
        "PLAN-03",
        _("Monthly plan and summary on the"),
        _("day of the month"),
        low=1,
        high=28,
    ),
    number("plan.missing_workdays", 5, "PLAN-01 PLAN-03", _("Reports not handed in count as missing after"), WD, low=1),
    number("plan.returned_workdays", 1, "PLAN-02", _("A returned report is handed in again within"), WD, low=1),
    number("plan.unread_workdays", 3, "PLAN-02", _("Reports nobody has read are reported after"), WD, low=1),
    number("meet.interval_days", 14, "MEET-01", _("Management, supervision and all-staff meetings every"), CAL, low=1),
    number("meet.key_staff_months", 1, "MEET-03", _("Key staff meeting every"), MONTHS, low=1),
    number("meet.tolerance_days", 3, "MEET-01", _("A missing meeting is reported after"), CAL),
    text(
        "meet.series",
        ["management", "supervision_assistants", "all_staff", "key_staff"],
        "MEET-01 MEET-03 MEET-06",
        _("Series of meetings"),
        "texts",
    ),
    number(
        "monthly.package_day",
        5,
        "KPI-01 KPI-02 FUND-06 CASE-34 KPI-08",
        _("Monthly package by the"),
        _("day of the month"),
        low=1,
        high=28,
    ),
    number("project.plan_due_months", 1, "PROJ-06 PROJ-13", _("Project plan after signing"), MONTHS, low=1),
    number("project.plan_review_days", 3, "PROJ-07", _("Supervisor's advice on a project plan"), CAL, low=1),
    number("eval.upload_days", 3, "PROJ-14", _("Evaluation result after publication"), CAL, low=1),
    number("training.prepost_hours", 10, "TRAIN-02", _("Training before posting"), HOURS),
    number("visit.leader_months", 6, "VISIT-01", _("Leaders visit a host unit every"), MONTHS, low=1),
    number("visit.sa_months", 3, "VISIT-02", _("Supervision assistants visit a host unit every"), MONTHS, low=1),
    number("cmpl.panel_workdays", 5, "CMPL-01", _("Review panel formed"), WD, low=1),
    number("cmpl.answer_workdays", 20, "CMPL-01", _("Answer of the review panel"), WD, low=1),
    number("cmpl.external_workdays", 15, "CMPL-03", _("Answer to an opinion from outside"), WD, low=1),
    number("incident.first_report_hours", 2, "EMERG-01", _("First report of an incident"), HOURS, low=1),
    text(
        "benefit.festival_cap_yuan",
        "200",
        "HR-09",
        _("Holiday benefit a festival at most"),
        "decimal",
        unit=YUAN,
        low=0,
    ),
    number("kpi.case_min_contacts", 2, "CASE-36", _("A case counts from"), _("contacts"), scope=CONTRACT, low=1),
    number(
        "kpi.lag_points", 10, "KPI-03", _("A service point lags when it is behind by more than"), POINTS, scope=CONTRACT
    ),
    number("kpi.long_overdue_days", 7, "KPI-02", _("A document is long overdue after more than"), _("days"), low=1),
)
