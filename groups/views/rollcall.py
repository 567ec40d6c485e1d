"""Standing in the room with a phone: the roll of a session, opinions on a handed-over device (GRP-10, GRP-12)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView

from access.doors import ConfidentialObjectDoor, ObjectDoor
from core import clock, formats
from gatherings.models import Tap
from gatherings.standing import Mark as Tapped
from gatherings.standing import Name, Roll, marks
from gatherings.views import CollectOpinions, EndHandOver, HandOverDevice, SendTaps, TallyOpinions, TapPage
from groups import checks, policy
from groups.actions import call_roll, on_the_list
from groups.choices import ATTENDED, GOING, Mark, Result, State
from groups.models import Programme, Session
from groups.sheets import Presence
from groups.views.doors import MembersDoor

LOOKS = {"present": "v-p", "late": "v-l", "left_early": "v-l", "leave": "v-e", "absent": "v-a"}


class RollDoor:
    """A session whose members the reader knows."""

    model = Session

    def get_queryset(self):
        seen = Programme.objects.members_open_to(self.request.user)
        return Session.objects.filter(programme__in=seen).select_related("programme__worker", "programme__point")

    def log_about(self):
        return self.object.programme

    def may_tap(self):
        return policy.may_work(self.request.user, self.object.programme)

    def roll(self):
        return roll_of(self.object)


def roll_of(session, notes=None):
    """The members of a session as a list to tap; those who left before it stand below (EXIT-09)."""
    called = on_the_list(session)
    left = session.programme.members.filter(state=Result.WITHDRAWN, confirmed_on__isnull=False)
    left = left.exclude(pk__in=[member.pk for member in called]).select_related("client")
    notes = notes or {}
    return Roll(
        about=session.ref,
        names=(
            *(Name(member.uuid, member.name, note=notes.get(member.pk, "")) for member in called),
            *(Name(member.uuid, member.name, gone=_gone(member)) for member in left),
        ),
        marks=tuple(Tapped(mark.value, mark.label, LOOKS[mark]) for mark in Mark),
        rest=Mark.PRESENT,
        shut=why_shut(session),
        before=dict(Presence.objects.filter(session=session, removed=False).values_list("member__uuid", "mark")),
    )


def why_shut(session):
    """Why no taps are taken for this session, or "": the action that writes the roll refuses the same."""
    if session.recorded_at:
        return _("The record is filed: the roll call is not changed any more.")
    if session.dropped_on:
        return _("This session was called off.")
    if session.programme.state not in (*GOING, State.ENDED):
        return _("No approval, no session: this group is not approved.")
    if session.day > clock.today():
        return _("This session has not begun yet.")
    return checks.before_approval(session)


def _gone(member):
    return _("Left on %(day)s") % {"day": formats.day_full(member.left_on)} if member.left_on else _("Left the group")


def _notes(session):
    """{member pk: what earlier sessions say}: the last that was not simply present, or that all were."""
    rows = Presence.objects.filter(session__programme=session.programme, session__number__lt=session.number)
    rows = rows.filter(removed=False).order_by("session__number").values_list("member", "session__number", "mark")
    words, full = {}, {}
    for member, number, mark in rows:
        full[member] = full.get(member, 0) + 1
        if mark != Mark.PRESENT:
            words[member] = _("Session %(no)s: %(mark)s") % {"no": number, "mark": Mark(mark).label}
    return {member: words.get(member) or _("there at all %(n)s so far") % {"n": n} for member, n in full.items()}


class RollCall(RollDoor, ConfidentialObjectDoor, TapPage, TemplateView):
    """/groups/sessions/<uuid>/roll/: tapping names; opening it is in the read log."""

    template_name = "groups/roll.html"

    def roll(self):
        return roll_of(self.object, _notes(self.object))

    def send_url(self):
        return reverse("groups:roll_send", args=[self.object.uuid])

    def finish(self):
        known = marks(self.roll(), Tap.objects.on(self.object.ref))
        called = {member.pk: known[member.uuid] for member in on_the_list(self.object) if member.uuid in known}
        call_roll(session=self.object, marks=called, by=self.request.user)
        return reverse("groups:sessions", args=[self.object.programme.uuid])

    def get_context_data(self, **kwargs):
        programme = self.object.programme
        return super().get_context_data(
            programme=programme,
            session=self.object,
            sessions=self._sessions(),
            list_title=pgettext("roll call", "Members"),
            rest_verb=_("All the rest present"),
            finish_verb=_("Correct the roll") if self.object.held_on else _("Finish the roll call"),
            **kwargs,
        )

    def _sessions(self):
        """[(session, attended, called)] of the rail."""
        rows = Session.objects.filter(programme=self.object.programme).in_order()
        counts = {}
        for number, mark in Presence.objects.filter(session__in=rows, removed=False).values_list("session", "mark"):
            there, called = counts.get(number, (0, 0))
            counts[number] = (there + (mark in ATTENDED), called + 1)
        return [(row, *counts.get(row.pk, (None, None))) for row in rows]


class SendRoll(RollDoor, ObjectDoor, SendTaps):
    """Takes and answers ids and marks, no names: the read log has the page."""


class OpinionDoor(MembersDoor):
    """Opinions bear no names; the Service director reads them too. The worker gathers them once a session was held."""

    def get_queryset(self):
        return Programme.objects.opinions_open_to(self.request.user).select_related("worker", "point", "volume")

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
    template_name = "groups/opinions.html"


class HandOver(OpinionDoor, HandOverDevice):
    pass


class DeviceBack(OpinionDoor, EndHandOver):
    pass


class Tally(OpinionDoor, TallyOpinions):
    template_name = "groups/tally.html"
