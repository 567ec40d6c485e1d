"""Settings of groups and events."""

from django.utils.translation import gettext_lazy as _

from rulebook.kinds import CAL, CONTRACT, HOURS, MINUTES, MONTHS, PERSONS, TYPE, UNITS, WD, choice, number, percent

GROUPS_EVENTS = (
    number("group.plan_lead_workdays", 10, "GRP-03", _("Group plan before the first session"), WD),
    number(
        "group.dept_plan_lead_workdays",
        5,
        "GRP-06",
        _("Group plan to the department head before the first session"),
        WD,
    ),
    number("group.session_record_workdays", 2, "GRP-11", _("Session record"), WD, low=1),
    number("group.report_days", 3, "GRP-14", _("Group report after the last session"), _("days"), low=1),
    choice("group.report_unit", "calendar", "GRP-14", _("Group report is counted in"), UNITS),
    number("group.archive_workdays", 10, "GRP-17", _("Group archived after the last approval"), WD, low=1),
    number("group.min_members", 8, "GRP-16", _("A group counts from"), _("members"), scope=CONTRACT, low=1),
    number("group.min_sessions", 5, "GRP-16", _("A group counts from"), _("sessions"), scope=CONTRACT, low=1),
    percent("group.min_attendance", "60", "GRP-16", _("A group counts from an attendance of"), scope=CONTRACT),
    number("event.plan_lead_days", 14, "COM-03", _("Event plan before the event"), CAL, scope=TYPE),
    number("event.org_lead_days", 7, "COM-04", _("Event plan with the organization before the event"), CAL),
    number("event.site_visit_days", 7, "COM-08", _("Site visit before the event"), CAL),
    number("event.poster_days", 7, "COM-09", _("Posters before the event"), CAL),
    number("event.news_workdays", 3, "COM-16", _("News text and photos"), WD, low=1),
    number("event.report_days", 7, "COM-17", _("Event report"), CAL, low=1),
    number("event.archive_workdays", 10, "COM-26", _("Event archived after the signature"), WD, low=1),
    number("event.postponed_months", 3, "COM-23", _("A postponed event keeps its approval for"), MONTHS, low=1),
    number("event.study_months", 12, "COM-01 COM-21", _("A community study carries plans for"), MONTHS, low=1),
    number("event.large_min", 101, "COM-19", _("A large event from"), PERSONS, scope=CONTRACT, low=1, high=100000),
    number("event.medium_min", 50, "COM-19", _("A medium event from"), PERSONS, scope=CONTRACT, low=1, high=100000),
    number("lecture.min_people", 20, "COM-19", _("A lecture counts from"), PERSONS, scope=CONTRACT, low=1, high=100000),
    number(
        "opinions.hand_over_hours",
        4,
        "GRP-12 COM-22",
        _("A handed-over device takes opinions for"),
        HOURS,
        low=1,
        high=24,
    ),
    number("lecture.min_minutes", 40, "COM-19", _("A lecture counts from"), MINUTES, scope=CONTRACT, low=1),
)
