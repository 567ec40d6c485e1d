"""Who sees how much of a client (roles.md 4.1; CONF-01).

Three levels: *full* opens the identity, *contact* shows name and phone, *masked* shows "陈女士" and counts. The rooms
above serve clients and know who works with whom; each hands a function down with `serve` (cases does).
"""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import roles

FULL, CONTACT, MASKED = "full", "contact", "masked"
EVERYBODY = Q(pk__isnull=False)
# Identity fields whose collection needs the notice and the separate consent first (CONF-02).
SENSITIVE = ("id_number",)
CHILD_YEARS = 14  # PIPL art. 28: under 14 all data are sensitive (CONF-12)
ADULT_YEARS = 18

_served = []


def serve(levels):
    """`levels(user) -> {level: Q over Client}`: a room above says who meets the client, and how closely."""
    _served.append(levels)


def levels(user):
    """{level: Q} of everything `user` may see of clients."""
    found = {}
    if roles.is_ddg(user) or roles.is_dg(user):
        found[FULL] = EVERYBODY
    if roles.is_service_director(user):
        found[MASKED] = EVERYBODY
    for served in _served:
        for level, rows in served(user).items():
            found[level] = found[level] | rows if level in found else rows
    return found


def arms(user):
    return levels(user)


def arms_at(user, *wanted):
    return {level: rows for level, rows in levels(user).items() if level in wanted}


def any_of(arms_):
    return reduce(or_, arms_.values()) if arms_ else None


def age_on(birth_date, day):
    """Completed years on `day`; somebody born on 29 February turns a year older on 28 February (DATE-05)."""
    had = (birth_date.month, birth_date.day) if (birth_date.month, birth_date.day) != (2, 29) else (2, 28)
    return day.year - birth_date.year - ((day.month, day.day) < had)


def could_be_under(years, *, birth_date, birth_year, on):
    """Is the person, or could the person be, younger than `years`? An unknown birthday counts for the child."""
    if birth_date:
        return age_on(birth_date, on) < years
    return bool(birth_year) and on.year - birth_year <= years


def masked(name, sex="", *, young=False):
    """The name as lists show it: 陈女士, 陈先生, 陈同学; without a name, a neutral word."""
    if not name:
        return _("no name given")
    surname = name[:2] if name[:2] in DOUBLE_SURNAMES else name[:1]
    title = "同学" if young else {"f": "女士", "m": "先生"}.get(sex, "某")
    return f"{surname}{title}"


DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "独孤",
        "南宫",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "端木",
        "百里",
        "呼延",
        "轩辕",
    ]
)


def may_be_collected(field, *, notice_version):
    """None, or why a sensitive field may not be saved yet (CONF-02)."""
    if field in SENSITIVE and not notice_version:
        return _("Explain first why the data are collected, and record which notice was given.")
    return None


def parse_day(text):
    try:
        return dt.date.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None
