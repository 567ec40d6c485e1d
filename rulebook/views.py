"""The settings page: every number with its clause, its value by scope and who changed it; and the calendar."""

import calendar as months
import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from core import clock
from rulebook import actions, calendars, display, policy
from rulebook.forms import DayForm, ValueForm
from rulebook.keys import GROUPS, KEYS
from rulebook.models import CalendarDay, RuleValue


class RoleOnly:
    """The house's role door, declared here: the doors lie above this room. 403 for those `allowed` refuses."""

    door = "role"
    allowed = None

    def dispatch(self, request, *args, **kwargs):
        if not self.allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def group_title(title):
    return _("How strictly each rule is kept") if title == "levels" else title


class Settings(RoleOnly, TemplateView):
    """/settings/rules/"""

    allowed = staticmethod(policy.may_read)
    template_name = "rulebook/settings.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        found = {setting.key.key: setting for setting in display.settings_for(user, list(KEYS.values()))}
        groups = [
            (group_title(title), f"g{number}", [found[key.key] for key in keys])
            for number, (title, keys) in enumerate(GROUPS.items(), 1)
        ]
        waiting = [(setting, held) for setting in found.values() for held in setting.waiting]
        return super().get_context_data(
            groups=groups,
            waiting=waiting,
            may_approve=policy.may_approve(user),
            missing_year=calendars.missing_year(),
            **kwargs,
        )


class Change(RoleOnly, View):
    """/settings/rules/<key>/: the history of a setting; propose a new value, with a look at its effect first."""

    allowed = staticmethod(policy.may_read)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.key = KEYS.get(kwargs["key"])

    def dispatch(self, request, *args, **kwargs):
        if self.key is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(self.form())

    def form(self, data=None):
        stored = self.key.default_for("")
        newest = RuleValue.objects.in_force().filter(key=self.key.key, service_type="", point=None)
        if row := newest.order_by("-since", "-pk").first():
            stored = row.value
        return ValueForm(data, key=self.key, initial={"value": display.typed_in(self.key, stored)})

    def post(self, request, *args, **kwargs):
        if not policy.may_change(request.user, self.key):
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        if "_preview" in request.POST:
            return self.show(form, **self.preview(data))
        try:
            actions.propose_value(
                key=self.key.key,
                by=request.user,
                **{name: data[name] for name in ("value", "since", "reason", "point", "service_type")},
            )
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
            for name, texts in by_field.items():
                form.add_error(name if name in form.fields else None, texts)
            return self.show(form)
        messages.success(request, _("Proposed. It holds once the deputy or the director-general approves it."))
        return HttpResponseRedirect(reverse("rulebook:settings"))

    def preview(self, data):
        effects = display.effects(
            self.key, data["value"], point=data["point"], service_type=data["service_type"] or None
        )
        return {
            "previewed": True,
            "effects": effects,
            "moved": display.count_moved(self.key),
            "new_value": display.words(self.key, data["value"]),
        }

    def show(self, form, **extra):
        rows = RuleValue.objects.filter(key=self.key.key).select_related("point", "changed_by", "decided_by")
        history = [(display.scope_words(row), display.words(self.key, row.value), row) for row in rows.order_by("-pk")]
        (setting,) = display.settings_for(self.request.user, [self.key])
        context = {"key": self.key, "setting": setting, "form": form, "history": history, **extra}
        return render(self.request, "rulebook/change.html", context)


class Decide(RoleOnly, View):
    """/settings/rules/decide/<id>/: DDG or DG approve or refuse a proposal (POST only)."""

    allowed = staticmethod(policy.may_approve)
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        row = get_object_or_404(RuleValue, uuid=kwargs["uuid"])
        try:
            actions.decide_value(value_id=row.pk, by=request.user, approve=request.POST.get("outcome") == "ok")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Decided."))
        return HttpResponseRedirect(reverse("rulebook:settings"))


class Year(RoleOnly, View):
    """/settings/calendar/: the working days of a year; HR loads it and says what single days are."""

    allowed = staticmethod(policy.may_read)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        given = request.GET.get("year", "")
        self.year = int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else clock.today().year

    def get(self, request, *args, **kwargs):
        return self.show(DayForm())

    def post(self, request, *args, **kwargs):
        if not policy.may_edit_calendar(request.user):
            raise PermissionDenied
        form = DayForm(request.POST if "day" in request.POST else None)
        try:
            if "load" in request.POST:
                actions.load_year(self.year, by=request.user)
            elif "complete" in request.POST:
                actions.complete_year(self.year, by=request.user)
            elif form.is_valid():
                actions.set_day(by=request.user, **form.cleaned_data)
            else:
                return self.show(form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The calendar is changed; open provisional deadlines were counted again."))
        return HttpResponseRedirect(f"{reverse('rulebook:calendar')}?year={self.year}")

    def show(self, form):
        cal = calendars.calendar()
        context = {
            "year": self.year,
            "loaded": self.year in cal.years,
            "shipped": self.year in calendars.shipped_years(),
            "months": months_of(self.year, cal),
            "days": CalendarDay.objects.filter(day__year=self.year).select_related("edited_by"),
            "workdays": sum(cal.is_workday(day) for day in days_of(self.year)),
            "may_edit": policy.may_edit_calendar(self.request.user),
            "missing_year": calendars.missing_year(),
            "form": form,
            "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        }
        return render(self.request, "rulebook/calendar.html", context)


def days_of(year):
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]


def months_of(year, cal):
    """[(first day, weeks of (number, works, differs from its weekday) or None)]."""
    found = []
    for month in range(1, 13):
        weeks = [
            [(day.day, cal.is_workday(day), day in cal.exceptions) if day.month == month else None for day in week]
            for week in months.Calendar().monthdatescalendar(year, month)
        ]
        found.append((dt.date(year, month, 1), weeks))
    return found
