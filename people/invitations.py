"""The one-time link with which a person sets the first password: single use, 48 hours, known to nobody else."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing

VALID_FOR = dt.timedelta(hours=48)
SALT = "people.invitation"


class _Token(PasswordResetTokenGenerator):
    """Void as soon as the password changes, the person signs in or the account is closed."""

    key_salt = SALT

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


def token_for(person):
    """The signed token of a set-up link; nothing is stored."""
    return signing.dumps([str(person.uuid), _Token().make_token(person)], salt=SALT, compress=False)


def link_for(person):
    """The whole address, to be handed over in person or by a channel of its own."""
    return f"{settings.SITE_URL}/setup/{token_for(person)}/"


def person_for(token, people):
    """The person of an unused, unexpired token out of the queryset `people`, or None."""
    try:
        uuid, inner = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    person = people.filter(uuid=uuid, is_active=True).first()
    return person if person and _Token().check_token(person, inner) else None
