"""What the pages of a monthly report print: figures beside last month, points, workers, corrections, in words."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _

from core import formats
from people.models import ServicePoint
from reports import corrections, reading, words
from reports.counting import ORGANIZATION, POINT, WORKER, previous
from reports.figures import FIGURES, NOTHING, Section, known


@dataclass(frozen=True)
class Line:
    """A figure as one line: this month, last month, the change, how many records did not count."""

    figure: object
    now: str
    before: str
    change: str
    refused: int
    url: str

    @property
    def unit(self):
        return words.unit(self.figure)


def records_url(month, key, scope="", uuid=""):
    """The records behind a figure."""
    query = f"?figure={key}" + (f"&{scope}={uuid}" if uuid else "")
    return reverse("reports:records", args=[month.strftime("%Y-%m")]) + query


def lines(month, scope, pk, now, before, uuid="", only=None, links=True):
    """[(section, [Line, ...])] of one scope; what is nothing in both months is left out, unless it always shows."""
    found = []
    for section in Section:
        if only and section not in only:
            continue
        rows = [
            _line(figure, month, scope, pk, now, before, uuid if links else None)
            for figure in known()
            if figure.section == section and _shows(figure, scope)
        ]
        if rows:
            found.append((section.label, rows))
    return found


def _shows(figure, scope):
    return scope != WORKER or figure.by_worker


def _line(figure, month, scope, pk, now, before, uuid):
    value, last = now.get((scope, pk, figure.key), NOTHING), before.get((scope, pk, figure.key), NOTHING)
    return Line(
        figure,
        words.plain(figure, value),
        words.plain(figure, last),
        words.change(figure, value, last),
        value.refused,
        "" if uuid is None else records_url(month, figure.key, scope, uuid),
    )


def both_months(report):
    """The figures of the report's month and of the month before, each as its own report shows it."""
    month = report.month
    whole = report if report.point_id is None else reading.whole_report(month)
    last = reading.whole_report(previous(month))
    return reading.values(month, whole), reading.values(previous(month), last)


def decision_panel(report, user):
    """Beside the decision: the whole month beside the last one, what is missing, what is corrected."""
    now, before = both_months(report)
    return {
        "report": report,
        "last_month": previous(report.month),
        "sections": lines(report.month, ORGANIZATION, 0, now, before),
        "missing": report.snapshot.data["missing"],
        "notes": report.snapshot.data["notes"],
        "corrections": by_figure(correction_lines(report)),
    }


@dataclass(frozen=True)
class Correction:
    month: str
    who: str
    label: str
    change: str
    point: bool = False  # of a service point, not of the organization


def correction_rows(report):
    """The correction rows of a report: kept ones where it is fixed, else as they stand today."""
    if report.snapshot_id and not report.is_open:
        return report.snapshot.data["corrections"]
    return [line.as_row() for line in corrections.owed()]


def correction_lines(report, scopes=(ORGANIZATION, POINT), of=None):
    """The corrections a report shows, in words; those of single workers stay in the snapshot."""
    whole = report if report.point_id is None else reading.whole_report(report.month)
    rows = [row for row in correction_rows(whole or report) if row[1] in scopes and of in (None, row[2])]
    names = {str(point.pk): str(point) for point in ServicePoint.objects.filter(pk__in=[row[2] for row in rows])}
    found = []
    for month, scope, of, key, value, whole in rows:
        figure = FIGURES[key]
        text = words.signed(Decimal(value))
        if figure.is_rate:
            text = f"{text} / {words.signed(Decimal(whole))}"
        who = str(_("Organization")) if scope == ORGANIZATION else names.get(str(of), "")
        when = formats.month(dt.date.fromisoformat(month))
        found.append(Correction(when, who, str(figure.label), text, point=scope == POINT))
    return found


def by_figure(lines):
    """Corrections with one row for a month's figure: the organization's change, and each service point's beside it."""
    rows = {}
    for line in lines:
        row = rows.setdefault(
            (line.month, line.label), SimpleNamespace(month=line.month, label=line.label, change="-", points=[])
        )
        if line.point:
            row.points.append((line.who, line.change))
        else:
            row.change = line.change
    return list(rows.values())


def table_of_workers(month, workers, now):
    """(figures, [(worker, [(text, url), ...])]): F-P09 on the page."""
    figures = [figure for figure in known() if figure.by_worker]
    rows = []
    for worker in workers:
        cells = [
            (
                words.short(figure, now.get((WORKER, worker.pk, figure.key), NOTHING)),
                records_url(month, figure.key, WORKER, worker.uuid),
            )
            for figure in figures
        ]
        rows.append((worker, cells))
    return figures, rows
