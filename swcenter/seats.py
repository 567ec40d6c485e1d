"""In what capacity somebody works today: it decides navigation and landing page, never a right (ui/ia.md section 1)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people import roles
from people.models import FRONT_LINE, POINT_LEADERS, Role


@dataclass(frozen=True)
class Entry:
    """A page in the navigation: the name of its URL, its words, its icon, the counter it carries."""

    name: str
    label: str
    icon: str
    counter: str = ""
    also: tuple = ()  # other addresses that belong to the entry


ENTRIES = {
    "today": Entry("notifications:today", _("Today"), "checkup-list", "today"),
    "inbox": Entry("approvals:inbox", _("To decide"), "writing-sign", "inbox"),
    "cases": Entry("cases:list", _("Cases"), "folders", also=("/intakes/", "/clients/")),
    "groups": Entry("groups:list", _("Groups"), "users-group"),
    "events": Entry("community:list", pgettext_lazy("navigation", "Events"), "flag"),
    "leave": Entry("leave:list", _("Attendance and leave"), "calendar-time", also=("/attendance/", "/outings/")),
    "attendance": Entry(
        "attendance:groups", _("Attendance"), "calendar-time", also=("/attendance/", "/outings/", "/leave/away/")
    ),
    "heads": Entry("attendance:groups", _("Attendance"), "calendar-time"),
    "sample": Entry("attendance:sample", _("Posted samples"), "users"),
    "outings": Entry("attendance:outings", _("Outings"), "map-pin"),
    "funds": Entry("funds:list", _("Activity money"), "coin"),
    "pool": Entry("funds:pool", _("Activity pool"), "pig-money"),
    "targets": Entry("contracts:list", _("Targets"), "target"),
    "plans": Entry("plans:mine", pgettext_lazy("navigation", "Plans and reports"), "calendar-week"),
    "archive": Entry("archives:room", _("Archive"), "archive"),
    "overview": Entry("reports:overview", _("Overview"), "layout-dashboard"),
    "points": Entry("reports:points", pgettext_lazy("navigation", "Points"), "building-community"),
    "members": Entry("reports:members", _("My people"), "users"),
    "months": Entry("reports:list", pgettext_lazy("navigation", "Reports"), "chart-bar"),
    "staff": Entry("admin:people_user_changelist", _("Staff"), "users"),
    "structure": Entry("admin:people_servicepoint_changelist", _("Organization"), "building-community"),
    "calendar": Entry("rulebook:calendar", _("Work calendar"), "calendar"),
    "rules": Entry("rulebook:settings", _("Rules"), "scale"),
    "audit": Entry("access:log", pgettext_lazy("navigation", "Audit"), "shield-lock"),
}


@dataclass(frozen=True)
class Seat:
    """One capacity. `nav` in order; `tabs` those of the bottom bar; `words` where an entry is called differently.

    `more` are entries that stand on the page "More" only.
    """

    key: str
    label: str
    holds: object
    nav: tuple
    tabs: tuple
    words: dict = field(default_factory=dict)
    more: tuple = ()


SEATS = (
    Seat(
        "worker", _("social worker"), lambda user: roles.has_any(user, *FRONT_LINE),
        ("today", "cases", "groups", "events", "leave", "archive", "plans"), ("today", "cases", "leave"),
        more=("outings", "months", "funds", "targets"),
    ),
    Seat(
        "sa", _("supervision assistant"), lambda user: roles.has_any(user, Role.SUPERVISION_ASSISTANT),
        ("today", "inbox", "members", "cases", "attendance", "archive", "months"),
        ("today", "inbox", "members", "attendance"),
        {"cases": _("Service files"), "leave": _("My leave")},
        ("leave", "plans", "groups", "events", "funds", "targets"),
    ),
    Seat(
        "supervisor", _("supervisor"), lambda user: roles.has_any(user, Role.SUPERVISOR),
        ("today", "inbox", "cases", "groups", "events", "archive", "leave"), ("today", "inbox", "cases", "leave"),
        {"inbox": _("To review"), "leave": _("My leave")}, ("plans", "members", "months", "funds", "targets"),
    ),
    Seat(
        "leader", _("service point leader"), lambda user: roles.has_any(user, *POINT_LEADERS),
        ("today", "inbox", "points", "cases", "funds", "months", "leave"), ("today", "inbox", "points", "cases"),
        {"inbox": _("To confirm"), "cases": _("Service files"), "leave": _("My leave")},
        ("heads", "plans", "archive", "groups", "events", "targets"),
    ),
    Seat(
        "service", _("Service Department"), roles.is_service_director,
        ("today", "inbox", "overview", "points", "months", "cases", "archive"),
        ("today", "inbox", "months", "archive"),
        {"cases": _("Service files"), "leave": _("My leave")},
        ("heads", "plans", "groups", "events", "targets", "funds", "leave"),
    ),
    Seat(
        "director", _("director-general"), roles.is_dg,
        ("overview", "inbox", "points", "months", "archive", "attendance", "funds"),
        ("overview", "inbox", "points", "archive"),
        {"archive": _("Archive room")}, ("today", "plans", "groups", "events", "targets", "rules", "audit"),
    ),
    Seat(
        "deputy", _("deputy director-general"), roles.is_ddg,
        ("overview", "inbox", "points", "months", "archive", "attendance", "funds"),
        ("overview", "inbox", "points", "archive"),
        {"archive": _("Archive room"), "leave": _("My leave")},
        ("today", "plans", "groups", "events", "targets", "rules", "audit", "leave"),
    ),
    Seat(
        "hr", _("HR & Administration"), roles.is_hr,
        ("today", "inbox", "attendance", "staff", "calendar", "rules", "leave"),
        ("today", "inbox", "attendance", "staff"),
        {"inbox": _("Leave notices"), "leave": _("My leave"), "months": _("Monthly package")},
        ("sample", "plans", "months"),
    ),
    Seat(
        "archivist", _("archivist"), lambda user: roles.has_any(user, Role.ARCHIVIST, Role.OFFICE_CLERK),
        ("today", "archive", "inbox", "plans", "leave"), ("today", "archive", "inbox", "leave"),
        {"archive": _("Archive room"), "leave": _("My leave")},
    ),
    Seat(
        "department", _("department director"), lambda user: roles.has_any(user, Role.DEPARTMENT_DIRECTOR)
        and not roles.is_hr(user) and not roles.is_service_director(user),
        ("today", "inbox", "plans", "leave"), ("today", "inbox", "leave"), more=("heads", "funds"),
    ),
    Seat(
        "finance", _("finance"), lambda user: roles.has_any(user, Role.ACCOUNTANT, Role.CASHIER),
        ("today", "inbox", "funds", "pool", "leave"), ("today", "inbox", "funds", "pool"),
        {"inbox": _("Money to check")}, ("plans",),
    ),
    Seat(
        "board", _("board"), lambda user: roles.has_any(user, Role.BOARD_CHAIR, Role.BOARD_MEMBER),
        ("overview", "inbox", "months", "targets", "audit", "today"), ("overview", "inbox", "today"), more=("plans",),
    ),
    Seat(
        "watch", _("supervisory board and audit"),
        lambda user: roles.has_any(user, Role.SUPERVISORY_BOARD_MEMBER, Role.AUDITOR),
        ("today", "inbox", "funds", "pool", "audit"), ("today", "inbox", "funds", "audit"),
        more=("overview", "months"),
    ),
    Seat(
        "admin", _("system administrator"), lambda user: roles.has_any(user, Role.SYSTEM_ADMIN),
        ("staff", "structure", "calendar", "rules", "audit"), ("staff", "rules", "audit"),
        {"staff": _("People and roles")},
    ),
)  # fmt: skip
PLAIN = Seat("staff", _("staff"), lambda user: True, ("today", "inbox", "plans", "leave"), ("today", "inbox", "leave"))


def seats_of(user):
    """The capacities `user` has today, from the dated appointments; everybody has one."""
    return [seat for seat in SEATS if seat.holds(user)] or [PLAIN]


def chosen(held, key):
    """The seat the person switched to, else the last and highest one that is theirs."""
    return next((seat for seat in held if seat.key == key), held[-1] if len(held) > 1 else held[0])


def landing(seat):
    """Name of the page to start the day on."""
    return seat.nav[0]
