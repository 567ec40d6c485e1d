"""How a service point stands to its targets: completion against elapsed time, and the lag flag (KPI-03; EX-80)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rulebook.dates import time_share
from rulebook.values import value

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Progress:
    """One target on a day. Shares are percentages with one decimal."""

    figure: str
    target: Decimal
    month: Decimal
    done: Decimal
    time: Decimal
    first: object
    last: object

    @property
    def rate(self):
        """Cumulative value over the target of the contract period; None without a target."""
        return percent(self.done, self.target)

    @property
    def gap(self):
        return None if self.rate is None else self.time - self.rate

    @property
    def lags(self):
        """More than `kpi.lag_points` behind the time that has gone (KPI-03)."""
        return self.gap is not None and self.gap > value("kpi.lag_points")


def percent(part, whole):
    """`part` of `whole` in percent, one decimal; None where there is no whole (shown as "-")."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def share_of_time(first, last, on):
    """How much of a period has gone on a day, in percent."""
    return (Decimal(time_share(first, last, on)) * 100).quantize(TENTH, ROUND_HALF_UP)
