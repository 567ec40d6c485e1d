"""The doors of an event: its papers, who registered (in the read log), its money."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import View

from access.doors import ConfidentialObjectDoor, ObjectDoor
from archives.views.sheets import add_errors
from community import pages, policy
from community.models import Event


class Folder:
    """What the head of every page of an event shows (templates/community/folder.html)."""

    tab = ""

    def folder(self, **more):
        event, user = self.object, self.request.user
        deeds = pages.deeds(event, user)
        return {
            "event": event,
            "tab": self.tab,
            "tabs": pages.tabs(event, user),
            "state": pages.state_of(event),
            "notes": pages.notes(event, user),
            "print_plan": pages.print_plan(event, user),
            "main_deed": deeds[0] if deeds and deeds[0][1] != self.request.path else None,
            "deeds": deeds[1:],
            **more,
        }


class EventDoor(Folder, ObjectDoor):
    """An event whose papers are open to the reader."""

    model = Event

    def get_queryset(self):
        return Event.objects.content_open_to(self.request.user).with_people()


class PapersDoor(EventDoor):
    """Plan, report and news: Public Affairs too."""

    def get_queryset(self):
        return Event.objects.papers_open_to(self.request.user).with_people()


class MoneyDoor(EventDoor):
    """The money of an event: whoever reads the plan, and finance."""

    def get_queryset(self):
        return Event.objects.money_open_to(self.request.user).with_people()


class PeopleDoor(Folder, ConfidentialObjectDoor):
    """An event whose registered people the reader knows; every opening is in the read log."""

    model = Event

    def get_queryset(self):
        return Event.objects.names_open_to(self.request.user).with_people()


class Tab(View):
    template_name = ""

    def get(self, request, *args, **kwargs):
        return render(request, self.template_name, self.folder(**self.content()))

    def content(self):
        return {}


class Step(View):
    """A small form about one event: GET shows what it means, POST does it. Stands to the right of a door."""

    form_class = None
    title = button = words = said = ""
    template_name = "community/step.html"

    def may(self, user, event):
        return policy.may_work(user, event)

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

    def show(self, form, **more):
        if why_not := self.may(self.request.user, self.object):
            raise PermissionDenied(why_not)
        context = {"event": self.object, "form": form, "title": self.title, "verb": self.button, "words": self.words}
        return render(self.request, self.template_name, context | more)
