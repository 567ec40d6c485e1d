"""What the form shows while it is filled in: days, notes, the way the request will go. Reads only."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from approvals import queries
from core import formats
from rulebook.calendars import calendar
from rulebook.dates import days as every_day
from staff.attendance import halves
from staff.leave import lines
from staff.leave.models import LeaveRequest

LONGEST = 62  # days drawn one by one
KINDS = {"block": "bad", "exception": "bad", "warn": "warn", "record": "", "remind": "", "report": "warn"}
WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)


@dataclass(frozen=True)
class DayCell:
    weekday: str
    number: int
    text: str
    works: bool


@dataclass(frozen=True)
class Line:
    """One line of the stepper before the request exists."""

    number: int
    who: str
    role: str
    act: str
    cc: bool = False
    state: str = ""
    when: str = ""
    opinion: str = ""


def day_cells(ask):
    """Each day of the leave: a whole day, half a day, or a rest day."""
    cal, (start, end) = calendar(), ask.span
    cells = []
    for day in every_day(ask.first, ask.last)[:LONGEST]:
        taken = sum(start <= half <= end for half in (halves.number(day, "am"), halves.number(day, "pm")))
        works = cal.is_workday(day)
        text = (_("half a day") if taken == 1 else _("1 day")) if works else _("rest")
        cells.append(DayCell(WEEKDAYS[day.weekday()], day.day, text, works))
    return cells


def notes(found):
    """[(kind, text)] for the page: what is in time, and every finding once."""
    shown = []
    if found.days and not found.exempt and not found.short_by and not found.after_the_fact:
        text = _("In time: %(days)s days ahead. %(required)s are required; the latest day to submit is %(latest)s.")
        numbers = {"days": found.lead.days, "required": found.lead.required, "latest": formats.day(found.lead.latest)}
        shown.append(("ok", text % numbers))
    if found.exempt and not found.ask.extends:
        text = _(
            "Sickness, bereavement and the like: tell your supervision assistant and host unit now; "
            "file the form on your first working day back."
        )
        shown.append(("", text))
    for finding in found.findings:
        if (KINDS[finding.level], finding.text) not in shown:
            shown.append((KINDS[finding.level], finding.text))
    return shown


def way(found):
    """The lines of the stepper: who would be asked, in order, as of today; at the end the handover."""
    ask = found.ask
    subject = LeaveRequest(
        applicant=ask.applicant,
        point=lines.point_of(ask.applicant),
        tier=found.tier,
        days=found.days,
        consent_needed=found.consent_needed,
        first=ask.first,
        last=ask.last,
        first_part=ask.first_part,
        last_part=ask.last_part,
    )
    shown = list(queries.preview(lines.chain_of(found.template), subject, ask.applicant))
    if found.needs_handover:
        number = sum(not line.cc for line in shown) + 1
        shown.append(Line(number, str(ask.applicant), _("you"), _("Hand over the work before you leave")))
    return shown
