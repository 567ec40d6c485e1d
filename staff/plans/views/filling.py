"""Filling in a report: last week from the records, this week from the calendar, everything can be changed."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import ObjectDoor
from archives import actions as archives
from archives.views import SheetEdit
from core import clock, formats
from people.models import User
from rulebook import dates
from rulebook.calendars import calendar
from staff.plans import actions, periods, policy, prefill, queries, words
from staff.plans.choices import Kind
from staff.plans.line import line
from staff.plans.models import WorkReport
from staff.plans.sheets import FORMS, sheet_of


class ByPeriod(ObjectDoor):
    """The reader's own report of a period named in the address."""

    model = WorkReport
    kind = Kind.WEEKLY

    def get_object(self):
        first = periods.parsed(self.kind, self.kwargs["key"])
        rows = WorkReport.objects.visible_to(self.request.user).with_people()
        found = first and rows.filter(owner=self.request.user, kind=self.kind, first=first).first()
        if not found:
            raise Http404
        return found


class Fill(ByPeriod, SheetEdit):
    """/plans/weekly/<year>-W<ww>/edit/ and the two of a month; submit/ is the same form under its other name."""

    template_name = "plans/fill.html"
    found_nothing = False

    def get_sheet(self):
        self.model = FORMS[self.object.kind]
        if policy.may_write(self.request.user, self.object):
            raise Http404
        return sheet_of(self.object) or self.model(report=self.object)

    def get_about(self):
        return self.object.ref

    def prepare(self, form):
        """A form nobody has begun holds what the rooms know."""
        if not self.sheet.pk and not form.is_bound:
            found = prefill.rows_of(self.object)
            self.found_nothing = not any(found.values())
            for box, rows in found.items():
                lines = form.rows[box]
                if rows:
                    lines.initial_extra, lines.extra = rows, max(0, len(rows) - lines.min_num)

    def post(self, request, *args, **kwargs):
        if request.POST.get("_save") == "copy":
            return self.take_over("this_week", prefill.copied(self.object), _("Nothing to copy: no plan last week."))
        if request.POST.get("_save") == "refill":
            return self.fill_again(request.POST.copy())
        return super().post(request, *args, **kwargs)

    def take_over(self, box, rows, otherwise):
        """Lines of an earlier report, added below those that stand there."""
        if not rows:
            messages.info(self.request, otherwise)
            return HttpResponseRedirect(self.request.path)
        return self.keep_as(added(self.request.POST.copy(), box, rows), anchor=f"#box-{box}")

    def fill_again(self, data):
        """What looks back, from the records as they stand now; the plan stays as it was typed."""
        if self.sheet.pk:
            raise Http404
        for box, rows in prefill.rows_of(self.object).items():
            if box not in ("this_week", "items"):
                data = replaced(data, box, rows)
        return self.keep_as(data)

    def keep_as(self, data, anchor=""):
        try:
            self.save(data)
        except archives.Conflict as conflict:
            return self.show_conflict(self.form(data, quiet=True), conflict)
        messages.success(self.request, _("Taken over into your draft. Only you can see it."))
        return HttpResponseRedirect(f"{self.request.path}{anchor}")

    def submit(self, filled):
        report = actions.submit(report=self.object, filled=filled, by=self.request.user)
        late = words.lateness(report)
        done = _("Handed in, %(late)s.") % {"late": late} if late else _("Handed in, in time.")
        messages.success(self.request, done)
        return queries.own_url(report)

    def page(self):
        report = self.object
        return {
            "report": report,
            "title": self.model.TITLE,
            "sub": report.label,
            "badge": words.due(report),
            "crumbs": [(_("Plans and reports"), reverse("plans:mine"))],
            "here": report.label,
            "verb": _("Hand in"),
            "receiver": receiver(report),
            "aside": "plans/aside.html",
            "weekly": report.kind == Kind.WEEKLY,
            "looks_back": self.looks_back(),
            "fresh": not self.sheet.pk,
            "found_nothing": self.found_nothing,
        }

    def looks_back(self):
        if self.object.kind != Kind.WEEKLY:
            return ""
        first, last = dates.week_reported(calendar(), self.object.first)
        return f"{formats.day_plain(first)}–{formats.day_plain(min(last, clock.today()))}"


def receiver(report):
    """Who reads it, in words; a vacant post is said."""
    found = line().superior_of(report.owner_id)
    people = User.objects.in_bulk([*found.people, *found.covers])
    if not found.people:
        return _("Nobody stands above you in the line; the report goes to the archive.")
    names = "、".join(str(people[pk]) for pk in found.people)
    if found.vacant:
        return _("Goes to %(names)s: the post in between is vacant.") % {"names": names}
    if found.covers:
        covers = "、".join(str(people[pk]) for pk in found.covers)
        return _("Goes to %(names)s, for whom %(covers)s stands in.") % {"names": names, "covers": covers}
    return _("Goes to %(names)s, who reads and comments.") % {"names": names}


def replaced(data, box, rows):
    """The posted form with the lines of `box` replaced by `rows`."""
    for name in [name for name in data if name.startswith(f"{box}-")]:
        del data[name]
    data[f"{box}-INITIAL_FORMS"] = "0"
    data[f"{box}-TOTAL_FORMS"] = "0"
    return added(data, box, rows)


def added(data, box, rows):
    """The posted form with `rows` below the lines of `box` that hold something."""
    total = int(data.get(f"{box}-TOTAL_FORMS") or 0)
    least = int(data.get(f"{box}-INITIAL_FORMS") or 0)
    while total > least and not any(data[name] for name in data if name.startswith(f"{box}-{total - 1}-")):
        total -= 1
    for row in rows:
        for column, value in row.items():
            data[f"{box}-{total}-{column}"] = _text(value)
        total += 1
    data[f"{box}-TOTAL_FORMS"] = str(total)
    return data


def _text(value):
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
