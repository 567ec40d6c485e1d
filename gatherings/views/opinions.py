"""Opinions for the worker: what they say together, giving the device out of hand, typing counts from paper.

Rooms put a door of their own to the left of these and name the addresses in `links()`.
"""

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from gatherings import actions, rooms
from gatherings.forms import TallyForm
from gatherings.models import HandOver
from gatherings.summary import summary


class AboutOpinions:
    """What all of them share; the door has fetched `self.object`."""

    def may_collect(self):
        """None, or why this reader may look but not gather."""
        return None

    def links(self):
        """{"page", "hand_over", "tally": address, "end": function of a hand-over's id -> address}."""
        raise NotImplementedError

    @property
    def about(self):
        return self.object.ref

    def described(self):
        label, _colon, uuid = self.about.partition(":")
        return rooms.describe(label, uuid)

    def require_collector(self):
        if self.may_collect():
            raise PermissionDenied

    def open_devices(self):
        label, _colon, uuid = self.about.partition(":")
        return HandOver.objects.live().filter(about_label=label, about_uuid=uuid).select_related("opened_by")


class CollectOpinions(AboutOpinions, TemplateView):
    """The page: how many, how satisfied, what was suggested; and the ways to gather more."""

    template_name = "gatherings/opinions.html"

    def get_context_data(self, **kwargs):
        described = self.described()
        links = self.links()
        return super().get_context_data(
            object=self.object,
            described=described,
            summary=summary(self.about, participants=described.participants),
            devices=[(row, links["end"](row.uuid)) for row in self.open_devices()],
            refused=self.may_collect(),
            links=links,
            **kwargs,
        )


class HandOverDevice(AboutOpinions, View):
    """Signs the worker out of this device and leaves nothing on it but the form: there is no way back to guard."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.require_collector()
        _handed, token = actions.hand_over(about=self.about, by=request.user)
        logout(request)
        answer = redirect("gatherings:give", token=token)
        answer.headers["Clear-Site-Data"] = '"cache"'  # nor may "back" show what was on the screen before
        return answer


class EndHandOver(AboutOpinions, View):
    """The device is back."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.require_collector()
        row = self.open_devices().filter(uuid=kwargs["device"]).first()
        if row is None:
            raise Http404
        actions.end_hand_over(row=row, by=request.user)
        return redirect(self.links()["page"])


class TallyOpinions(AboutOpinions, FormView):
    """Counts of paper forms."""

    template_name = "gatherings/tally.html"
    form_class = TallyForm

    def get(self, request, *args, **kwargs):
        self.require_collector()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.require_collector()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            actions.tally(
                about=self.about,
                by=self.request.user,
                forms=data["forms_counted"],
                lines=form.counts,
                counted_with=data["counted_with"],
                again=form.again,
                suggestions=data["suggestions"],
                scans=self.request.FILES.getlist("scan"),
            )
        except ValidationError as error:
            form.refuse(error)
            return self.form_invalid(form)
        return redirect(self.links()["page"])

    def get_context_data(self, **kwargs):
        described = self.described()
        return super().get_context_data(
            object=self.object,
            described=described,
            own=described.worker == self.request.user,
            verb=_("Hand in the counts"),
            links=self.links(),
            **kwargs,
        )
