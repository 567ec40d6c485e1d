"""On the day, with the phone: sign-in by names and by heads; opinions (COM-13, COM-22)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from community import actions, facts, forms, pages, policy
from community.models import Event, State
from community.views.doors import PeopleDoor
from core import clock
from gatherings.models import Tap
from gatherings.standing import counted, marks
from gatherings.views import CollectOpinions, EndHandOver, HandOverDevice, SendTaps, TallyOpinions, TapPage


class SignInDoor(PeopleDoor):
    """The list of an event as names to tap and heads to count."""

    def roll(self):
        return facts.sign_in_list(self.object)

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
        event, roll, times = self.object, self.roll(), self.times()
        if not times.is_valid():
            raise ValidationError(_("The times are not right yet; everything else is kept."))
        taps = list(Tap.objects.on(roll.about).select_related("by"))
        known, totals, said = marks(roll, taps), counted(taps), times.cleaned_data
        actions.hold(
            event=event, by=self.request.user,
            here=[row.pk for row in facts.coming(event) if known.get(row.uuid) == facts.HERE],
            heads=totals.get(facts.counter_of(event, facts.HEADS), 0),
            helpers=totals.get(facts.counter_of(event, facts.HELPERS), 0),
            staff_count=said["staff_count"] or 0,
            started_at=clock.moment(event.day, said["started"]), ended_at=clock.moment(event.day, said["ended"]),
            proof=[said["proof"]] if said["proof"] else (),
        )  # fmt: skip
        return pages.address(event, "report")

    def times(self):
        """The real times: as typed, else as written down before, else as planned."""
        event, sheet = self.object, facts.sign_in(self.object)
        initial = {"started": event.starts, "ended": event.ends, "staff_count": 0}
        if sheet:
            initial = {
                "started": timezone.localtime(sheet.started_at).time(),
                "ended": timezone.localtime(sheet.ended_at).time(),
                "staff_count": sheet.staff_count,
            }
        return forms.TimesForm(self.request.POST or None, self.request.FILES or None, initial=initial)

    def get_context_data(self, **kwargs):
        event = self.object
        verb = _("Correct the sign-in") if event.held_on else _("Finish the sign-in")
        return super().get_context_data(
            event=event, times=self.times(), list_title=_("Registered"), finish_verb=verb, rest_verb="",
            register=pages.address(event, "register"), **kwargs,
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
    template_name = "community/opinions.html"


class HandOver(OpinionDoor, HandOverDevice):
    pass


class DeviceBack(OpinionDoor, EndHandOver):
    pass


class Tally(OpinionDoor, TallyOpinions):
    template_name = "community/tally.html"
