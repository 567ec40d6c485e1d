"""The words of a notification, put together in the reader's language when it is read or sent."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import formats
from notifications import kinds


def english():
    return (get_language() or "").startswith("en")


def text_of(notification):
    """`text_key` translated and filled in."""
    return _(notification.text_key) % {name: _shown(value) for name, value in notification.params.items()}


def _shown(value):
    if not isinstance(value, dict):
        return value
    if "rule" in value:
        return kinds.kind_of(value["rule"]).title
    if "day" in value:
        return formats.day(dt.date.fromisoformat(value["day"]))
    return formats.moment(dt.datetime.fromisoformat(value["moment"]))
