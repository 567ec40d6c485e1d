"""What changed after a month was submitted: lines in the next report, never in the closed one (KPI-10).

For every closed month, scope and figure: closed + all correction lines = the recount of today.
"""

from dataclasses import dataclass
from decimal import Decimal

from reports import reading
from reports.counting import GROUP
from reports.figures import NOTHING, Value
from reports.models import Month, MonthlyReport

NO = Decimal(0)


@dataclass(frozen=True)
class Correction:
    """A difference of one figure of a closed month; `whole` of a rate's denominator."""

    month: object
    scope: str
    of: int
    figure: str
    value: Decimal
    whole: Decimal

    def as_row(self):
        return [self.month.isoformat(), self.scope, self.of, self.figure, str(self.value), str(self.whole)]


def owed():
    """The corrections no submitted report holds yet, over all closed months; nothing where nothing changed since."""
    closed = _closed()
    moved = set(Month.objects.filter(first__in=[report.month for report in closed]).values_list("first", "built_at"))
    later = {first: built_at for first, built_at in moved if built_at}
    stale = [one for one in closed if one.month in later and later[one.month] > one.snapshot.created_at]
    told = told_so_far(closed) if stale else {}
    return [line for report in stale for line in _between(report, told)]


def _closed():
    return list(MonthlyReport.objects.whole().frozen().select_related("snapshot").order_by("month"))


def told_so_far(closed):
    """{(month, scope, pk, key): (value, whole)}: what the reports submitted since have corrected."""
    told = {}
    for report in closed:
        for month, scope, of, key, value, whole in report.snapshot.data["corrections"]:
            before = told.get((month, scope, of, key), (NO, NO))
            told[month, scope, of, key] = (before[0] + Decimal(value), before[1] + Decimal(whole))
    return told


def _between(report, told):
    """The differences of one closed month to its recount, less what was told already."""
    before, now = reading.frozen(report.snapshot), reading.counted(report.month)
    month = report.month.isoformat()
    keys = {key for key in {*before, *now} if key[0] != GROUP}
    keys |= {key[1:] for key in told if key[0] == month}
    for key in sorted(keys):
        was, is_now = before.get(key, NOTHING), now.get(key, NOTHING)
        said = told.get((month, *key), (NO, NO))
        value = is_now.value - was.value - said[0]
        whole = (is_now.whole or NO) - (was.whole or NO) - said[1]
        if value or whole:
            yield Correction(report.month, *key, value, whole)


def corrected(snapshot, rows):
    """The figures of a snapshot with correction rows applied: {(scope, pk, key): Value} without what is nothing."""
    found = reading.frozen(snapshot)
    for month, scope, of, key, value, whole in rows:
        if month == snapshot.month.isoformat():
            old = found.get((scope, of, key), NOTHING)
            part = (old.whole or NO) + Decimal(whole)
            found[scope, of, key] = Value(old.value + Decimal(value), part if old.whole or part else None, old.refused)
    return found
