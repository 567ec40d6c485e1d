"""From service records to figures: every figure for every worker, service point, group and the organization."""

from collections import defaultdict

from django.db.models import Q

from core import records
from people.models import FRONT_LINE, Appointment
from projects.contracts import queries as contracts
from projects.contracts.indicators import INDICATORS
from reports.figures import FIGURES, NOTHING, contract, known
from rulebook.dates import DAY, add_months

ORGANIZATION, POINT, GROUP, WORKER = "organization", "point", "group", "worker"


def days_of(month):
    """First and last day of the month that begins on `month`."""
    return month, following(month) - DAY


def count(month):
    """{(scope, pk, figure key): Value} of a month, from the rooms' records; what is nothing is left out."""
    first, last = days_of(month)
    rows = list(records.between(first, last))
    return count_records(rows, groups_of(first, last)) | count_lines(rows, contracts.lines_between(first, last))


def count_records(rows, groups=None):
    """The same over given records; `groups` is {worker: group}."""
    groups, found = groups or {}, {}
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    for figure in known():
        buckets = defaultdict(list)
        for kind in figure.kinds:
            for row in by_kind[kind]:
                if figure.where is None or figure.where(row):
                    for scope in scopes_of(row, groups):
                        buckets[scope].append(row)
        for scope, bucket in buckets.items():
            value = figure.of(bucket)
            if value != NOTHING:
                found[(*scope, figure.key)] = value
    return found


def count_lines(rows, lines):
    """{(scope, pk, code): Value} of the contract lines that are narrower than a figure; `lines` is {point: codes}."""
    by_point, found = defaultdict(list), {}
    for row in rows:
        if row.point in lines:
            by_point[row.point].append(row)
    for point, codes in lines.items():
        for line in (INDICATORS[code] for code in codes if contract.is_narrow(INDICATORS[code])):
            value = FIGURES[line.code].of([row for row in by_point[point] if contract.takes(line, row, codes)])
            if value != NOTHING:
                found[POINT, point, line.code] = value
    return found


def scopes_of(record, groups):
    """Everything a record is counted for."""
    yield ORGANIZATION, 0
    if record.point:
        yield POINT, record.point
    if record.worker:
        yield WORKER, record.worker
        if group := groups.get(record.worker):
            yield GROUP, group


def groups_of(first, last):
    """{worker: supervision group} of the last post in the days asked for."""
    rows = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=first), role__in=FRONT_LINE, since__lte=last)
    return dict(rows.order_by("since", "pk").values_list("person", "group"))


def previous(month):
    return add_months(month, -1)


def following(month):
    return add_months(month, 1)
