"""{% stacked chart %}, {% line chart %}, {% goal one %}: the charts of reports/charts.py with their tables."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.translation import gettext as _

from reports import charts
from reports.words import number

register = template.Library()


@register.inclusion_tag("reports/_chart.html")
def stacked(chart):
    return {
        "chart": chart,
        "svg": charts.stacked(chart),
        "legend": list(zip(charts.COLOURS, chart.series, strict=False)),
    }


@register.inclusion_tag("reports/_chart.html")
def line(chart):
    return {"chart": chart, "svg": charts.line(chart), "legend": []}


@register.simple_tag
def picture(chart, kind="stacked", paper=False):
    """The picture alone; `paper` for the PDF."""
    svg = charts.line(chart) if kind == "line" else charts.stacked(chart)
    return charts.on_paper(svg) if paper else svg


@register.inclusion_tag("reports/_goal.html")
def goal(one):
    share, time = one.progress.completion_percent, one.progress.time_percent
    state = _("lagging") if one.lags else _("on course")
    label = _("%(done)s of %(target)s done, %(share)s%%; %(time)s%% of the time gone; %(state)s") % {
        "done": number(one.done), "target": number(one.target), "share": number(share), "time": number(time),
        "state": state,
    }  # fmt: skip
    return {
        "goal": one,
        "share": share.quantize(Decimal(1), ROUND_HALF_UP),
        "svg": charts.goal(float(share), float(time), label, one.lags),
    }


@register.filter
def n(value):
    """{{ value|n }}: a number without useless zeros."""
    return "-" if value is None else number(value)
