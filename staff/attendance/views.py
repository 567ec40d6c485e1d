"""One's own month, as the supervision assistant keeps it."""

import calendar as months
import datetime as dt

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from access.doors import RoleOnly, anyone_signed_in
from core import clock
from rulebook.calendars import calendar
from staff.attendance.models import AttendanceDay, Mark

# mark -> (letter in the grid, CSS class of the cell)
LETTERS = {
    Mark.NONE: ("", ""),
    Mark.PRESENT: ("•", "n"),
    Mark.LATE: ("迟", "late"),
    Mark.EARLY: ("早", "early"),
    Mark.ABSENT: ("旷", "q"),
    Mark.LEAVE: ("假", "lv"),
    Mark.LEAVE_PENDING: ("待", "q"),
    Mark.OUTING: ("外", "out"),
    Mark.TRAINING: ("训", "tr"),
    Mark.COMPENSATORY: ("休", "lv"),
}


class MyMonth(RoleOnly, TemplateView):
    """/attendance/ and /attendance/<yyyy-mm>/: a calendar of one month, by weeks; empty where nothing is recorded."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "attendance/month.html"

    def get_context_data(self, **kwargs):
        first = first_of(self.kwargs.get("month"))
        mine = AttendanceDay.objects.visible_to(self.request.user).filter(person=self.request.user)
        recorded = {row.day: row for row in mine.in_month(first)}
        weeks = weeks_of(first, recorded, calendar())
        return super().get_context_data(
            first=first,
            weekdays=[_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
            weeks=weeks,
            any_recorded=bool(recorded),
            earlier=(first - dt.timedelta(days=1)).replace(day=1),
            later=(first + dt.timedelta(days=31)).replace(day=1),
            **kwargs,
        )


def first_of(text):
    """First day of "2026-11"; of the present month where there is none; 404 for anything else."""
    if text is None:
        return clock.today().replace(day=1)
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError as error:
        raise Http404 from error


def weeks_of(first, recorded, national):
    """Weeks (Monday first) of (date, is it of this month, is it a working day, [(letter, css, words), ...])."""
    weeks = []
    for week in months.Calendar().monthdatescalendar(first.year, first.month):
        weeks.append(
            [(day, day.month == first.month, national.is_workday(day), cells(recorded.get(day))) for day in week]
        )
    return weeks


def cells(row):
    """One cell where both halves agree, else two."""
    if row is None:
        return []
    if row.morning == row.afternoon:
        return [cell(row.morning, _("all day"))]
    return [cell(row.morning, _("morning")), cell(row.afternoon, _("afternoon"))]


def cell(mark, when):
    letter, css = LETTERS[Mark(mark)]
    return letter, css, f"{when} · {Mark(mark).label}"
