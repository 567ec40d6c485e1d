"""Filling in a leave application: it computes while one types, and works as a plain form too."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from access.doors import FormDoor
from archives.forms import restored
from archives.views.sheets import SheetEdit
from core import clock
from core.forms import Segmented
from rulebook.dates import DAY
from staff.leave import actions, annual, choices, policy, preview, queries
from staff.leave.forms import DatesForm
from staff.leave.models import FromPart, LeaveRequest, ToPart
from staff.leave.reckoning import Ask, reckon
from staff.leave.types import LeaveType

FIELDS = actions.FIELDS


class LeaveNew(FormDoor, SheetEdit):
    """/leave/new/: a new application. `?first=...` reckons without saving anything (GET writes nothing)."""

    model = LeaveRequest
    template_name = "leave/new.html"

    def door_allows(self, user):
        return policy.may_ask(user)

    def get_sheet(self):
        return LeaveRequest(applicant=self.request.user)

    def get(self, request, *args, **kwargs):
        if "first" not in request.GET:
            return super().get(request, *args, **kwargs)
        draft = self.stored_draft()
        data = restored(draft.text()) if draft else None
        data = data.copy() if data is not None else request.GET.copy()
        for name in DatesForm.base_fields:
            if name in request.GET:
                data[name] = request.GET[name]
            elif name in ("first_part", "last_part") and not data.get(name):
                data[name] = LeaveRequest._meta.get_field(name).default
        return self.show(self.form(data, quiet=True), draft)

    def prepare(self, form):
        form.fields["cover"].queryset = choices.cover_candidates(self.sheet.applicant)
        form.fields["cover"].label_from_instance = str
        for name, offered in (("leave_type", LeaveType), ("first_part", FromPart), ("last_part", ToPart)):
            form.fields[name].choices = offered.choices
            form.fields[name].widget = Segmented(choices=offered.choices)
        form.fields["reason"].widget.attrs["rows"] = 2
        form.fields["late_reason"].widget.attrs["rows"] = 2
        form.fields["handover_note"].widget.attrs["rows"] = 2

    def show(self, form, draft, status=200, **extra):
        return super().show(form, draft, status, **self.reckoned(form), **extra)

    def reckoned(self, form):
        """What follows from the dates typed so far."""
        typed = DatesForm({name: form[name].value() for name in DatesForm.base_fields})
        person = self.sheet.applicant
        shown = {"balance": annual.balance(person, clock.today()), "reckoning": None}
        if not typed.is_valid():
            return shown
        dates = typed.cleaned_data
        ask = Ask(
            applicant=person,
            leave_type=dates["leave_type"],
            first=dates["first"],
            first_part=dates["first_part"] or FromPart.AM,
            last=dates["last"],
            last_part=dates["last_part"] or ToPart.PM,
            late_reason=form["late_reason"].value() or "",
            extends=self.sheet.extends,
            existing=self.sheet if self.sheet.pk else None,
        )
        found = reckon(ask, on=self.sheet.asked_on or clock.today())
        return shown | {
            "reckoning": found,
            "cells": preview.day_cells(ask),
            "notes": preview.notes(found),
            "way": preview.way(found),
            "work": queries.work_in(person, ask.first, ask.last),
        }

    def page(self):
        return {
            "title": _("Ask for leave"),
            "crumbs": [(_("Leave"), "/leave/")],
            "here": _("Ask for leave"),
            "verb": _("Submit"),
        }

    def submit(self, filled):
        values = {name: getattr(filled.sheet, name) for name in FIELDS}
        request = actions.submit(by=self.request.user, extends=self.sheet.extends, **values)
        return request.get_absolute_url()


class LeaveAgain(LeaveNew):
    """/leave/<id>/edit/: a returned application is corrected and sent again."""

    door = "object"

    def get_sheet(self):
        rows = LeaveRequest.objects.visible_to(self.request.user).filter(applicant=self.request.user)
        return get_object_or_404(rows, uuid=self.kwargs["uuid"], state=LeaveRequest.State.RETURNED)

    def submit(self, filled):
        values = {name: getattr(filled.sheet, name) for name in FIELDS}
        row = self.get_sheet()
        return actions.ask_again(request=row, by=self.request.user, **values).get_absolute_url()


class LeaveLonger(LeaveNew):
    """/leave/<id>/extend/: the supplementary application for a longer absence (LEAVE-15)."""

    door = "object"

    def get_sheet(self):
        rows = LeaveRequest.objects.visible_to(self.request.user).filter(applicant=self.request.user)
        longer = get_object_or_404(rows, uuid=self.kwargs["uuid"])
        if longer.state not in LeaveRequest.BEGUN:
            raise Http404
        return LeaveRequest(applicant=self.request.user, extends=longer)

    def get_about(self):
        return self.sheet.extends.ref

    def get_initial(self):
        longer = self.sheet.extends
        return {
            "leave_type": longer.leave_type,
            "first": longer.last + DAY,
            "last": longer.last + DAY,
            "cover": longer.cover_id,
        }
