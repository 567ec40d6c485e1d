"""The indicators contracts set targets for (reports.md section 2; KPI-05): one registry, code "ind.<group>.<line>".

`figure` is the key of the monthly figure that counts it; `clients` the client groups it is restricted to (CLIENT_GROUP
codes; none: everybody served). Targets are set by contract, here are only the lines.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PT = pgettext_lazy("unit", "person-times")
TIMES = pgettext_lazy("unit", "times")
SESSIONS = pgettext_lazy("unit", "sessions")
CASES = pgettext_lazy("unit", "cases")
GROUPS = pgettext_lazy("unit", "groups")
REPORTS = pgettext_lazy("unit", "reports")
PERSONS = pgettext_lazy("unit", "persons")
HOURS = pgettext_lazy("unit", "hours")
HOUSEHOLDS = pgettext_lazy("unit", "households")
PERCENT = "%"

ALL, CHILD, WOMEN, ELDER, STAFF = "all", "child", "women", "elder", "staff"
GROUP_NAMES = {
    ALL: _("Everybody served"),
    CHILD: _("Left-behind children"),
    WOMEN: _("Women and families"),
    ELDER: _("Older people and families"),
    STAFF: _("Staff"),
}
CLIENTS = {
    CHILD: ("left_behind_child", "child"),
    WOMEN: ("left_behind_woman", "women", "family"),
    ELDER: ("left_behind_elder", "elderly"),
}

CONSULTATION, COUNSELLING, TREATMENT = _("Consultation"), _("Counselling cases"), _("Treatment cases")
CASEWORK, REFERRAL, GROUP, EVENT = _("Casework"), _("Referral"), _("Groups"), _("Community events")
LARGE, MEDIUM, PUBLICITY = _("Large events"), _("Medium and small events"), _("Publicity")
FAMILY_EDUCATION, VOLUNTEERS = _("Family education"), _("Volunteer work")
SERVICE, HOME_VISITS, FAMILIES = _("Service in all"), _("Home visits"), _("Families of older people")
ELDER_VOLUNTEERS, RESIDENT_VOLUNTEERS = _("Older volunteers"), _("Resident volunteers")
WORKSHOPS, TRAINING, SUPERVISION = _("Workshops for staff"), _("Professional training"), _("Professional supervision")


@dataclass(frozen=True)
class Indicator:
    """One line of the indicator tables."""

    code: str
    category: str
    label: str
    unit: str
    figure: str = ""

    @property
    def group(self):
        """Part of the tables: a client group, staff, or "all"."""
        return self.code.split(".")[1]

    @property
    def clients(self):
        return CLIENTS.get(self.group, ())

    @property
    def group_name(self):
        return GROUP_NAMES[self.group]


def _case_lines(prefix, category):
    """The four lines of the counselling and of the treatment cases."""
    return (
        (f"{prefix}.filing_rate", category, _("filing rate"), PERCENT, "case.filing_rate"),
        (f"{prefix}.intake", category, _("cases taken on"), CASES, "case.opened"),
        (f"{prefix}.done", category, _("cases completed"), CASES, "case.completed"),
        (f"{prefix}.report", category, _("closing reports"), REPORTS, "case.reports"),
    )


def _counted(prefix, category, times="", person_times=""):
    """How often it was held, and attendances."""
    return (
        (f"{prefix}.count", category, _("held"), TIMES, times),
        (f"{prefix}.pt", category, _("attendances"), PT, person_times),
    )


def _volunteers(prefix, category):
    return (
        (f"{prefix}.training", category, _("trainings of the team"), TIMES, ""),
        (f"{prefix}.count", category, _("times in service"), TIMES, ""),
        (f"{prefix}.pt", category, _("volunteers' attendances"), PT, ""),
    )


def _common(case_sessions):
    """Casework, groups and events as the tables of women and older people have them."""
    return (
        ("case.sessions", CASEWORK, case_sessions, SESSIONS, "case.contacts"),
        ("case.filing_rate", CASEWORK, _("filing rate"), PERCENT, "case.filing_rate"),
        ("case.done", CASEWORK, _("cases completed"), CASES, "case.completed"),
        ("case.report", CASEWORK, _("closing reports"), REPORTS, "case.reports"),
        ("group.sessions", GROUP, _("sessions held"), SESSIONS, "group.sessions"),
        ("group.pt", GROUP, _("attendances"), PT, "group.person_times"),
        ("group.analysis", GROUP, _("analysis reports"), REPORTS, ""),
        *_counted("event", EVENT, "event.held", "event.person_times"),
        ("event.report", EVENT, _("event reports"), REPORTS, ""),
    )


LINES = {
    ALL: (
        ("service.persons", SERVICE, _("persons served"), PERSONS, "service.persons"),
        ("service.pt", SERVICE, _("person-times served"), PT, "service.person_times"),
        ("service.hours", SERVICE, _("hours of service"), HOURS, "service.hours"),
        ("consult.pt", CONSULTATION, _("consultations"), PT, "case.consultations"),
        ("case.intake", CASEWORK, _("cases taken on"), CASES, "case.opened"),
        ("case.done", CASEWORK, _("cases completed"), CASES, "case.completed"),
        ("case.filed", CASEWORK, _("files set up"), CASES, "case.filed"),
        ("case.sessions", CASEWORK, _("contacts held"), SESSIONS, "case.contacts"),
        ("homevisit.count", HOME_VISITS, _("held"), TIMES, "case.home_visits"),
        ("group.count", GROUP, _("groups completed"), GROUPS, "group.completed"),
        ("group.sessions", GROUP, _("sessions held"), SESSIONS, "group.sessions"),
        ("group.pt", GROUP, _("attendances"), PT, "group.person_times"),
        *_counted("event", EVENT, "event.held", "event.person_times"),
        ("event.large.count", LARGE, _("held"), TIMES, "event.large"),
        ("event.medium.count", MEDIUM, _("held"), TIMES, "event.medium"),
    ),
    CHILD: (
        ("consult.pt", CONSULTATION, _("consultations"), PT, "case.consultations"),
        *_case_lines("couns", COUNSELLING),
        *_case_lines("treat", TREATMENT),
        ("ref.count", REFERRAL, _("referrals sent"), CASES, ""),
        ("ref.success", REFERRAL, _("referrals handed over"), PERCENT, ""),
        ("ref.report", REFERRAL, _("referral reports"), REPORTS, ""),
        ("group.count", GROUP, _("groups completed"), GROUPS, "group.completed"),
        ("group.sessions", GROUP, _("sessions held"), SESSIONS, "group.sessions"),
        ("group.pt", GROUP, _("attendances"), PT, "group.person_times"),
        ("group.analysis", GROUP, _("analysis reports"), REPORTS, ""),
        *_counted("event.large", LARGE, "event.large", "event.person_times"),
        *_counted("event.medium", MEDIUM, "event.medium", "event.person_times"),
        *_counted("event.publicity", PUBLICITY, "event.held", "event.person_times"),
        *_counted("event.famedu", FAMILY_EDUCATION, "event.held", "event.person_times"),
        *_counted("event.vol", VOLUNTEERS, "event.held", "event.person_times"),
        ("event.vol.vol_pt", VOLUNTEERS, _("volunteers' attendances"), PT, "event.volunteers"),
    ),
    WOMEN: (*_common(_("counselling sessions")), *_volunteers("vol", VOLUNTEERS)),
    ELDER: (
        ("homevisit.count", HOME_VISITS, _("held"), TIMES, "case.home_visits"),
        ("homevisit.pt", HOME_VISITS, _("attendances"), PT, ""),
        *_common(_("counselling sessions")),
        ("family.households", FAMILIES, _("households visited or phoned"), HOUSEHOLDS, ""),
        ("family.visits", FAMILIES, _("visits and phone calls"), TIMES, ""),
        ("family.service", FAMILIES, _("services for families"), TIMES, ""),
        *_volunteers("vol_elder", ELDER_VOLUNTEERS),
        *_volunteers("vol_resident", RESIDENT_VOLUNTEERS),
    ),
    STAFF: (
        *_counted("workshop", WORKSHOPS),
        *_counted("training", TRAINING),
        ("sup.individual", SUPERVISION, _("individual supervision"), TIMES, ""),
        ("sup.group", SUPERVISION, _("group supervision"), TIMES, ""),
    ),
}

INDICATORS = {
    f"ind.{group}.{line}": Indicator(f"ind.{group}.{line}", category, label, unit, figure)
    for group, lines in LINES.items()
    for line, category, label, unit, figure in lines
}


def choices():
    """[(group name, [(code, "category · label"), ...]), ...] for a select."""
    return [
        (name, [(one.code, f"{one.category} · {one.label}") for one in INDICATORS.values() if one.group == group])
        for group, name in GROUP_NAMES.items()
    ]
