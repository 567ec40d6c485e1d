"""The doors of a group: its plan, its members (in the read log), its money."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from access.doors import ConfidentialObjectDoor, ObjectDoor
from archives.views.sheets import add_errors
from groups import pages, policy
from groups.models import Programme, Session


class Folder:
    """What the head of every page of a group shows (templates/groups/folder.html)."""

    tab = ""

    def folder(self, **more):
        programme, user = self.object, self.request.user
        deeds = pages.deeds(programme, user)
        return {
            "programme": programme,
            "tab": self.tab,
            "tabs": pages.tabs(programme, user),
            "state": pages.state_of(programme),
            "notes": pages.notes(programme, user),
            "main_deed": deeds[0] if deeds and deeds[0][1] != self.request.path else None,
            "deeds": deeds[1:],
            **more,
        }


class GroupDoor(Folder, ObjectDoor):
    """A group whose plan and report are open to the reader."""

    model = Programme

    def get_queryset(self):
        return Programme.objects.content_open_to(self.request.user).select_related(
            "worker", "point", "volume", "fund_request"
        )


class MembersDoor(Folder, ConfidentialObjectDoor):
    """A group whose members the reader knows; every opening is in the read log."""

    model = Programme

    def get_queryset(self):
        return Programme.objects.members_open_to(self.request.user).select_related("worker", "point", "volume")


class MoneyDoor(GroupDoor):
    """The money of a group: whoever reads the plan, and finance."""

    def get_queryset(self):
        return Programme.objects.money_open_to(self.request.user).select_related(
            "worker", "point", "volume", "fund_request"
        )


class SessionOf:
    """A session by its number inside the group of the path."""

    @property
    def session(self):
        if "_session" not in self.__dict__:
            rows = Session.objects.filter(programme=self.object).select_related("roll", "record")
            self._session = get_object_or_404(rows, number=self.kwargs["number"])
            self._session.programme = self.object
        return self._session


class Step(View):
    """A small form about one group: GET shows what it means, POST does it. Stands to the right of a door."""

    form_class = None
    title = button = words = said = ""
    template_name = "groups/step.html"

    def may(self, user, programme):
        return policy.may_work(user, programme)

    def get(self, request, *args, **kwargs):
        return self.show(self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form is None or form.is_valid():
            try:
                self.do(form.cleaned_data if form else {})
            except ValidationError as error:
                return self.refuse(form, error)
            if self.said:
                messages.success(request, self.said)
            return HttpResponseRedirect(self.address_after())
        return self.show(form)

    def refuse(self, form, error):
        if form is not None:
            add_errors(form, error)
            return self.show(form)
        return self.show(None, refused=error.messages)

    def form(self, data=None):
        return self.form_class(data) if self.form_class else None

    def do(self, said):
        raise NotImplementedError

    def address_after(self):
        return self.object.get_absolute_url()

    def context(self):
        return {}

    def show(self, form, **more):
        if why_not := self.may(self.request.user, self.object):
            raise PermissionDenied(why_not)
        context = {
            "programme": self.object, "form": form, "title": self.title, "verb": self.button, "words": self.words,
        }  # fmt: skip
        return render(self.request, self.template_name, context | self.context() | more)
