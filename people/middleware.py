"""Sessions end by themselves, and a second factor stands before everything (T22, T23)."""

from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from people import roles
from people.sign_in import PRIVATE_DEVICE, TWO_FACTORS

REFRESH_SECONDS = 5 * 60
STARTED, SEEN = "started", "seen"
# What somebody may open who has not set up a demanded second factor, by URL name.
SET_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_logout",
    "account_login",
    "language",
    "healthz",
}


class SessionLimitsMiddleware:
    """Ends a session after 30 idle minutes and after 10 hours; the last-seen time is stored at most every 5 minutes.

    Between two stores the cache knows the last request to the second. An own device ("private") has no idle limit.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and self._is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while. Sign in again."))
        if request.method in ("GET", "HEAD") and request.user.is_authenticated:
            request.user._only_reads = True  # nothing changes meanwhile: roles may remember what they asked
        response = self.get_response(request)
        return _whole_page(request, response)

    def _is_over(self, request):
        session, now = request.session, int(clock.now().timestamp())
        if STARTED not in session:
            session[STARTED] = session[SEEN] = now
        place = f"seen:{session.session_key}"
        seen = max(session.get(SEEN, 0), cache.get(place, 0))
        idle = not session.get(PRIVATE_DEVICE) and now - seen > settings.SESSION_IDLE_SECONDS
        if idle or now - session[STARTED] > settings.SESSION_COOKIE_AGE:
            return True
        cache.set(place, now, settings.SESSION_IDLE_SECONDS)
        if now - session[SEEN] > REFRESH_SECONDS:
            session[SEEN] = now
        return False


def _whole_page(request, response):
    """A piece asked for by htmx cannot show the sign-in page: let the browser go there."""
    to_sign_in = response.status_code == 302 and response.url.startswith(reverse("account_login"))
    if to_sign_in and request.headers.get("HX-Request"):
        here = urlencode({"next": urlsplit(request.headers.get("HX-Current-URL", "/")).path})
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('account_login')}?{here}"})
    return response


class SecondFactorMiddleware:
    """The gate of the second factor: here and not in views, so that no other way leads past it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or request.session.get(TWO_FACTORS):
            return None
        if self._passed(request):
            request.session[TWO_FACTORS] = True
            return None
        if request.user.has_second_factor:
            logout(request)
            return redirect("account_login")
        if roles.needs_second_factor(request.user) and request.resolver_match.view_name not in SET_UP:
            return redirect("mfa_activate_totp")
        return None

    def _passed(self, request):
        return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
