"""The buttons of a month: check, confirm, give back, submit, send. POST only; the page shows the forms."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from archives.views.sheets import add_errors
from reports import actions
from reports.forms import BackForm, CheckForm, ConfirmForm, SendForm
from reports.views.doors import MonthDoor
from reports.views.reading import Month, PointMonth


class Act(MonthDoor, View):
    """Runs one action and goes back to the report; what is objected to stands there, beside what was typed."""

    form_class, page_class, slot = None, Month, "form"

    def get(self, request, *args, **kwargs):
        return HttpResponseNotAllowed(["POST"])

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST) if self.form_class else None
        try:
            if form is None or form.is_valid():
                messages.success(request, self.run(form.cleaned_data if form is not None else {}))
                return HttpResponseRedirect(self.object.get_absolute_url())
        except ValidationError as error:
            if form is None:
                messages.error(request, " ".join(error.messages))
                return HttpResponseRedirect(self.object.get_absolute_url())
            add_errors(form, error)
        return self.show(form)

    def show(self, form):
        """The page again with the form as it was sent; where it is offered no more, only what is objected to."""
        page = self.page_class()
        page.setup(self.request, *self.args, **self.kwargs)
        page.object = self.object
        context = page.get_context_data()
        if self.slot not in context:
            messages.error(self.request, " ".join(text for errors in form.errors.values() for text in errors))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return render(self.request, page.template_name, context | {self.slot: form}, status=422)

    def run(self, data):
        """Do it; returns what is said afterwards."""
        raise NotImplementedError


class Check(Act):
    """/reports/<month>/<point>/check/"""

    form_class, page_class, slot = CheckForm, PointMonth, "check_form"

    def run(self, data):
        right = data["answer"] == "right"
        actions.check(report=self.object, by=self.request.user, right=right, text=data["words"])
        return _("Noted.") if right else _("Noted. The leader of the service point reads your words.")


class HandIn(Act):
    """/reports/<month>/<point>/confirm/"""

    def run(self, data):
        actions.hand_in(report=self.object, by=self.request.user)
        return _("Confirmed. The Service Department has the figures now.")


class GiveBack(Act):
    """/reports/<month>/<point>/return/"""

    form_class, page_class, slot = BackForm, PointMonth, "back_form"

    def run(self, data):
        actions.give_back(report=self.object, by=self.request.user, text=data["words"])
        return _("Given back to the leader of the service point.")


class Confirm(Act):
    """/reports/<month>/confirm/: keeps the notes, and with the second button confirms the month."""

    form_class = ConfirmForm

    def run(self, data):
        actions.write_notes(report=self.object, by=self.request.user, notes=data["notes"])
        if "keep" in self.request.POST:
            return _("Kept.")
        actions.confirm(report=self.object, by=self.request.user, accept_missing=data["accept_missing"])
        return _("Confirmed. The deputy director-general has the report now.")


class Submit(Act):
    """/reports/<month>/submit/"""

    def run(self, data):
        actions.submit(report=self.object, by=self.request.user)
        return _("Submitted. The figures of the month are frozen; its forms lie in your volume of the archive.")


class Send(Act):
    """/reports/<month>/send/"""

    form_class = SendForm

    def run(self, data):
        actions.send(report=self.object, by=self.request.user, **data)
        return _("Noted.")
