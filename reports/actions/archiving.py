"""A submitted month becomes forms and a volume of the archive (F-P09, F-P10; ARCH-02)."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from archives import actions as archives
from archives.actions import file_sheet
from archives.sheets import Filled
from people import roles
from reports import queries, reading, snapshots, words
from reports.actions.common import store
from reports.counting import POINT, WORKER
from reports.figures import NOTHING, known
from reports.sheets import IndicatorLine, PointStatistics, WorkerLine, WorkerStatistics

COLUMNS = {
    "opened": "case.opened", "completed": "case.completed", "contacts": "case.contacts",
    "consultations": "case.consultations", "groups": "group.completed", "sessions": "group.sessions",
    "events": "event.held", "volunteers": "event.volunteers", "person_times": "service.person_times",
    "persons": "service.persons", "hours": "service.hours",
}  # fmt: skip


def file_report(report, by):
    """F-P09 and the F-P10 of every point from the frozen figures, and the volume they are kept in."""
    found, data = reading.frozen(report.snapshot), report.snapshot.data
    goals = snapshots.goals(report.snapshot)
    with override("zh-hans"):
        _file_workers(report, found, data, by)
        for row in queries.point_reports(report.month):
            _file_point(row, found, goals, by)
    report.volume = archives.open_volume(
        subject=report,
        kind="monthly_report",
        worker=by,
        point=None,
        finished_on=max(report.last_day, report.submitted_at.date()),
        file_no=f"YB-{report.month:%Y-%m}",
        by=by,
    )
    return store(report, by)


def _file_workers(report, found, data, by):
    places = {worker.pk: post for worker, post in _posts(report.month)}
    lines = []
    for pk, name in sorted(data["names"][WORKER].items(), key=lambda pair: int(pair[0])):
        values = {box: _plain(found.get((WORKER, int(pk), key), NOTHING).value) for box, key in COLUMNS.items()}
        if any(values.values()) or int(pk) in places:
            lines.append(WorkerLine(worker=name, point=places.get(int(pk), ""), **values))
    file_sheet(filled=Filled(WorkerStatistics(report=report), rows={"rows": lines}), by=by)


def _plain(number):
    """Whole numbers whole, hours with their one decimal."""
    return int(number) if number == int(number) else number.quantize(Decimal("0.1"))


def _posts(month):
    first = month
    for worker in queries.workers_of(first):
        post = roles.post_of(worker, first) or roles.post_of(worker)
        yield worker, str(post.point) if post and post.point else ""


def _file_point(row, found, goals, by):
    by_figure = {}
    for goal in goals.get(row.point_id, ()):
        by_figure.setdefault(goal.figure, goal)
    lines = []
    for figure in known():
        value = found.get((POINT, row.point_id, figure.key), NOTHING)
        if value != NOTHING or figure.key in by_figure:
            lines.append(_line(figure, value, by_figure.get(figure.key)))
    sheet = PointStatistics(report=row, point=row.point.name)
    file_sheet(filled=Filled(sheet, rows={"indicators": lines}), by=by)


def _line(figure, value, goal):
    line = IndicatorLine(indicator=str(figure.label), unit=words.unit(figure) or "%", month=words.plain(figure, value))
    if goal:
        line.target, line.cumulative = words.number(goal.target), words.number(goal.done)
        line.rate = f"{words.number(goal.progress.completion_percent)}%"
        line.time_share = f"{words.number(goal.progress.time_percent)}%"
        line.flag = str(_("lagging")) if goal.lags else ""
    return line


def forms_of(report):
    """The forms a volume collects, with the names of their lines in the catalogue."""
    yield WorkerStatistics, list(WorkerStatistics.objects.filter(report=report))
    rows = PointStatistics.objects.filter(report__month=report.month, report__point__isnull=False)
    yield PointStatistics, list(rows.order_by("report__point__code"))
