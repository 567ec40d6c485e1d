"""Targets of the service points' contracts beside what was done (KPI-02, KPI-03)."""

from decimal import Decimal

from core import clock
from reports import reading
from reports.counting import POINT, days_of, following
from reports.progress import Progress, share_of_time
from rulebook.dates import DAY


def targets_on(points, day):
    """[(point pk, figure key, target, first, last)] of the contracts that run on a day."""
    return []


def progress(points, month):
    """{point pk: [Progress, ...]} at the end of a month, or today in the present one; constant queries."""
    day = min(following(month) - DAY, clock.today())
    targets = targets_on(points, day)
    if not targets:
        return {}
    months = reading.months_back(month, _months(min(first for _p, _k, _t, first, _l in targets), month))
    done = reading.series(POINT, {row[0] for row in targets}, months, {row[1] for row in targets})
    found = {}
    for point, key, target, first, last in targets:
        values = [
            value.value
            for when, value in zip(months, done[point, key], strict=True)
            if days_of(when)[1] >= first and when <= last
        ]
        found.setdefault(point, []).append(
            Progress(
                key, Decimal(target), values[-1] if values else Decimal(0), sum(values, Decimal(0)),
                share_of_time(first, last, day), first, last,
            )
        )  # fmt: skip
    return found


def _months(first, month):
    return (month.year - first.year) * 12 + month.month - first.month + 1
