"""Template tags of the house, built in to every template. None of them queries."""

import datetime as dt
from uuid import uuid4

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from core import devices, formats, icons

register = template.Library()

DUE_ICONS = {
    "over": "alert-triangle!",
    "today": "clock-exclamation",
    "soon": "clock",
    "ok": "calendar",
    "done": "circle-check",
    "late": "history",
    "wait": "hourglass-empty",
}
# kind -> (colour class, icon); every state has its own shape and its own words, never colour alone.
STATUS = {
    "done": ("ok", "circle-check!"),
    "draft": ("warn", "progress"),
    "miss": ("na", "circle-dashed"),
    "bad": ("bad", "alert-circle!"),
    "na": ("na", "minus"),
    "wait": ("pri", "hourglass-empty"),
    "plan": ("na", "calendar"),
}
NOTE_ICONS = {"": "info-circle", "ok": "circle-check!", "warn": "alert-triangle!", "bad": "alert-triangle!"}

for filter_name in (
    "day", "day_plain", "day_full", "day_heading", "day_short", "month", "time", "moment", "stamp", "days", "money"
):  # fmt: skip
    register.filter(filter_name if filter_name != "time" else "hour", getattr(formats, filter_name))
register.filter("size", formats.size)
register.filter("device", devices.named)


@register.simple_tag
def icon(name, css="", label=""):
    """{% icon "lock" %}, {% icon "circle-check!" "ic-l" %}: the Tabler icon, inlined."""
    return icons.svg(name, css, label)


@register.simple_tag
def due(item, text=None):
    """{% due badge %} or {% due "soon" "2 working days left · by Thu 5 Nov" %}: the deadline badge.

    `item` is a kind with `text`, a (kind, text) pair, or anything that carries one as `.badge`.
    """
    if text is None:
        item = getattr(item, "badge", item)
        item, text = (item() if callable(item) else item)[:2]
    parts = str(text).split(" · ")
    words = format_html_join(mark_safe('<i class="sep"> · </i>'), "<span>{}</span>", ((part,) for part in parts))
    return format_html(
        '<span class="due due-{}">{}<span class="tx">{}</span></span>', item, icons.svg(DUE_ICONS[item]), words
    )


@register.simple_tag
def status(kind, text):
    """{% status "done" "complete" %}: state by icon shape, colour and words."""
    colour, name = STATUS[kind]
    return format_html('<span class="st st-{}">{}{}</span>', colour, icons.svg(name), text)


@register.simple_tag
def person(user, role="", tone="", size=""):
    """{% person user "social worker" %}: surname in a circle, name, role. Tone k, g, n; size s, l."""
    name = str(user)
    role = format_html(" <small>{}</small>", role) if role else ""
    return format_html(
        '<span class="pp"><span class="av {} {}" aria-hidden="true">{}</span><span>{}{}</span></span>',
        tone, size, name[:1], name, role,
    )  # fmt: skip


@register.simple_tag
def bar(value, whole, label, tone="ok"):
    """{% bar 12 14 "12 of 14 complete" %}: a progress bar as SVG (no inline style)."""
    share = 0 if not whole else round(100 * value / whole, 1)
    return format_html(
        '<svg class="bar" role="img" aria-label="{}" viewBox="0 0 100 8" preserveAspectRatio="none">'
        '<rect class="{}" width="{}" height="8"/></svg>',
        label, tone, share,
    )  # fmt: skip


@register.simple_tag
def note_icon(kind=""):
    return icons.svg(NOTE_ICONS[kind])


@register.simple_tag
def once():
    """{% once %} inside a POST form: a second press of the button repeats the first result (ia.md 5.3)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.filter
def cell(value):
    """How a table shows a value: dates short, moments with the hour, yes and no in words, nothing as a dash."""
    if value is None or value == "":
        return "—"
    if isinstance(value, dt.datetime):
        return f"{formats.day_short(value)} {formats.time(value)}"
    if isinstance(value, dt.date):
        return formats.day_short(value)
    if isinstance(value, bool):
        return icons.svg("check", "ic-s") if value else "—"
    return value


@register.filter
def of(column, row):
    """{{ column|of:row }}: the value of a core.lists.Column for a row."""
    return column.of(row)


@register.filter
def get(mapping, key):
    """{{ mapping|get:key }}"""
    return mapping.get(key)
