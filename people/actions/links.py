"""Set-up links: who hands one out, and that nobody opens somebody else's account alone (T24)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from people import invitations, roles
from people.actions.staff import _must, _save, end_sign_ins
from people.models import SetupAsk, User


def needs_second(person, by):
    """Does a set-up link for `person` need a second one who keeps people, beside `by`?

    For an account that was ever signed in to, or whose password was set: with the link one becomes its owner. A new
    account has no past yet. Where nobody else keeps people, one does it alone, and the log says so.
    """
    used = person.last_login is not None or person.has_usable_password()
    return used and _keepers().exclude(pk__in=[by.pk, person.pk]).exists()


def _keepers():
    """Everybody who may change people, and can sign in."""
    able = User.objects.filter(is_active=True).exclude(password__startswith="!")
    return User.objects.filter(pk__in=[one.pk for one in able if roles.manages_people(one)])


def waiting(person):
    """The unanswered request for a link to this account, if one still holds."""
    since = clock.now() - invitations.VALID_FOR
    asked = SetupAsk.objects.filter(person=person, confirmed_at__isnull=True, created_at__gt=since)
    return asked.select_related("asked_by").first()


@transaction.atomic
def ask_for_link(*, by, person, reason):
    """One keeper of people asks for a set-up link to an account in use; another confirms."""
    _check(by, person)
    if waiting(person):
        raise ValidationError(_("Somebody has asked already; a second person confirms."))
    return _save(SetupAsk(person=person, asked_by=by, reason=reason), by=by)


@transaction.atomic
def confirm_link(*, by, ask):
    """Another keeper of people confirms: the link may be handed out now."""
    _check(by, ask.person)
    if by.pk == ask.asked_by_id:
        raise PermissionDenied
    if waiting(ask.person) != ask:
        raise ValidationError(_("This request holds no longer. Ask again."))
    ask.confirmed_by, ask.confirmed_at = by, clock.now()
    _save(ask, by=by)
    return _open_for_owner(by, ask.person)


@transaction.atomic
def invite(*, by, person):
    """Hand out a set-up link (people/invitations.py): the old password, sessions and second factor end with it."""
    _check(by, person)
    if needs_second(person, by):
        raise PermissionDenied
    return _open_for_owner(by, person)


def _check(by, person):
    _must(roles.manages_people(by))
    if by.pk == person.pk:
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError(_("This account is closed."))


def _open_for_owner(by, person):
    end_sign_ins(person)
    person.set_unusable_password()
    return _save(person, by=by, reason="set-up link issued")


@transaction.atomic
def set_first_password(*, person, password):
    """The owner of the link chooses the password; the link is void from now on."""
    validate_password(password, person)
    person.set_password(password)
    return _save(person, by=person, reason="password set by link")
