"""How far a target is reached against the time that has gone, and the lag flag (KPI-03; EX-80). Pure.

Completion = cumulative value / target of the period; time share = days gone / days of the period; a target lags when
time share - completion is more than the given points. Shares are percentages with one decimal; the comparison is exact.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rulebook.dates import time_share

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Progress:
    """One target on a day, exact shares between 0 and 1 (completion may be more)."""

    done: Decimal
    target: Decimal
    time: Decimal
    points: Decimal

    @property
    def completion(self):
        """None without a target: shown as "-"."""
        return Decimal(self.done) / Decimal(self.target) if self.target else None

    @property
    def completion_percent(self):
        return None if self.completion is None else percent(self.completion)

    @property
    def time_percent(self):
        return percent(self.time)

    @property
    def gap(self):
        """Percentage points behind the time that has gone; negative when ahead."""
        return None if self.completion is None else percent(self.time - self.completion)

    @property
    def lags(self):
        return self.completion is not None and (self.time - self.completion) * 100 > self.points


def percent(share):
    return (share * 100).quantize(TENTH, ROUND_HALF_UP)


def progress(done, target, first, last, on, *, points):
    """The Progress of a target on the day `on`; `points` is the setting `kpi.lag_points`."""
    return Progress(Decimal(done), Decimal(target), time_share(first, last, on), Decimal(points))
