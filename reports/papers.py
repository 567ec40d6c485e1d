"""What the monthly report prints: the organization's (mockup 12) and a service point's, and the Excel behind them."""

from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.models import Approval
from core import clock, formats
from reports import dashboards, pages, queries, reading, snapshots, targets, words
from reports.counting import ORGANIZATION, POINT, WORKER, previous
from reports.figures import FIGURES, NOTHING, Section, known


def _found(report):
    whole = report if report.point_id is None else reading.whole_report(report.month)
    return whole, *pages.both_months(report)


def _goals(whole, month, points):
    if whole and whole.snapshot_id and not whole.is_open:
        return snapshots.goals(whole.snapshot)
    return targets.goals(points, month)


def _frame(report):
    """Head and foot of either paper."""
    return {
        "report": report,
        "title": title(report),
        "number": f"YB-{report.month:%Y-%m}",
        "first": report.month,
        "last": report.last_day,
        "day": report.confirmed_at or report.handed_in_at or clock.now(),
        "as_of": min(report.confirmed_at or clock.now(), clock.now()),
        "draft": not report.is_frozen,
    }


def title(report):
    if report.point_id:
        return f"{report.point} {formats.month(report.month)}"
    return _("Monthly service report, %(month)s") % {"month": formats.month(report.month)}


def whole(report):
    """The paper of the organization's month."""
    month = report.month
    _whole, now, before = _found(report)
    rows = list(queries.point_reports(month))
    points = [row.point for row in rows]
    goals = _goals(report, month, points)
    heads = dashboards.heads_of_goals(goals)
    kept = report.snapshot.data if report.snapshot_id and not report.is_open else None
    return _frame(report) | {
        "sentence": _sentence(now, before, points),
        "heads": [FIGURES[key] for key in heads],
        "time": _time(goals),
        "points": [_point_row(point, heads, goals, now) for point in points],
        "sums": _sums(heads, goals, now),
        "service": pairs(_table(Section.SERVICE, Section.CASE, Section.GROUP, Section.EVENT, now=now, before=before)),
        "staff": pairs(_table(Section.STAFF, Section.DOCUMENT, now=now, before=before)),
        "archive": _table(Section.ARCHIVE, now=now, before=before),
        "last_month": previous(month),
        "notes": (kept["notes"] if kept else report.notes).splitlines(),
        "missing": kept["missing"] if kept else [str(row.point) for row in rows if row.state == "collecting"],
        "corrections": pages.by_figure(pages.correction_lines(report)),
        "steps": _decisions(report),
        "chart": dashboards.volume_chart(ORGANIZATION, 0, month),
    }


def _value(found, key, scope=ORGANIZATION, pk=0):
    return found.get((scope, pk, key), NOTHING)


def _sentence(now, before, points):
    """The month in one sentence; what no room counts is left out."""
    parts = [
        words.with_unit(FIGURES[key], _value(now, key)).join((f"{FIGURES[key].label} ", ""))
        for key in ("case.contacts", "group.sessions", "event.held", "service.persons", "service.person_times")
        if FIGURES[key].is_known
    ]
    text = _("%(points)s service points with %(staff)s front-line staff: %(parts)s.") % {
        "points": len(points),
        "staff": words.number(_value(now, "staff.workers").value),
        "parts": "，".join(parts),
    }
    due = _value(now, "document.on_time")
    if due.whole:
        figure = FIGURES["document.on_time"]
        text += _(" %(due)s documents fell due, in time %(share)s; overdue and not handed in: %(open)s.") % {
            "due": words.number(due.whole),
            "share": words.short(figure, due),
            "open": words.number(_value(now, "document.open").value),
        }
    return text


def _time(goals):
    shares = [goal.progress.time_percent for rows in goals.values() for goal in rows]
    return max(shares) if shares else None


def _point_row(point, heads, goals, now):
    mine = {goal.figure: goal for goal in goals.get(point.pk, ())}
    return SimpleNamespace(
        point=point,
        cells=[_cell(mine.get(key)) for key in heads],
        times=words.number(_value(now, "service.person_times", POINT, point.pk).value),
        late=words.number(_value(now, "document.open", POINT, point.pk).value),
        lags=any(goal.lags for goal in mine.values()),
    )


def _cell(goal):
    return "-" if goal is None else f"{words.number(goal.done)} / {words.number(goal.target)}"


def _sums(heads, goals, now):
    cells = []
    for key in heads:
        every = [goal for rows in goals.values() for goal in rows if goal.figure == key]
        cells.append(f"{words.number(sum(g.done for g in every))} / {words.number(sum(g.target for g in every))}")
    return SimpleNamespace(
        cells=cells,
        times=words.number(_value(now, "service.person_times").value),
        late=words.number(_value(now, "document.open").value),
    )


def _table(*sections, now, before, scope=ORGANIZATION, pk=0):
    """[(label, this month, last month, change)] of some sections."""
    return [
        (
            figure.label,
            words.with_unit(figure, _value(now, figure.key, scope, pk)),
            words.plain(figure, _value(before, figure.key, scope, pk)),
            words.change(figure, _value(now, figure.key, scope, pk), _value(before, figure.key, scope, pk)),
        )
        for figure in known()
        if figure.section in sections
    ]


def pairs(lines):
    """The lines side by side, two a row, read down the left half first."""
    half = (len(lines) + 1) // 2
    rest = [*lines[half:], *[("", "", "", " ")] * (2 * half - len(lines))]
    return list(zip(lines[:half], rest, strict=True))


def _decisions(report):
    """The two directors' cells: label, name, day; empty while they have not decided."""
    cells = {"ddg": SimpleNamespace(by="", day=None), "dg": SimpleNamespace(by="", day=None)}
    if report.approval_id and report.approval.state in (Approval.State.RUNNING, Approval.State.APPROVED):
        for step in report.approval.steps.filter(state="closed", outcome="ok").select_related("by"):
            cells[step.key] = SimpleNamespace(by=str(step.by or ""), day=step.decided_at)
    return cells


def point(report):
    """The paper of a service point's month (F-P10)."""
    whole_one, now, before = _found(report)
    goals = _goals(whole_one, report.month, [report.point]).get(report.point_id, [])
    workers = list(queries.workers_of(report.month, report.point))
    figures, rows = pages.table_of_workers(report.month, workers, now)
    sections = (Section.SERVICE, Section.CASE, Section.GROUP, Section.EVENT, Section.DOCUMENT, Section.ARCHIVE)
    return _frame(report) | {
        "goals": goals,
        "lines": pairs(_table(*sections, now=now, before=before, scope=POINT, pk=report.point_id)),
        "figures": figures,
        "workers": [(worker, [text for text, _url in cells]) for worker, cells in rows],
        "last_month": previous(report.month),
        "corrections": pages.correction_lines(report, (POINT,), report.point_id),
        "chart": dashboards.volume_chart(POINT, report.point_id, report.month),
    }


def sheets(report):
    """(name, columns, rows) of the Excel file: figures, service points, workers, corrections."""
    _whole, now, before = _found(report)
    scope, pk = (ORGANIZATION, 0) if report.point_id is None else (POINT, report.point_id)
    yield (
        str(_("Figures")),
        [
            _("Figure"),
            _("Unit"),
            _("This month"),
            _("Denominator"),
            _("Last month"),
            _("Denominator"),
            _("not counted"),
            _("Definition"),
        ],
        [
            _figure_row(figure, _value(now, figure.key, scope, pk), _value(before, figure.key, scope, pk))
            for figure in known()
        ],
    )
    if report.point_id is None:
        points = [row.point for row in queries.point_reports(report.month)]
        yield _matrix(_("Service points"), POINT, points, now)
    workers = list(queries.workers_of(report.month, report.point))
    yield _matrix(_("Social workers"), WORKER, workers, now)
    lines = pages.correction_lines(report, *(((POINT,), report.point_id) if report.point_id else ()))
    if lines:
        rows = [[one.month, one.who, one.label, one.change] for one in lines]
        yield str(_("Corrections")), [_("Month"), _("Whose"), _("Figure"), pgettext("figure", "Change")], rows


def _figure_row(figure, value, last):
    return [
        str(figure.label), words.unit(figure) or "%", value.value, value.whole, last.value, last.whole, value.refused,
        str(figure.definition),
    ]  # fmt: skip


def _matrix(name, scope, things, now):
    figures = [figure for figure in known() if scope == POINT or figure.by_worker]
    columns = [name, *(f"{figure.label} ({words.unit(figure) or '%'})" for figure in figures)]
    rows = [
        [str(one), *(_number(figure, _value(now, figure.key, scope, one.pk)) for figure in figures)] for one in things
    ]
    return str(name), columns, rows


def _number(figure, value):
    return words.short(figure, value) if figure.is_rate else value.value
