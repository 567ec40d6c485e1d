"""What the overviews show: facts in sentences, targets, and the months before as charts."""

from types import SimpleNamespace

from django.utils.translation import gettext as _

from core import clock, formats
from notifications.models import Deadline
from reports import reading, sources, targets, words
from reports.charts import Chart, Series
from reports.figures import FIGURES, NOTHING
from reports.models import MonthlyReport
from reports.progress import percent
from rulebook.values import value

MONTHS = 6
VOLUME = ("case.contacts", "group.sessions", "event.held")
NAMED = 3  # service points in a sentence


def labels(months):
    """Short names of months under a chart: 5月, May."""
    if formats.english():
        return tuple(formats.EN_MONTHS[month.month - 1] for month in months)
    return tuple(f"{month.month}月" for month in months)


def volume_chart(scope, pk, last):
    """Contacts, sessions and events of the last months, stacked."""
    months = reading.months_back(last, MONTHS)
    keys = [key for key in VOLUME if FIGURES[key].is_known]
    found = reading.series(scope, [pk], months, keys)
    series = tuple(Series(str(FIGURES[key].label), tuple(one.value for one in found[pk, key])) for key in keys)
    return Chart(str(_("Service of the last months")), labels(months), series)


def on_time_chart(scope, pk, last):
    """Share of documents in time over the last months, in percent."""
    months = reading.months_back(last, MONTHS)
    found = reading.series(scope, [pk], months, ["document.on_time"])
    shares = tuple(percent(one.value, one.whole) for one in found[pk, "document.on_time"])
    return Chart(str(_("Documents in time")), labels(months), (Series(str(_("in time")), shares),), unit="%")


def value_of(found, scope, pk, key):
    return found.get((scope, pk, key), NOTHING)


def on_time_fact(found, before, scope, pk, month):
    """How much came in time, and how that compares with the month before."""
    figure = FIGURES["document.on_time"]
    now, last = value_of(found, scope, pk, figure.key), value_of(before, scope, pk, figure.key)
    share = percent(now.value, now.whole)
    meaning = _("%(n)s fell due") % {"n": words.number(now.whole or 0)}
    if change := words.change(figure, now, last):
        meaning = _("%(change)s against the month before · %(due)s") % {"change": change, "due": meaning}
    return SimpleNamespace(
        label=_("Documents in time"), value="-" if share is None else words.number(share), unit="%", meaning=meaning
    )


def overdue_fact(workers=None, point=None):
    """Documents owed today and past their time; of which long past."""
    rows = Deadline.objects.open().filter(rule__in=sources.DOCUMENTS, due_at__lt=clock.now())
    if workers is not None:
        rows = rows.filter(owner__in=workers)
    if point is not None:
        rows = rows.filter(point=point)
    every = list(rows.values_list("due_at", flat=True))
    days = value("kpi.long_overdue_days")
    long_ago = sum((clock.now() - due_at).days > days for due_at in every)
    told = _("%(n)s of them for more than %(days)s days") % {"n": long_ago, "days": days}
    return SimpleNamespace(
        label=_("Overdue now"), value=len(every), unit=_("documents"),
        meaning=told if every else _("Nothing is overdue."),
    )  # fmt: skip


def _some(things):
    """The first names of many."""
    names = (", " if formats.english() else "、").join(map(str, things[:NAMED]))
    return names + ("…" if len(things) > NAMED else "")


def lag_fact(points, goals):
    """Service points with a target more than the set points behind the time."""
    lagging = [point for point in points if any(goal.lags for goal in goals.get(point.pk, ()))]
    names = _some(lagging)
    return SimpleNamespace(
        label=_("Behind the contract"), value=len(lagging), unit=_("service points"),
        meaning=names or _("Every service point is on course."),
    )  # fmt: skip


def report_fact(month, rows):
    """How many service points have handed in the month's figures, and who is missing."""
    missing = [row for row in rows if row.state == MonthlyReport.State.COLLECTING]
    return SimpleNamespace(
        label=_("Report of %(month)s") % {"month": formats.month(month)},
        value=len(rows) - len(missing),
        unit=_("of %(n)s service points handed in") % {"n": len(rows)},
        meaning=_("Missing: %(names)s") % {"names": _some([row.point for row in missing])} if missing else "",
    )


def people_fact(found, scope, pk):
    """Persons and person-times of the month, kept apart."""
    persons = value_of(found, scope, pk, "service.persons")
    times = value_of(found, scope, pk, "service.person_times")
    return SimpleNamespace(
        label=_("Persons served this month"), value=words.number(persons.value), unit=_("persons"),
        meaning=_("%(n)s person-times") % {"n": words.number(times.value)},
    )  # fmt: skip


def heads_of_goals(goals):
    """The targets that have a column: those most points have, in the order of the figures, at most four."""
    count = {}
    for rows in goals.values():
        for figure in {goal.figure for goal in rows}:
            count[figure] = count.get(figure, 0) + 1
    order = list(FIGURES)
    common = sorted(count, key=lambda key: (-count[key], order.index(key)))[:COLUMNS]
    return sorted(common, key=order.index)


COLUMNS = 4


def table_of_points(points, month, reports, found, goals):
    """(figures with a column, rows) of the overview: each point's targets, staff, overdue, report."""
    heads = heads_of_goals(goals)
    by_point = {row.point_id: row for row in reports}
    late = overdue_by_point(points)
    rows = []
    for point in points:
        mine = {goal.figure: goal for goal in goals.get(point.pk, ())}
        rows.append(
            SimpleNamespace(
                point=point,
                staff=int(value_of(found, "point", point.pk, "staff.workers").value),
                cells=[(FIGURES[key].label, mine.get(key)) for key in heads],
                late=late.get(point.pk, 0),
                report=by_point.get(point.pk),
            )
        )
    return [FIGURES[key] for key in heads], rows


def overdue_by_point(points):
    """{point pk: documents of its workers that are overdue now}, in two queries."""
    placed = sources.posted(clock.today(), clock.today())
    rows = Deadline.objects.open().filter(rule__in=sources.DOCUMENTS, due_at__lt=clock.now())
    found = {}
    for owner, point in rows.values_list("owner", "point"):
        place = point or placed.get(owner)
        found[place] = found.get(place, 0) + 1
    return found


def reported_month():
    """The month whose report is being made: the one that is over."""
    return reading.previous(clock.today().replace(day=1))


def goals_now(points):
    return targets.goals(points, clock.today().replace(day=1))
