"""How staff sign in: by staff number or name, argon2, throttled per account and address, with a second factor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, crypto
from people import roles
from people.models import User

DEVICE_COOKIE = "device"
DEVICE_SALT = "people.device"
SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


def may_sign_in(user):
    """Active, a person, and not past the last day."""
    return user.is_active and not user.is_system and (user.left_on is None or user.left_on >= clock.today())


def find(login):
    """Who is meant by a staff number, or by a name that one active person alone carries; else None."""
    login = login.strip()
    if not login or "\0" in login:
        return None
    found = User.objects.filter(staff_no__iexact=login).first()
    if found:
        return found
    named = list(User.objects.filter(Q(name=login) | Q(name_en__iexact=login), is_active=True, is_system=False)[:2])
    return named[0] if len(named) == 1 else None


class StaffBackend(ModelBackend):
    """Answers and takes its time alike whether the account exists, is closed or the password is wrong (T21)."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        user = find(username)
        if user is None:
            User().set_password(password)  # as long as a real check
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

    def get_user(self, user_id):
        """Whose session it is and whether a second factor is set up: every request asks both (people/middleware)."""
        factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        user = User.objects.annotate(has_second_factor=Exists(factor)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user):
        """Asked at every request too: a closed account ends its sessions."""
        return may_sign_in(user)

    def has_perm(self, user_obj, perm, obj=None):
        """Rights follow from dated appointments; no flag and no permission row opens anything."""
        return False

    def has_module_perms(self, user_obj, app_label):
        return False


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; one answer for every failed sign-in, with the number of attempts left."""

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def respond_user_inactive(self, request, user):
        return self.ajax_response(request, None, redirect_to=reverse("account_login"))

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_device(response, user)
        return response

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Throttle the account, however it was named; a device it signed in from before has a count of its own,
        so that a stranger who guesses cannot lock a colleague out."""
        login = credentials.get("username", "").strip().lower()
        user = find(login)
        account = str(user.pk) if user else login
        return f"{account}:{'known' if user and is_known_device(request, user) else 'strange'}"

    def validation_error(self, code, *args):
        if code == "username_password_mismatch":
            return ValidationError(self._wrong(), code=code)
        if code == "too_many_login_attempts":
            return ValidationError(_("Too many attempts. Wait five minutes, then try again."), code=code)
        return super().validation_error(code, *args)

    def _wrong(self):
        left = self._attempts_left()
        if left is None:
            return _("The staff number or the password is wrong.")
        if left == 0:
            return _("The staff number or the password is wrong. Wait five minutes, then try again.")
        return ngettext(
            "The staff number or the password is wrong. You can try once more.",
            "The staff number or the password is wrong. You can try %(left)d more times.",
            left,
        ) % {"left": left}

    def _attempts_left(self):
        usage = getattr(self, "_login_failed_rl_usage", None)
        rates = ratelimit.get_rates(app="allauth.account", action="login_failed")
        if not usage:
            return None
        counts = [
            rate.amount - len(cache.get(single.cache_key, [])) for rate, single in zip(rates, usage.usage, strict=False)
        ]
        return max(0, min(counts)) if counts else None


def is_known_device(request, user):
    """Did `user` sign in from this browser before?"""
    try:
        known = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=365 * 24 * 3600)
    except signing.BadSignature:
        return False
    return known == str(user.uuid)


def remember_device(response, user):
    """A cookie for the sign-in page alone: says that this account was used here, and opens nothing."""
    value = signing.dumps(str(user.uuid), salt=DEVICE_SALT)
    response.set_cookie(
        DEVICE_COOKIE,
        value,
        max_age=365 * 24 * 3600,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets and recovery codes lie encrypted; who must have a second factor cannot switch it off."""

    BOUND_TO = "mfa.secret"

    def encrypt(self, text):
        return crypto.encrypt(text, bound_to=self.BOUND_TO)

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text, bound_to=self.BOUND_TO)

    def get_totp_label(self, user):
        return user.staff_no

    def can_delete_authenticator(self, authenticator):
        return not roles.needs_second_factor(authenticator.user)
