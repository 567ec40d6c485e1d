"""Roll call as a plain form, and opinions: what a page without JavaScript needs."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import ConfidentialObjectDoor
from gatherings.views import CollectOpinions, EndHandOver, HandOverDevice, TallyOpinions
from groups import actions, policy
from groups.choices import Mark
from groups.models import Programme, Session
from groups.sheets import Presence
from groups.views.doors import MembersDoor


class RollCall(ConfidentialObjectDoor, View):
    """/groups/sessions/<uuid>/roll/: every name with its marks; once everybody is marked, it is filed."""

    model = Session

    def get_queryset(self):
        seen = Programme.objects.members_open_to(self.request.user)
        return Session.objects.filter(programme__in=seen).select_related("programme__worker", "programme__point")

    def log_about(self):
        return self.object.programme

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        members = actions.on_the_list(self.object)
        marks = {one.pk: request.POST.get(f"mark-{one.uuid}", "") for one in members}
        try:
            called = {pk: mark for pk, mark in marks.items() if mark}
            actions.call_roll(session=self.object, marks=called, by=request.user)
        except ValidationError as error:
            return self.show(marks, error.messages)
        return HttpResponseRedirect(reverse("groups:sessions", args=[self.object.programme.uuid]))

    def show(self, marks=None, refused=()):
        if why_not := policy.may_work(self.request.user, self.object.programme):
            raise PermissionDenied(why_not)
        stored = Presence.objects.filter(session=self.object, removed=False).values_list("member", "mark")
        marks = marks or dict(stored)
        rows = [(member, marks.get(member.pk, "")) for member in actions.on_the_list(self.object)]
        context = {
            "programme": self.object.programme, "session": self.object, "rows": rows, "marks": Mark.choices,
            "refused": refused, "verb": _("Finish the roll call"),
        }  # fmt: skip
        return render(self.request, "groups/rollcall.html", context)


class OpinionDoor(MembersDoor):
    """Opinions are read by whoever knows the members; the worker gathers them once a session was held."""

    def may_collect(self):
        if why_not := policy.may_work(self.request.user, self.object):
            return why_not
        held_one = self.object.sessions.filter(held_on__isnull=False).exists()
        return None if held_one else _("Opinions are asked once a session was held.")

    def links(self):
        uuid = self.object.uuid
        return {
            "page": reverse("groups:opinions", args=[uuid]),
            "hand_over": reverse("groups:hand_over", args=[uuid]),
            "tally": reverse("groups:tally", args=[uuid]),
            "end": lambda device: reverse("groups:device_back", args=[uuid, device]),
        }


class Opinions(OpinionDoor, CollectOpinions):
    pass


class HandOver(OpinionDoor, HandOverDevice):
    pass


class DeviceBack(OpinionDoor, EndHandOver):
    pass


class Tally(OpinionDoor, TallyOpinions):
    pass
