"""The page of a device that was handed over: one form after another, nothing else, for nobody who signed in."""

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from gatherings import actions, rooms
from gatherings.forms import OpinionForm


@method_decorator([login_not_required, never_cache], name="dispatch")
class OnDevice:
    """Left of the view: the token of the path has to be live, and whoever is signed in here is not meant."""

    door = "token"

    def dispatch(self, request, *args, token, **kwargs):
        self.row = actions.of_token(token)
        self.described = rooms.describe(self.row.about_label, self.row.about_uuid) if self.row else None
        if self.described is None:
            return render(request, "gatherings/over.html", status=410)
        if request.user.is_authenticated:  # somebody signed in again: the device is back
            return redirect(self.described.url)
        return super().dispatch(request, *args, token=token, **kwargs)

    def get_context_data(self, **kwargs):
        back = f"{reverse('account_login')}?{urlencode({'next': self.described.url})}"
        return super().get_context_data(about=self.described, given=self.row.given, back=back, **kwargs)


class Give(OnDevice, FormView):
    form_class = OpinionForm
    template_name = "gatherings/give.html"

    def get_initial(self):
        return {"key": uuid4(), "respondent_kind": "client", "typed_by": "self"}

    def form_valid(self, form):
        answers = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        actions.give_opinion(row=self.row, key=form.cleaned_data["key"], answers=answers)
        return redirect("gatherings:thanks", token=self.kwargs["token"])


class Thanks(OnDevice, TemplateView):
    template_name = "gatherings/thanks.html"
