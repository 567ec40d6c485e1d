"""接案登记: a new inquiry (F-C01 or F-C02 with the person), and the page on which its way is decided."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import FormDoor
from archives.forms import sheet_form
from cases import actions, checks, facts, pages, policy
from cases.forms import PersonForm
from cases.models import State
from cases.sheets import FORMS, VisitorInquiry
from cases.views.doors import FileDoor
from clients import actions as clients
from core import clock

CHOICES = ("visitor_inquiry_registration", "service_application")


class NewInquiry(FormDoor, View):
    """/intakes/new/: whoever is asked first writes it down and owns it."""

    template_name = "cases/intake_new.html"

    def door_allows(self, user):
        return policy.may_take_inquiries(user)

    @property
    def model(self):
        name = self.request.GET.get("form")
        return FORMS[name] if name in CHOICES else VisitorInquiry

    def get(self, request, *args, **kwargs):
        return self.show(*self._forms(initial={"inquired_at": clock.now()}))

    def _forms(self, data=None, files=None, **more):
        """The paper form and the person; what both would ask is asked once (ia.md 5.15)."""
        form, person = sheet_form(self.model)(data, files, **more), PersonForm(data, prefix="person")
        form.fields.pop("client_name")
        if "client_group" in form.fields:
            person.fields.pop("group")
        return form, person

    def post(self, request, *args, **kwargs):
        form, person = self._forms(request.POST, request.FILES)
        if not (form.is_valid() & person.is_valid()):
            return self.show(form, person)
        if "_check" in request.POST:
            return self.show(form, person, duplicate=self._duplicate(person))
        try:
            case = self._register(form, person)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, person)
        messages.success(request, _("The inquiry is registered."))
        return HttpResponseRedirect(case.get_absolute_url())

    def _register(self, form, person):
        filled, said = form.filled(), person.cleaned_data
        filled.sheet.client_name = said["name"]
        said.setdefault("group", getattr(filled.sheet, "client_group", ""))
        if self._duplicate(person):
            messages.warning(self.request, _("There may be a file of this person already. Ask your supervisor first."))
        client = None
        if said["name"]:
            client = {name: said[name] for name in ("name", "sex", "birth_year", "alias", "group") if said[name]}
            client["phones"] = [said["phone"]] if said["phone"] else []
            client["notice_version"] = clients.NOTICE if said["notice"] else ""
        case = actions.register_inquiry(by=self.request.user, filled=filled, client=client)
        proceed = getattr(filled.sheet, "outcome", getattr(filled.sheet, "decision", ""))
        if proceed in ("proceed", "accepted"):
            actions.start_screening(case=case, by=self.request.user)
        return case

    def _duplicate(self, person):
        said = person.cleaned_data
        return clients.possible_duplicate(by=self.request.user, name=said["name"], phone=said["phone"])

    def show(self, form, person, **more):
        context = {"form": form, "person": person, "model": self.model, "title": self.model.TITLE, **more}
        return render(self.request, self.template_name, context)


class PossibleDuplicate(FormDoor, View):
    """POST name, phone, ID number while typing: the page's hint, yes or no and nothing else."""

    def door_allows(self, user):
        return policy.may_take_inquiries(user)

    def post(self, request, *args, **kwargs):
        asked = {field: request.POST.get(f"person-{field}", "")[:60] for field in ("name", "phone")}
        try:
            found = clients.possible_duplicate(by=request.user, **asked)
        except ValidationError as error:
            return render(request, "cases/duplicate.html", {"refused": error.messages[0]})
        return render(request, "cases/duplicate.html", {"duplicate": found})


class Intake(FileDoor, View):
    """/intakes/<uuid>/: what is known, which forms are there, and the four ways on."""

    def get(self, request, *args, **kwargs):
        case = self.object
        if case.state not in (State.INQUIRY, State.SCREENING, State.NOT_ACCEPTED):
            return HttpResponseRedirect(case.get_absolute_url())
        return render(request, "cases/intake.html", self.folder(**self._content(case)))

    def _content(self, case):
        writes = policy.may_work(self.request.user, case) is None
        return {
            "papers": [self._paper(case, name, writes) for name in facts.INTAKE_FORMS],
            "findings": checks.opening(case) if case.state == State.SCREENING else [],
            "writes": writes,
            "badge": pages.badge_of(owed[0]) if (owed := pages.debts([case]).get(case.ref)) else None,
            "screening": case.state == State.SCREENING,
            "ended": case.state == State.NOT_ACCEPTED,
        }

    def _paper(self, case, name, writes):
        sheet = facts.newest(case, name)
        return {
            "title": FORMS[name].TITLE,
            "sheet": sheet,
            "url": sheet.get_absolute_url() if sheet else "",
            "fill": pages.fill_url(case, name) if writes and case.state != State.NOT_ACCEPTED else "",
        }


class StartScreening(FileDoor, View):
    """POST: inquiry -> screening."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())

    def post(self, request, *args, **kwargs):
        try:
            actions.start_screening(case=self.object, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(self.object.get_absolute_url())


class WriteDownPerson(FileDoor, View):
    """/intakes/<uuid>/person/: who the client is."""

    def get(self, request, *args, **kwargs):
        client = self.object.client
        known = {}
        if client:
            known = {"name": client.name, "alias": client.alias, "sex": client.sex, "group": client.group}
            known |= {"birth_year": client.birth_year, "phone": next(iter(client.identity.get("phones", [])), "")}
            known["notice"] = bool(client.notice_version)
        return self.show(PersonForm(initial=known))

    def post(self, request, *args, **kwargs):
        form = PersonForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            person = {name: said[name] for name in ("name", "alias", "sex", "group", "birth_year") if said[name]}
            person["phones"] = [said["phone"]] if said["phone"] else []
            person["notice_version"] = clients.NOTICE if said["notice"] else ""
            try:
                actions.identify(case=self.object, by=request.user, **person)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return HttpResponseRedirect(self.object.get_absolute_url())
        return self.show(form)

    def show(self, form):
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        context = {"case": self.object, "form": form, "title": _("The client"), "verb": _("Save"), "back": self.back()}
        return render(self.request, "cases/step.html", context)

    def back(self):
        return reverse("cases:intake", args=[self.object.uuid])
