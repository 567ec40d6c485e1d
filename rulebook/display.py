"""Settings in words: values with their unit, where they come from, what a change would move. Reads only."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from core import clock, formats
from people.models import ServicePoint, ServiceType
from rulebook import deadlines, hooks, policy
from rulebook.calendars import calendar
from rulebook.kinds import LEVEL_LABELS, POINT, TYPE
from rulebook.models import RuleValue
from rulebook.values import value_for


def words(key, stored):
    """A stored value as people read it, with its unit."""
    if stored is None:
        return _("not set")
    if key.kind == "bool":
        return _("on") if stored else _("off")
    if key.kind == "level":
        return str(LEVEL_LABELS[stored])
    if key.choices:
        return str(dict(key.choices)[stored])
    if key.kind == "bands":
        return " · ".join(
            _("%(years)s years: %(days)s days") % {"years": years, "days": formats.number(Decimal(days))}
            for years, days in stored
        )
    text = "、".join(map(str, stored)) if isinstance(stored, list | tuple) else str(stored)
    return f"{text} {key.unit}".strip() if text else _("not set")


def typed_in(key, stored):
    """A stored value as the form takes it."""
    if key.kind == "bands":
        return ", ".join(f"{years}:{days}" for years, days in stored)
    if isinstance(stored, list | tuple):
        return ", ".join(map(str, stored))
    if isinstance(stored, bool):
        return "true" if stored else "false"
    return "" if stored is None else stored


@dataclass(frozen=True)
class Held:
    """One value of a setting in one scope."""

    scope: str
    value: str
    row: RuleValue | None = None
    coming: bool = False  # approved, but holds only from a later day


@dataclass
class Setting:
    """One line of the settings page."""

    key: object
    default: str
    held: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    may_change: bool = False

    @property
    def changed(self):
        return any(held.row for held in self.held)


def scope_words(row):
    if row.point_id:
        return str(row.point)
    return str(dict(ServiceType.choices)[row.service_type]) if row.service_type else _("organization")


def default_words(key):
    """The shipped default, by service type where it differs."""
    if not (isinstance(key.default, dict) and "" in key.default):
        return words(key, key.default)
    parts = [words(key, key.default[""])]
    for service_type, label in ServiceType.choices:
        if key.default_for(service_type) != key.default[""]:
            parts.append(f"{label}: {words(key, key.default_for(service_type))}")
    return " · ".join(parts)


def settings_for(user, keys, *, today=None):
    """[Setting] for the page, in order, from one query."""
    today = today or clock.today()
    rows = RuleValue.objects.exclude(state=RuleValue.State.REFUSED).filter(key__in=[key.key for key in keys])
    by_key = {}
    for row in rows.select_related("point", "changed_by", "decided_by").order_by("since", "pk"):
        by_key.setdefault(row.key, []).append(row)
    return [_setting(user, key, by_key.get(key.key, []), today) for key in keys]


def _setting(user, key, rows, today):
    newest = {}
    shown = Setting(key, default_words(key), may_change=policy.may_change(user, key))
    for row in rows:
        if row.state == RuleValue.State.PROPOSED:
            shown.waiting.append(Held(scope_words(row), words(key, row.value), row))
        elif row.since > today:
            shown.held.append(Held(scope_words(row), words(key, row.value), row, coming=True))
        else:
            newest[(row.service_type, row.point_id)] = Held(scope_words(row), words(key, row.value), row)
    shown.held = [*newest.values(), *shown.held]
    return shown


def scopes_of(key):
    """[(form value, words)] of the scopes a setting is kept by."""
    offered = [("", _("the whole organization"))]
    if key.scope in (TYPE, POINT):
        offered += [(f"type:{code}", label) for code, label in ServiceType.choices]
    if key.scope == POINT:
        points = ServicePoint.objects.filter(closed_on__isnull=True).order_by("code")
        offered += [(f"point:{point.uuid}", str(point)) for point in points]
    return offered


@dataclass(frozen=True)
class Effect:
    """What one rule gives for a day, before and after."""

    label: str
    clauses: str
    since: dt.date
    before: dt.date | None
    after: dt.date | None

    @property
    def moves(self):
        return self.before != self.after


def rules_on(key):
    """The deadlines that rest on a setting."""
    return [rule for rule in deadlines.RULES.values() if key.key in rule.keys or _is_general(key, rule)]


def _is_general(key, rule):
    return key.key.startswith("date.") and bool(rule.keys)


def effects(key, stored, *, point=None, service_type=None, today=None):
    """[Effect] of a new value on sample days: today and the two Fridays around it."""
    today, cal = today or clock.today(), calendar()
    value = value_for(point, service_type)

    def changed(name):
        return key.typed(stored) if name == key.key else value(name)

    friday = today + dt.timedelta(days=(4 - today.weekday()) % 7)
    found = []
    for rule in rules_on(key):
        for since in sorted({today, friday, friday + dt.timedelta(days=7)}):
            before, after = rule.due(_sample(since), cal, value), rule.due(_sample(since), cal, changed)
            days = [deadlines.Due(*answer).day if answer else None for answer in (before, after)]
            found.append(Effect(str(rule.label), ", ".join(rule.rules), since, *days))
    return found


def _sample(since):
    return clock.moment(since, dt.time(9))


def count_moved(key):
    """How many open deadlines rest on this setting; None where nobody counts."""
    return hooks.affected([rule.key for rule in rules_on(key)]) if rules_on(key) else 0
