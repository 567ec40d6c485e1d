"""Charts as SVG made on the server: the same on the page and in the PDF, readable as a table, in the dark too.

Colours are `var(--c1)` ...; zero baseline for bars, direct value labels, the last one bold, at most three series.
"""

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

WIDTH, HEIGHT, FOOT, HEAD = 360, 158, 22, 24
COLOURS = ("c1", "c2", "c3")
MOST_SERIES = 3


@dataclass(frozen=True)
class Series:
    """One line or one colour of bars. `values` may hold None where there is nothing to show."""

    label: str
    values: tuple


@dataclass(frozen=True)
class Chart:
    """What a chart shows: labels below, series, and the sentence read out instead of it."""

    title: str
    labels: tuple
    series: tuple
    unit: str = ""
    table: tuple = field(default=(), compare=False)

    @property
    def rows(self):
        """The table behind the chart: (label, [value, ...])."""
        return [(label, [one.values[n] for one in self.series]) for n, label in enumerate(self.labels)]

    @property
    def sentence(self):
        parts = [f"{label} {_said(values, self.unit)}" for label, values in self.rows]
        return f"{self.title}: " + ", ".join(parts)


def _said(values, unit):
    return " + ".join("-" if value is None else f"{value:g}{unit}" for value in map(_float, values))


def _float(value):
    return None if value is None else float(value)


INK = mark_safe(
    "<style>text{font:12px 'Noto Serif SC';fill:#333}.lab{font-weight:700;fill:#000}.grid{stroke:#ccc}"
    ".ch-c1{fill:#444}.ch-c2{fill:#999}.ch-c3{fill:#d0d0d0}.ch-line{fill:none;stroke:#000;stroke-width:2}"
    ".ch-dot{fill:#fff;stroke:#000;stroke-width:2}</style>"
)  # the PDF reads no style sheet of ours inside a picture


def on_paper(svg):
    """The same picture for the PDF, in greys."""
    return mark_safe(svg.replace(">", f">{INK}", 1).replace(' width="100%"', f' width="{WIDTH}" height="{HEIGHT}"', 1))


def _svg(chart, inside, height=HEIGHT):
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" width="100%" role="img" aria-label="{}">{}</svg>',
        WIDTH, height, chart.sentence, inside,
    )  # fmt: skip


def _at(number):
    return f"{number:.1f}"


def _text(x, y, text, css=""):
    return format_html('<text x="{}" y="{}" text-anchor="middle" class="{}">{}</text>', _at(x), _at(y), css, text)


def _join(parts):
    return format_html_join("", "{}", ((part,) for part in parts))


def stacked(chart):
    """Stacked bars over a zero baseline; the sum stands above each bar."""
    sums = [sum(_float(value) or 0 for value in values) for _label, values in chart.rows]
    top, step = max([*sums, 1]), WIDTH / max(len(sums), 1)
    room, wide = HEIGHT - FOOT - HEAD, min(step * 0.58, 44)
    parts = []
    for n, (label, values) in enumerate(chart.rows):
        middle, y = step * (n + 0.5), HEIGHT - FOOT
        for place, value in enumerate(values):
            tall = (_float(value) or 0) / top * room
            if tall:
                parts.append(_bar(middle - wide / 2, y - tall, wide, tall, COLOURS[place]))
                y -= tall
        last = "lab" if n == len(sums) - 1 else ""
        parts += [_text(middle, y - 6, f"{sums[n]:g}", last), _text(middle, HEIGHT - 6, label)]
    return _svg(chart, _join(parts))


def _bar(x, y, wide, tall, colour):
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', _at(x), _at(y), _at(wide), _at(max(tall - 1.5, 1)),
        f"ch-{colour}",
    )  # fmt: skip


def line(chart):
    """One line with a point and a label for each value, over three ruled values of a round scale."""
    values = [_float(value) for value in chart.series[0].values]
    low, step = scale([value for value in values if value is not None], most=100 if chart.unit == "%" else None)
    wide, room = (WIDTH - AXIS) / max(len(values), 1), HEIGHT - FOOT - HEAD - 14
    spots = [
        (AXIS + wide * (n + 0.5), HEAD + (low + 2 * step - value) / (2 * step) * room, value)
        for n, value in enumerate(values)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _value in spots)
    parts = [_rule(HEAD + room * (1 - n / 2), low + n * step) for n in range(3)]
    parts.append(format_html('<polyline points="{}" class="ch-line"/>', path))
    for n, (x, y, value) in enumerate(spots):
        parts.append(format_html('<circle cx="{}" cy="{}" r="4" class="ch-dot"/>', _at(x), _at(y)))
        beside = [spot[2] for spot in spots[max(n - 1, 0) : n + 2]]
        under = value == min(beside) != max(beside)  # in a valley the line comes from above
        parts.append(_text(x, y + 19 if under else y - 9, f"{value:g}", "lab" if n == len(spots) - 1 else ""))
    parts += [_text(AXIS + wide * (n + 0.5), HEIGHT - 6, label) for n, label in enumerate(chart.labels)]
    return _svg(chart, _join(parts))


AXIS = 30
STEPS = tuple(unit * 10**power for power in range(12) for unit in (1, 2, 5))


def scale(values, most=None):
    """(least, step) of the roundest narrow scale of two steps that holds all values."""
    low, high = (min(values), max(values)) if values else (0, 1)
    for step in STEPS:
        least = low // step * step
        if most is not None and least + 2 * step > most:
            least = max(most - 2 * step, 0)
        if least <= low and least + 2 * step >= high:
            break
    return least, step


def _rule(y, value):
    return format_html(
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
        AXIS, WIDTH - 6, _at(y), _at(y), AXIS - 6, _at(y + 4), f"{value:g}",
    )  # fmt: skip


def goal(share, time, label, lags):
    """A bar of what is done of a target, with a tick where the time stands; hatched where it lags (ia.md 4.15)."""
    wide = min(share, 100) * 1.2
    lines = (format_html('<path d="M{} 11 L{} 3"/>', x - 6, x) for x in range(5, int(wide) + 1, 5)) if lags else ()
    return format_html(
        '<svg class="goal{}" viewBox="0 0 120 14" width="100%" height="14" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><rect class="g0" y="3" width="120" height="8" rx="3"/>'
        '<rect class="g1" y="3" width="{}" height="8" rx="3"/>{}<rect class="g2" x="{}" width="1.6" height="14"/>'
        "</svg>",
        " low" if lags else "", label, _at(wide), _join(lines), _at(max(min(time, 100) * 1.2 - 0.8, 0)),
    )  # fmt: skip
