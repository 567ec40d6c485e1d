"""One's own month and the month of one person below: a calendar by weeks, as the supervision assistant keeps it."""

import calendar as months

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from access.doors import RoleOnly, anyone_signed_in
from core import clock
from rulebook.calendars import calendar
from staff.attendance import actions, counting, grid, hours, letters, outside, policy, roster
from staff.attendance.models import AttendanceDay, Mark
from staff.attendance.sheets import AttendanceCheck
from staff.attendance.views.common import around, day_of, first_of, person_or_404


class PersonMonth(RoleOnly, TemplateView):
    """/attendance/people/<id>/<yyyy-mm>/: the month of one person, for those above (roles.md 4.2)."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "attendance/month.html"
    own = False

    def dispatch(self, request, *args, **kwargs):
        self.first = first_of(kwargs.get("month"))
        self.last = roster.last_of(self.first)
        self.person = self.get_person()
        return super().dispatch(request, *args, **kwargs)

    def get_person(self):
        return person_or_404(self.request.user, self.kwargs["uuid"], self.first, self.last)

    def get_context_data(self, **kwargs):
        user, first = self.request.user, self.first
        rows = AttendanceDay.objects.of_people(user, [self.person.pk], first, self.last)
        recorded = {row.day: row for row in rows}
        member = next(iter(roster.members(first, self.last, people=[self.person.pk])), None)
        earlier, later = around(first)
        return super().get_context_data(
            person=self.person,
            own=self.own,
            first=first,
            weekdays=[_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
            weeks=weeks_of(first, recorded, calendar(), self.link_of(member)),
            any_recorded=any(any(row.marks) for row in recorded.values()),
            figures=counting.full_figures(recorded.values()),
            told=self.told(recorded, member),
            checks=self.checks(),
            outings=outside.of_people([self.person.pk], first, self.last),
            hours=hours.hours_of(member.now_at, self.last) if member else "",
            point=member.now_at if member else None,
            earlier=earlier,
            later=later,
            writes=self.writes(member),
            **kwargs,
        )

    def writes(self, member):
        """Does the reader keep this person's attendance?"""
        if self.own or member is None:
            return False
        kept = {row["group"] for row in policy.kept_groups(self.request.user)}
        return any(spell[3] in kept for spell in member.spells)

    def link_of(self, member):
        """day -> the page where the day is recorded, for whoever keeps it."""
        if not self.writes(member):
            return lambda day: ""
        return lambda day: reverse("attendance:cell", args=[self.person.uuid, day.isoformat()])

    def told(self, recorded, member):
        """What stands out, newest first: (row or gap, words, may a word still be said)."""
        found = []
        for day in calendar().working_days(self.first, min(self.last, clock.today())):
            row = recorded.get(day)
            if member is None or not member.here(day):
                continue
            mark = letters.telling(*row.marks) if row else Mark.NONE
            asked = row is not None and (row.asked_at or row.explanation)
            if asked or mark in letters.TELLING or (mark == Mark.NONE and day < clock.today()):
                shown = letters.shown(*(row.marks if row else (Mark.NONE, Mark.NONE)))
                found.append({"day": day, "row": row, "shown": shown, "text": grid.detail(row) if row else ""})
        return found[::-1]

    def checks(self):
        """Checks about the person: for oneself the results only, for those above who made them."""
        if not self.own:
            rows = (
                AttendanceCheck.objects.visible_to(self.request.user).in_month(self.first).filter(checked=self.person)
            )
            return [_check(row.at, row.way, row.result, row.get_absolute_url()) for row in rows.order_by("-at")]
        rows = AttendanceCheck.objects.in_month(self.first).results_for(self.request.user)
        return [_check(row["at"], row["way"], row["result"]) for row in rows]


def _check(at, way, result, url=""):
    way, result = AttendanceCheck.Way(way), AttendanceCheck.Result(result)
    bad = result in (AttendanceCheck.Result.ABSENT, AttendanceCheck.Result.LATE)
    return {"at": at, "way": way.label, "result": ("bad" if bad else "done", result.label), "url": url}


class MyMonth(PersonMonth):
    """/attendance/ and /attendance/<yyyy-mm>/: one's own; empty where nothing is recorded."""

    own = True

    def get_person(self):
        return self.request.user


class Explain(RoleOnly, View):
    """/attendance/explain/<day>/: a word about one's own day."""

    allowed = staticmethod(anyone_signed_in)
    http_method_names = ["post", "options"]

    def post(self, request, day):
        day = day_of(day)
        try:
            actions.explain(by=request.user, day=day, text=request.POST.get("text", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Sent to your supervision assistant."))
        return HttpResponseRedirect(reverse("attendance:month", args=[f"{day:%Y-%m}"]) + f"#d{day:%d}")


def weeks_of(first, recorded, national, link=lambda day: ""):
    """Weeks (Monday first) of (date, is it of this month, is it a working day, [(letter, css, words), ...], url)."""
    weeks = []
    for week in months.Calendar().monthdatescalendar(first.year, first.month):
        weeks.append([_day(day, first, recorded.get(day), national, link) for day in week])
    return weeks


def _day(day, first, row, national, link):
    inside, works = day.month == first.month, national.is_workday(day)
    url = link(day) if inside and works and day <= clock.today() else ""
    return day, inside, works, cells(row) if inside else [], url


def cells(row):
    """One cell where both halves agree, else two."""
    if row is None:
        return []
    if row.morning == row.afternoon:
        return [cell(row.morning, _("all day"))]
    return [cell(row.morning, _("morning")), cell(row.afternoon, _("afternoon"))]


def cell(mark, when):
    mark = Mark(mark)
    if mark == Mark.NONE:
        return "", "", ""
    return letters.letter(mark), letters.LETTERS[mark][2], f"{when} · {mark.label}"
