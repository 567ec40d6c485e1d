"""The form of signing in, and what a session remembers of it."""

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.utils.translation import gettext_lazy as _

PRIVATE_DEVICE, TWO_FACTORS = "private_device", "two_factors"  # keys of the session


def step_up(request):
    """Go on only where password or code were given within the last ten minutes (H7).

    Else allauth asks for them, keeps the form that was sent, and goes on with it after the answer.
    """
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired


class SignInForm(LoginForm):
    """Staff number or name, and password; on one's own device the idle limit is lifted, never the ten hours."""

    private = forms.BooleanField(label=_("This is my own device"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Staff number or name")
        self.fields["login"].max_length = 80
        self.fields["password"].max_length = 200

    def login(self, request, redirect_url=None):
        request.session[PRIVATE_DEVICE] = self.cleaned_data["private"]
        return super().login(request, redirect_url)
