"""Signing out, the forgotten password, and the first password by a one-time link."""

from allauth.account.views import LogoutView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from people.actions import set_first_password
from people.auth import DEVICE_COOKIE, may_sign_in
from people.forms import FirstPasswordForm
from people.invitations import person_for
from people.models import User
from people.sign_in import TWO_FACTORS


class SignOut(LogoutView):
    """Sign-out also empties what a shared browser kept of us (T23); the chosen language and theme stay.

    Cookies are taken away one by one, because Clear-Site-Data knows only all of them. The cookie of a known device
    opens nothing.
    """

    STAYS = {settings.LANGUAGE_COOKIE_NAME, "theme", DEVICE_COOKIE}

    door = "role"

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for name in self.request.COOKIES.keys() - self.STAYS:
            if name != settings.SESSION_COOKIE_NAME:  # the session middleware does that: its session is empty now
                response.delete_cookie(name)
        return response


class ActivateSecondFactor(ActivateTOTPView):
    """The session that sets the second factor up has shown it; every other session of the account ends."""

    door = "role"

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session[TWO_FACTORS] = True
        for session in UserSession.objects.filter(user=self.request.user):
            if session.session_key != self.request.session.session_key:
                session.end()
        return response


@method_decorator(login_not_required, name="dispatch")
class Forgotten(TemplateView):
    """Nobody resets a password by mail: HR & Administration hands out a new set-up link."""

    door = "public"
    template_name = "account/password_forgotten.html"


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class Setup(FormView):
    """The one-time set-up link: shows nothing but the staff number of its owner, and a form for the password."""

    door = "token"
    form_class = FirstPasswordForm
    template_name = "people/setup.html"
    success_url = reverse_lazy("account_login")

    def dispatch(self, request, *args, token, **kwargs):
        self.person = person_for(token, User.objects.all())
        if self.person is None or not may_sign_in(self.person):
            return render(request, self.template_name, status=410)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "person": self.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(staff_no=self.person.staff_no, **kwargs)

    def form_valid(self, form):
        set_first_password(person=self.person, password=form.cleaned_data["password"])
        messages.success(self.request, _("The password is saved. Sign in now."))
        return super().form_valid(form)
