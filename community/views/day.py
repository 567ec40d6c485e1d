"""On the day, with the phone: sign-in by names and by heads; opinions (COM-13, COM-22)."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView

from community import actions, checks, facts, forms, pages, policy
from community.models import Event, State
from community.views.doors import PeopleDoor
from core import clock
from gatherings.models import Tap
from gatherings.standing import Counter, Mark, Name, Roll, counted, marks
from gatherings.views import CollectOpinions, EndHandOver, HandOverDevice, SendTaps, TallyOpinions, TapPage

HERE, AWAY = "here", "away"  # the second takes a wrong tap back


def counter_of(event, what):
    """The opaque name of a counter: the same for every phone, and of no use elsewhere."""
    return uuid.uuid5(event.uuid, what)


class SignInDoor(PeopleDoor):
    """The list of an event as names to tap and heads to count."""

    def roll(self):
        event = self.object
        rows = list(facts.coming(event))
        helper = _("volunteer")
        return Roll(
            about=event.ref,
            names=tuple(Name(row.uuid, str(row.client), note=helper if row.volunteer else "") for row in rows),
            marks=(Mark(HERE, _("here")), Mark(AWAY, pgettext("sign-in", "not here"), "v-a")),
            counters=(
                Counter(counter_of(event, "heads"), _("People without a name on the list")),
                Counter(counter_of(event, "helpers"), _("Volunteers without a name on the list")),
            ),
            everybody=False,
            shut=self._shut(),
            before={row.uuid: HERE for row in rows if row.signed_in_at},
        )

    def _shut(self):
        event = self.object
        if event.state not in (State.PREPARING, State.HELD):
            return _("Sign-in is open from the organization's agreement until the report is sent.")
        if event.day > clock.today():
            return _("Sign-in opens on the day of the event.")
        return checks.before_agreement(event)

    def may_tap(self):
        return policy.may_work(self.request.user, self.object)


class SignIn(SignInDoor, TapPage, TemplateView):
    """/events/<uuid>/sign-in/: taps, counters and the real times; finishing writes the sign-in sheet."""

    template_name = "community/sign_in.html"

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def send_url(self):
        return pages.address(self.object, "sign_in_send")

    def finish(self):
        event, roll = self.object, self.roll()
        taps = list(Tap.objects.on(roll.about).select_related("by"))
        known, totals = marks(roll, taps), counted(taps)
        here = [row.pk for row in facts.coming(event) if known.get(row.uuid) == HERE]
        form = forms.TimesForm(self.request.POST)
        said = form.cleaned_data if form.is_valid() else {}
        actions.hold(
            event=event, by=self.request.user, here=here,
            heads=max(totals.get(counter_of(event, "heads"), 0), 0),
            helpers=max(totals.get(counter_of(event, "helpers"), 0), 0),
            staff_count=said.get("staff_count") or 0,
            started_at=self._moment(said.get("started")), ended_at=self._moment(said.get("ended")),
        )  # fmt: skip
        return pages.address(event, "report")

    def _moment(self, time):
        return clock.moment(self.object.day, time) if isinstance(time, dt.time) else None

    def get_context_data(self, **kwargs):
        event, sheet = self.object, facts.sign_in(self.object)
        initial = {"started": event.starts, "ended": event.ends, "staff_count": sheet.staff_count if sheet else 0}
        return super().get_context_data(
            event=event, times=forms.TimesForm(self.request.POST or None, initial=initial), list_title=_("Registered"),
            finish_verb=_("Finish the sign-in"), rest_verb="", register=pages.address(event, "register"), **kwargs,
        )  # fmt: skip


class SignInSend(SignInDoor, SendTaps):
    """POST /events/<uuid>/sign-in/taps/: what a phone sends and gets back."""


class OpinionDoor(PeopleDoor):
    """Opinions bear no names; the Service director reads them too. The worker gathers them once the event was held."""

    def get_queryset(self):
        return Event.objects.opinions_open_to(self.request.user).with_people()

    def may_collect(self):
        if why_not := policy.may_work(self.request.user, self.object):
            return why_not
        begun = self.object.state in (State.PREPARING, State.HELD) and self.object.day <= clock.today()
        return None if begun else _("Opinions are asked from the day of the event until the report is sent.")

    def links(self):
        event = self.object
        return {
            "page": pages.address(event, "opinions"),
            "hand_over": pages.address(event, "hand_over"),
            "tally": pages.address(event, "tally"),
            "end": lambda device: pages.address(event, "device_back", device),
        }


class Opinions(OpinionDoor, CollectOpinions):
    pass


class HandOver(OpinionDoor, HandOverDevice):
    pass


class DeviceBack(OpinionDoor, EndHandOver):
    pass


class Tally(OpinionDoor, TallyOpinions):
    pass
