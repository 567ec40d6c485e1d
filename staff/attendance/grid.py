"""The month grid, person by day, and what stands out in it; made for 40 people and 31 days. Reads only."""

import datetime as dt
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from core import clock, formats
from rulebook.calendars import calendar
from staff.attendance import counting, letters, outside, roster
from staff.attendance.models import Mark

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Head:
    """A column: the day, its weekday, whether it is worked, a make-up working day."""

    day: dt.date
    weekday: str
    css: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the grid: the person, the cells as HTML, the sums."""

    person: object
    point: str
    url: str
    cells: str
    sums: tuple


@dataclass(frozen=True)
class Notice:
    """Something that stands out, for the list on a phone."""

    letter: str
    css: str
    who: str
    what: str
    text: str
    url: str
    day: dt.date
    rank: int


def heads(month, group=None):
    national, days = calendar(), []
    names = formats.EN_DAYS if formats.english() else formats.WEEKDAYS
    day, last = month, roster.last_of(month)
    while day <= last:
        works = national.is_workday(day)
        css = "" if works and day.weekday() < 5 else "work" if works else "off"
        url = reverse("attendance:day", args=[group.code, day.isoformat()]) if group and works else ""
        days.append(Head(day, names[day.weekday()][:2], css, url if day <= clock.today() else ""))
        day += DAY
    return days


def lines(found, columns, *, link=""):
    """[Line, ...] of a closing.Month; `link` names the page a cell leads to: "cell", "correct" or none."""
    return [_line(member, found, columns, link) for member in found.members]


def _line(member, found, columns, name):
    person, today = member.person, clock.today()
    page = reverse("attendance:person", args=[person.uuid, f"{found.month:%Y-%m}"])
    place, after = "", ""
    if name:
        place, after = reverse(f"attendance:{name}", args=[person.uuid, "0000-00-00"]).split("0000-00-00")
    cells = []
    for head in columns:
        day = head.day
        row = found.rows.get((person.pk, day))
        here = member.here(day)
        if head.css == "off" or not here:
            cells.append(("off", "" if row is None or not here else _plain(day, row)))
        elif row is None and not member.kept:
            cells.append((head.css, ""))
        elif row is None and day >= today:
            cells.append((head.css, _open(day, f"{place}{day}{after}") if name and day == today else ""))
        else:
            cells.append((head.css, _cell(day, row, f"{place}{day}{after}" if name else "")))
    html = format_html_join("", '<td class="{}">{}</td>', cells)
    return Line(person, _short(member.now_at), page, html, _sums(found.of(member)))


def _open(day, url):
    """Today, not recorded yet."""
    return format_html('<a class="mkx" href="{}"><span class="visually-hidden">{}</span></a>', url, day.day)


def _marks(row):
    return row.marks if row else (Mark.NONE, Mark.NONE)


def _plain(day, row):
    return _cell(day, row, "") if any(row.marks) else ""


def _cell(day, row, url):
    letter, css, words = letters.shown(*_marks(row))
    if url:
        return format_html(
            '<a class="mkx {}" href="{}" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">{} {}</span></a>',
            css, url, words, letter, day.day, words,
        )  # fmt: skip
    return format_html(
        '<span class="mkx {}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        css, words, letter, words,
    )  # fmt: skip


def _short(point):
    """A point's name as it fits beside a person's."""
    return str(point)[:6] if point and not formats.english() else str(point or "")[:14]


def _sums(rows):
    facts = counting.full_figures(rows)
    often = counting.is_late_often(facts.late + facts.early)
    found = (
        (facts.present, ""), (facts.late, "hot" if often else ""), (facts.early, "hot" if often else ""),
        (facts.absent, "hot" if facts.absent else ""), (facts.outings, ""), (facts.leave + facts.pending, ""),
    )  # fmt: skip
    return tuple((formats.number(count) if count else "–", css) for count, css in found)


def notices(found, *, link="", limit=60):
    """What stands out, the missing first, then the newest; a spell of leave is one line."""
    rows = []
    for member in found.members:
        spell = None  # (marks, notice) of the working day before
        for day in found.due_days:
            row = found.rows.get((member.person.pk, day)) if member.here(day) else None
            mark = letters.telling(*_marks(row))
            missing = mark == Mark.NONE and day < clock.today() and member.kept
            if not member.here(day) or not (missing or mark in letters.TELLING):
                spell = None
            elif spell and mark in SPELLS and spell[0] == row.marks and not detail(row):
                rows[-1] = _longer(spell[1], day)
                spell = row.marks, rows[-1]
            else:
                rows.append(_notice(member.person, day, row, mark, link))
                spell = _marks(row), rows[-1]
    rows.sort(key=lambda one: (one.rank, -one.day.toordinal()))
    return rows[:limit]


SPELLS = (Mark.LEAVE, Mark.COMPENSATORY, Mark.LEAVE_PENDING)


def _longer(notice, day):
    return replace(notice, text=f"{formats.day(notice.day)} – {formats.day(day)}")


def _notice(person, day, row, mark, link):
    letter, css, words = letters.shown(*_marks(row))
    url = reverse(f"attendance:{link or 'person'}", args=[person.uuid, day.isoformat() if link else f"{day:%Y-%m}"])
    text = " · ".join(part for part in (formats.day(day), detail(row)) if part)
    rank = {Mark.NONE: 0, Mark.ABSENT: 1, Mark.LEAVE_PENDING: 1}.get(mark, 2)
    return Notice(letter, css, str(person), words, text, url, day, rank)


def detail(row):
    """09:17, 17 minutes late; what the person said."""
    if row is None:
        return _("no record, no outing announced")
    parts = []
    if row.late_minutes and row.came:
        parts.append(_("came %(time)s, %(n)s minutes late") % {"time": formats.time(row.came), "n": row.late_minutes})
    if row.early_minutes and row.left:
        parts.append(_("left %(time)s, %(n)s minutes early") % {"time": formats.time(row.left), "n": row.early_minutes})
    if row.explanation:
        parts.append(f"“{row.explanation}”")
    elif row.asked_at:
        parts.append(_("asked, no answer yet"))
    return " · ".join(parts)


def outings(found):
    """The outings of the month, by day."""
    people = [member.person.pk for member in found.members]
    return outside.of_people(people, found.month, roster.last_of(found.month))
