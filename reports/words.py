"""How a figure is written: numbers without useless zeros, rates with numerator and denominator, "-" without one."""

from django.utils.translation import gettext as _

from reports.figures.base import Unit
from reports.progress import percent

DASH = "-"


def number(value):
    """12; 1,204; 3.5"""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text or "0"


def plain(figure, value):
    """The figure itself, without its unit: 12; for a rate 95% (19/20), or - where there is nothing to divide by."""
    if not figure.is_rate:
        return number(value.value)
    share = percent(value.value, value.whole)
    if share is None:
        return DASH
    return f"{number(share)}% ({number(value.value)}/{number(value.whole)})"


def short(figure, value):
    """As `plain`, a rate as its share only."""
    if not figure.is_rate:
        return number(value.value)
    share = percent(value.value, value.whole)
    return DASH if share is None else f"{number(share)}%"


def unit(figure):
    return "" if figure.unit == Unit.PERCENT else str(Unit(figure.unit).label)


def with_unit(figure, value):
    words = unit(figure)
    return f"{plain(figure, value)} {words}".strip()


def change(figure, value, before):
    """+3, -2, ±0 against last month; in percentage points for a rate, nothing where one of them has none."""
    if figure.is_rate:
        now, then = percent(value.value, value.whole), percent(before.value, before.whole)
        if now is None or then is None:
            return ""
        return _("%(n)s points") % {"n": signed(now - then)}
    return signed(value.value - before.value)


def signed(value):
    return "±0" if not value else f"{'+' if value > 0 else '−'}{number(abs(value))}"
