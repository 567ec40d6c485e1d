"""Shares in percent, as the pages show them."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def percent(part, whole):
    """`part` of `whole` in percent, one decimal; None where there is no whole (shown as "-")."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)
