"""Sign-ins in the audit log. Django and allauth tell of them by signals only, so this is the one place that listens."""

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver

from access import actions, reading
from access.models import Verb
from people import auth


@receiver(user_logged_in)
def signed_in(sender, request, user, **kwargs):
    actions.record(user, Verb.SIGN_IN, user.ref, detail=reading.circumstances(request))


@receiver(user_logged_out)
def signed_out(sender, request, user, **kwargs):
    if user is not None and user.pk:
        actions.record(user, Verb.SIGN_OUT, user.ref, detail=reading.circumstances(request))


@receiver(user_login_failed)
def sign_in_failed(sender, credentials, request=None, **kwargs):
    """Which account, never what was typed: people type passwords into the wrong box."""
    meant = auth.find(credentials.get("username") or "")
    detail = reading.circumstances(request) if request else {}
    actions.record(None, Verb.SIGN_IN_FAILED, meant.ref if meant else "", detail=detail)


def _account(what):
    def changed(sender, request, user, **kwargs):
        actions.record(user, Verb.ACCOUNT, user.ref, detail=reading.circumstances(request) | {"what": what})

    return changed


HEARD = [
    (password_changed, _account("password changed")),
    (authenticator_added, _account("second factor set up")),
    (authenticator_removed, _account("second factor removed")),
    (authenticator_reset, _account("recovery codes renewed")),
]
for signal, listener in HEARD:
    signal.connect(listener, weak=False)
