"""Targets beside what was done: cumulative, against the time that has gone, flagged where they lag (KPI-03)."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from core import clock
from projects.contracts import actions as contracts
from reports import charts, targets
from reports.charts import Chart, Series
from reports.models import Tally
from tests.reports import made

pytestmark = pytest.mark.django_db
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


def done(point, *by_month):
    for number, value in enumerate(by_month, 1):
        Tally.objects.create(
            month=dt.date(2026, number, 1), scope="point", of=point.pk, figure="case.completed", value=value
        )


@pytest.mark.rule("KPI-02")
@pytest.mark.rule("KPI-03")
@pytest.mark.example("EX-80")
@pytest.mark.parametrize(("june", "rate", "lags"), [(5, "37.5", True), (6, "40.0", False)])
def test_the_lag_flag_at_the_end_of_june(cast, world, june, rate, lags):
    with clock.standing_at(made.noon(dt.date(2026, 1, 5))):
        contracts.set_target(by=cast.leader, point=world.centre, indicator="ind.all.case.done", value=40, **YEAR)
    done(world.centre, 2, 2, 2, 2, 2, june)
    with clock.standing_at(made.noon(dt.date(2026, 7, 2))):
        (goal,) = targets.goals([world.centre], dt.date(2026, 6, 1))[world.centre.pk]
    assert (goal.progress.completion_percent, goal.progress.time_percent) == (Decimal(rate), Decimal("49.6"))
    assert (goal.month, goal.lags) == (june, lags)


def test_a_chart_says_in_words_what_it_shows_and_survives_nothing_to_show():
    chart = Chart("按时完成率", ("5月", "6月"), (Series("按时", (None, Decimal("95.5"))),), unit="%")
    assert chart.sentence == "按时完成率: 5月 -, 6月 95.5%"
    assert 'role="img"' in charts.line(chart)
    assert "95.5" in charts.line(chart)
    empty = Chart("服务量", ("5月",), (Series("会谈", (Decimal(0),)),))
    assert charts.stacked(empty).count("<rect") == 0
    assert "<style>" in charts.on_paper(charts.stacked(empty))


@pytest.mark.parametrize(
    ("values", "most", "ruled"),
    [
        ([83.3, 86.5], 100, (80, 85, 90)),
        ([100, 100], 100, (98, 99, 100)),
        ([86.4, 100], 100, (80, 90, 100)),
        ([3, 240], None, (0, 200, 400)),
        ([], None, (0, 1, 2)),
    ],
)
def test_a_line_stands_over_a_round_scale_that_is_written_beside_it(values, most, ruled):
    least, step = charts.scale(values, most)
    assert (least, least + step, least + 2 * step) == ruled


def test_the_number_of_a_valley_stands_below_its_point():
    chart = Chart("按时完成率", ("5月", "6月", "7月"), (Series("按时", (90, 83, 88)),), unit="%")
    ys = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>(?:90|83|88)</text>', charts.line(chart))]
    points = [float(y) for y in re.findall(r'cy="([\d.]+)"', charts.line(chart))]
    high, valley, last = ys[-3:]
    assert high < points[0]
    assert valley > points[1]
    assert last < points[2]


def test_a_rate_without_a_denominator_is_a_dash():
    from reports import words
    from reports.figures import FIGURES, Value

    rate = FIGURES["case.filing_rate"]
    assert words.plain(rate, Value()) == "-"
    assert words.plain(rate, Value(Decimal(19), Decimal(20))) == "95% (19/20)"
    assert words.number(Decimal("1204.50")) == "1,204.5"
    assert words.signed(Decimal(-2)) == "−2"
