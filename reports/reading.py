"""Reading figures: of an open month from the tallies, of a fixed one from its snapshot."""

from collections import defaultdict
from decimal import Decimal

from reports.counting import GROUP, ORGANIZATION, POINT, WORKER, following, previous
from reports.figures import FIGURES, NOTHING, Value, known
from reports.models import MonthlyReport, Tally

__all__ = ["GROUP", "NOTHING", "ORGANIZATION", "POINT", "WORKER", "figures_of", "following", "previous", "series"]


LINE = "ind."  # how the keys of contract lines begin


def whole_report(month):
    """The organization's report of a month with its snapshot, or None."""
    return MonthlyReport.objects.whole().of_month(month).select_related("snapshot", "approval").first()


def counted(month):
    """{(scope, pk, key): Value} as counted last; without single contract lines, which no report shows."""
    rows = (
        Tally.objects.filter(month=month)
        .exclude(figure__startswith=LINE)
        .values_list("scope", "of", "figure", "value", "whole", "refused")
    )
    return {(scope, of, key): Value(value, whole, refused) for scope, of, key, value, whole, refused in rows}


def frozen(snapshot):
    """{(scope, pk, key): Value} as they stood."""
    return {
        (scope, of, key): Value(Decimal(value), None if whole is None else Decimal(whole), refused)
        for scope, of, key, value, whole, refused in snapshot.data["figures"]
    }


def values(month, report=None):
    """The figures of a month as its report shows them: fixed once it is confirmed, else as counted last."""
    if report is not None and report.snapshot_id and not report.is_open:
        return frozen(report.snapshot)
    return counted(month)


def figures_of(scope, pk, month):
    """[(Figure, Value)] of one scope as counted last; two queries at most."""
    rows = Tally.objects.of(scope, pk).filter(month=month)
    found = {row.figure: Value(row.value, row.whole, row.refused) for row in rows}
    return [(figure, found.get(figure.key, NOTHING)) for figure in known()]


def series(scope, pks, months, keys):
    """{(pk, key): [Value, ...]} of some figures over months, in one query."""
    found = defaultdict(lambda: [NOTHING] * len(months))
    rows = Tally.objects.filter(scope=scope, of__in=pks, month__in=months, figure__in=keys)
    for row in rows:
        found[row.of, row.figure][months.index(row.month)] = Value(row.value, row.whole, row.refused)
    return found


def months_back(last, how_many):
    """The months up to `last`, oldest first."""
    months = [last]
    while len(months) < how_many:
        months.insert(0, previous(months[0]))
    return months


def figure(key):
    return FIGURES[key]
