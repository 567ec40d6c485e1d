"""Targets of the service points' contracts beside what was done (KPI-02, KPI-03; EX-80)."""

from dataclasses import dataclass
from decimal import Decimal

from core import clock
from projects.contracts import queries
from projects.contracts.progress import Progress, progress
from reports import reading
from reports.counting import POINT, days_of, following
from reports.figures import FIGURES
from reports.figures.contract import key_of
from rulebook.dates import DAY
from rulebook.values import value


@dataclass(frozen=True)
class Goal:
    """A target of a point on a day: what the month and the period so far came to."""

    figure: str
    label: str
    month: Decimal
    first: object
    last: object
    progress: Progress

    @property
    def done(self):
        return self.progress.done

    @property
    def target(self):
        return self.progress.target

    @property
    def lags(self):
        return self.progress.lags


def day_of(month):
    """The day to which a month is reckoned: its last, or today."""
    return min(following(month) - DAY, clock.today())


def countable(target):
    """Is there a figure that counts it, month by month?"""
    return bool(target.line.figure) and FIGURES[target.line.figure].adds


def goals(points, month):
    """{point pk: [Goal, ...]} at the end of a month, or today in the present one; constant queries."""
    day = day_of(month)
    targets = [one for one in queries.targets_on(points, day) if countable(one)]
    if not targets:
        return {}
    months = reading.months_back(month, _months(min(one.first for one in targets), month))
    done = reading.series(POINT, {one.point_id for one in targets}, months, {key_of(one.line) for one in targets})
    lag, found = lag_points(), {}
    for one in targets:
        values = [
            value.value
            for when, value in zip(months, done[one.point_id, key_of(one.line)], strict=True)
            if days_of(when)[1] >= one.first
        ]
        reached = progress(sum(values, Decimal(0)), one.value, one.first, one.last, day, points=lag)
        goal = Goal(key_of(one.line), _label(one), values[-1] if values else Decimal(0), one.first, one.last, reached)
        found.setdefault(one.point_id, []).append(goal)
    return found


def lag_points():
    """By how many points a target must be behind the time to be called lagging (KPI-03)."""
    return value("kpi.lag_points")


def _label(target):
    line = target.line
    words = f"{line.category} · {line.label}"
    return f"{words} · {line.group_name}" if line.clients else words


def _months(first, month):
    return max(1, (month.year - first.year) * 12 + month.month - first.month + 1)
