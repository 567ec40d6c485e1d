"""A list of names to tap, as a page that also works as a plain form, and the address phones send taps to.

A room puts a door of its own to the left: `class RollCall(SessionDoor, TapPage, TemplateView)`.
"""

import json
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from core import formats
from gatherings import actions
from gatherings.models import Tap
from gatherings.standing import counted, held, highest, marks


class OneRoll:
    """What page and address share; the door has fetched `self.object`."""

    def roll(self):
        """The `gatherings.standing.Roll` of this object."""
        raise NotImplementedError

    def may_tap(self):
        """None, or why this reader may look but not tap."""
        return None

    def taps(self, roll):
        return list(Tap.objects.on(roll.about).select_related("by"))


class SendTaps(OneRoll, View):
    """POST `taps` (JSON), get back what holds now: {seen, held, counted, refused}. Sending nothing only asks."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if self.may_tap():
            raise PermissionDenied
        try:
            sent = json.loads(request.POST.get("taps", "[]"))
        except ValueError:
            return HttpResponseBadRequest()
        if not isinstance(sent, list):
            return HttpResponseBadRequest()
        roll = self.roll()
        try:
            refused = actions.record_taps(roll=roll, taps=sent, by=request.user)
        except ValidationError:
            return HttpResponseBadRequest()
        taps = self.taps(roll)
        standing = held(taps)
        return JsonResponse(
            {
                "seen": highest(taps),
                "held": {
                    str(who): {"mark": mark, "against": against(roll, standing.get(who))}
                    for who, mark in marks(roll, taps).items()
                },
                "counted": {str(who): n for who, n in counted(taps).items()},
                "refused": [{"key": one.key, "why": str(one.why)} for one in refused],
            }
        )


def against(roll, one):
    """What other phones said about the same person without knowing of this one, in words."""
    if one is None:
        return ""
    labels = {mark.code: mark.label for mark in roll.marks}
    return " ".join(
        _("Also tapped “%(mark)s” by %(who)s at %(time)s. The later tap counts; tap again to settle it.")
        % {"mark": labels.get(tap.mark, tap.mark), "who": tap.by, "time": formats.time(tap.tapped_at)}
        for tap in one.against
    )


class TapPage(OneRoll):
    """The page. `finish()` is the room's: it writes down the list as it stands and returns where to go."""

    template_name = "gatherings/roll.html"
    error = ""

    def send_url(self):
        raise NotImplementedError

    def finish(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if self.may_tap():
            raise PermissionDenied
        what, *rest = request.POST.get("do", "save").split(" ")
        try:
            where = self._do(what, rest)
        except ValidationError as error:
            self.error = " ".join(error.messages)
            return self.render_to_response(self.get_context_data(), status=422)
        return redirect(where or request.path)

    def _do(self, what, rest):
        roll, post = self.roll(), self.request.POST
        whose = {"by": self.request.user, "once": _uuid(post.get("once")) or uuid4()}
        seen = int(post.get("seen", "0")) if post.get("seen", "0").isdigit() else 0
        changed = {
            name.uuid: mark
            for name in roll.names
            if (mark := post.get(f"mark-{name.uuid}", "")) and mark != post.get(f"was-{name.uuid}", "")
        }
        if changed:
            actions.tap_form(roll=roll, chosen=changed, seen=seen, **whose)
        if what == "count" and len(rest) == 2 and (who := _uuid(rest[0])):
            actions.tap_form(roll=roll, chosen={who: rest[1]}, seen=seen, **whose)
        elif what == "rest" and roll.rest:
            actions.tap_the_rest(roll=roll, **whose)
        elif what == "finish":
            return self.finish()
        return None

    def get_context_data(self, **kwargs):
        roll = self.roll()
        taps = self.taps(roll)
        standing, known, totals = held(taps), marks(roll, taps), counted(taps)
        rows = [
            {
                "name": name,
                "mark": known.get(name.uuid, ""),
                "against": against(roll, standing.get(name.uuid)),
            }
            for name in roll.tappable
        ]
        may = self.may_tap()
        return super().get_context_data(
            object=self.object,
            roll=roll,
            rows=rows,
            gone=[name for name in roll.names if name.gone],
            sums=[(mark, sum(row["mark"] == mark.code for row in rows)) for mark in roll.marks],
            counters=[(counter, totals.get(counter.uuid, 0)) for counter in roll.counters],
            left=sum(not row["mark"] for row in rows),
            seen=highest(taps),
            send_url=self.send_url(),
            shut=str(may or roll.shut),
            error=self.error,
            **kwargs,
        )


def _uuid(text):
    try:
        return UUID(text or "")
    except ValueError:
        return None
