"""What a setting is worth here and today: service point, else service type, else organization, else default."""

from core import clock
from rulebook.cache import forget, stored_values
from rulebook.keys import KEYS

__all__ = ["forget", "level", "source", "value", "value_for"]


def _holding(rows, day):
    """The newest (since, value) that has come by `day`, as a one-element list; empty when none has."""
    return [row for row in rows if row[0] <= day][-1:]


def source(key, *, point=None, service_type=None, on=None):
    """(where the value comes from, stored value): "point", "service_type", "organization" or "default"."""
    if point is not None:
        service_type = point.type
    rows = stored_values().get(key, {})
    day = on or clock.today()
    for name, scope in (
        ("point", ("", point.pk) if point is not None else None),
        ("service_type", (service_type, None) if service_type else None),
        ("organization", ("", None)),
    ):
        if scope and (held := _holding(rows.get(scope, ()), day)):
            return name, held[0][1]
    return "default", KEYS[key].default_for(service_type)


def value(key, *, point=None, service_type=None, on=None):
    """The typed value of a setting, resolved by scope, as it holds on the day `on` (today)."""
    return KEYS[key].typed(source(key, point=point, service_type=service_type, on=on)[1])


def value_for(point=None, service_type=None, on=None):
    """`value` bound to a scope: a function of the key alone."""

    def bound(key):
        return value(key, point=point, service_type=service_type, on=on)

    return bound


def level(rule_key, *, point=None, service_type=None):
    """How strictly a rule is kept (DATE-08). `rule_key` is a rule of deadlines.py or the full key of a level."""
    key = rule_key if rule_key in KEYS else f"level.{rule_key}"
    return value(key, point=point, service_type=service_type)
