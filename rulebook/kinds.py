"""What a setting is: its kind, its bounds, how it is read from a form and given to the code."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ORG, TYPE, POINT, CONTRACT = "organization", "service_type", "point", "contract"
LEVELS = ("block", "exception", "warn", "remind", "record", "report")
LEVEL_LABELS = {
    "block": _("block: cannot go on"),
    "exception": _("exception: reason and explicit acceptance"),
    "warn": _("warn: may go on, marked late"),
    "remind": _("remind"),
    "record": _("record"),
    "report": _("report"),
}


@dataclass(frozen=True)
class Key:
    """One setting. `default` is a value, or {service type or "": value} where the shipped default differs by type."""

    key: str
    default: object
    kind: str
    scope: str
    rules: tuple[str, ...]
    label: str
    help: str = ""
    unit: str = ""
    choices: tuple = ()
    low: object = None
    high: object = None
    part: str = field(default="hr")  # who keeps it: "hr" or "technical" (roles.md 4.2, Settings)

    def default_for(self, service_type=""):
        if isinstance(self.default, dict) and "" in self.default:
            return self.default.get(service_type or "", self.default[""])
        return self.default

    def clean(self, value):
        """`value` as JSON stores it, or ValidationError. Accepts what a form field sends."""
        try:
            cleaned = CLEANERS[self.kind](self, value)
        except (TypeError, ValueError, InvalidOperation, KeyError, AttributeError) as error:
            raise ValidationError(_("This is not a value for this setting.")) from error
        for part in cleaned if isinstance(cleaned, list) else [cleaned]:
            self._check_range(part)
        return cleaned

    def _check_range(self, value):
        if self.kind not in ("int", "decimal", "percent", "ints"):
            return
        number = Decimal(str(value))
        if self.low is not None and number < Decimal(str(self.low)):
            raise ValidationError(_("Not less than %(low)s.") % {"low": self.low})
        if self.high is not None and number > Decimal(str(self.high)):
            raise ValidationError(_("Not more than %(high)s.") % {"high": self.high})

    def typed(self, stored):
        """The stored JSON value as code uses it."""
        if self.kind in ("decimal", "percent"):
            return Decimal(str(stored))
        if self.kind in ("ints", "texts"):
            return tuple(stored)
        if self.kind == "bands":
            return tuple((int(years), Decimal(str(days))) for years, days in stored)
        return stored


def _int(key, value):
    if isinstance(value, bool) or int(value) != float(value):
        raise ValueError
    return int(value)


def _decimal(key, value):
    number = Decimal(str(value).strip())
    if not number.is_finite():
        raise ValueError
    return str(number)


def _bool(key, value):
    if value in (True, "true", "True", "on", "1", 1):
        return True
    if value in (False, "false", "False", "off", "0", "", 0):
        return False
    raise ValueError


def _choice(key, value):
    if value not in dict(key.choices):
        raise ValueError
    return value


def _text(key, value):
    return str(value).strip()


def _ints(key, value):
    parts = re.split(r"[,，、\s]+", value.strip()) if isinstance(value, str) else value
    return [_int(key, part) for part in parts]


def _texts(key, value):
    parts = re.split(r"[,，、\n]+", value) if isinstance(value, str) else value
    return [str(part).strip() for part in parts if str(part).strip()]


def _time(key, value):
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError
    return value


def _hours(key, value):
    start, end = value.replace("–", "-").split("-")
    if _time(key, start.strip()) >= _time(key, end.strip()):
        raise ValueError
    return f"{start.strip()}-{end.strip()}"


def _bands(key, value):
    """ "1:5, 10:10, 20:15" or [[1, 5], ...]: from so many years, so many days; both rising."""
    pairs = [part.split(":") for part in re.split(r"[,，;\s]+", value.strip())] if isinstance(value, str) else value
    bands = [[int(years), str(Decimal(str(days)))] for years, days in pairs]
    if not bands or bands != sorted(bands, key=lambda band: band[0]) or bands[0][0] < 0:
        raise ValueError
    return bands


def _period(key, value):
    """ "7d" or "3m": so many calendar days or months."""
    if not re.fullmatch(r"\d{1,3}[dm]", value.strip()):
        raise ValueError
    return value.strip()


def _optional_int(key, value):
    return None if value in (None, "") else _int(key, value)


CLEANERS = {
    "int": _int,
    "optional_int": _optional_int,
    "decimal": _decimal,
    "percent": _decimal,
    "bool": _bool,
    "choice": _choice,
    "level": _choice,
    "text": _text,
    "ints": _ints,
    "texts": _texts,
    "time": _time,
    "hours": _hours,
    "bands": _bands,
    "period": _period,
}

WD, CAL = pgettext_lazy("unit", "working days"), pgettext_lazy("unit", "calendar days")
MONTHS, YEARS, PERSONS = _("months"), _("years"), _("persons")
TIMES, HOURS, POINTS, YUAN, MINUTES = _("times"), _("hours"), _("percentage points"), _("yuan"), _("minutes")
PERCENT = "%"


def number(key, default, rules, label, unit, *, scope=ORG, low=0, high=1000, **more):
    return Key(key, default, "int", scope, tuple(rules.split()), label, unit=unit, low=low, high=high, **more)


def switch(key, default, rules, label, *, scope=ORG, **more):
    return Key(key, default, "bool", scope, tuple(rules.split()), label, **more)


def choice(key, default, rules, label, choices, *, scope=ORG, **more):
    return Key(key, default, "choice", scope, tuple(rules.split()), label, choices=tuple(choices), **more)


def percent(key, default, rules, label, *, scope=ORG, **more):
    return Key(
        key, default, "percent", scope, tuple(rules.split()), label, unit=PERCENT, low=0, high=100, **more
    )  # fmt: skip


def level(key, default, rules, label):
    return Key(
        key,
        default,
        "level",
        ORG,
        tuple(rules.split()),
        label,
        choices=tuple((name, LEVEL_LABELS[name]) for name in LEVELS),
    )


def text(key, default, rules, label, kind="text", *, scope=ORG, **more):
    return Key(key, default, kind, scope, tuple(rules.split()), label, **more)


UNITS = (("workday", _("working days")), ("calendar", _("calendar days")))
