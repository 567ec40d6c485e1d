"""Tabler icons, inlined: the SVG of a name, from static/vendor/icons (bin/assets) or straight from node_modules."""

import re
from functools import cache, lru_cache

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe

PLACES = ("static/vendor/icons", "node_modules/@tabler/icons/icons")
OUTLINE = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
FILLED = 'fill="currentColor" stroke="none"'


@cache
def shape(name):
    """(paint, inner markup) of an icon; "!" at the end asks for the filled shape."""
    kind, plain = ("filled", name[:-1]) if name.endswith("!") else ("outline", name)
    for place in PLACES:
        file = settings.BASE_DIR / place / kind / f"{plain}.svg"
        if file.is_file():
            text = re.sub(r"<!--.*?-->", "", file.read_text(), flags=re.S)
            inner = re.search(r"<svg[^>]*>(.*)</svg>", text, re.S).group(1)
            return FILLED if kind == "filled" else OUTLINE, re.sub(r"\s+", " ", inner).strip()
    raise LookupError(f"There is no icon {name}: add it to ICONS in bin/assets.")


@lru_cache(1000)
def svg(name, css="", label=""):
    """The icon as markup; silent for screen readers unless it has a label. A list draws the same few in every row."""
    paint, inner = shape(name)
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    css = f"ic {css}".strip()
    return mark_safe(f'<svg class="{escape(css)}" viewBox="0 0 24 24" {paint} {spoken}>{inner}</svg>')
