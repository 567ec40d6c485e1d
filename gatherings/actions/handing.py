"""Giving a device out of hand and taking it back."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from gatherings import rooms
from gatherings.models import HandOver
from rulebook.values import value

FORMS_BEYOND = 20  # volunteers and family beside the participants; a limit against nonsense, not a rule of the work


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def hand_over(*, about, by):
    """Open `about` for opinions on this device; returns (HandOver, token). What `by` left open before is ended."""
    label, _colon, uuid = about.partition(":")
    described = rooms.describe(label, uuid)
    if described is None:
        raise ValidationError(_("There is nothing to give an opinion about."))
    for old in HandOver.objects.filter(about_label=label, about_uuid=uuid, opened_by=by, ended_at__isnull=True):
        _end(old, by)
    token = secrets.token_urlsafe(24)
    row = HandOver(
        about_label=label, about_uuid=uuid, token_hash=digest(token), opened_by=by,
        until=clock.now() + dt.timedelta(hours=value("opinions.hand_over_hours")),
        most=2 * described.participants + FORMS_BEYOND,
    )  # fmt: skip
    row.full_clean()
    row.save()
    return row, token


def of_token(token):
    """The live hand-over of a token, or None."""
    return HandOver.objects.live().filter(token_hash=digest(token)).first()


@transaction.atomic
def end_hand_over(*, row, by):
    """The device is back; its token opens nothing any more. May be said twice."""
    row = HandOver.objects.select_for_update().get(pk=row.pk)
    if row.ended_at is None:
        _end(row, by)
    return row


def _end(row, by):
    row.ended_at, row.ended_by = clock.now(), by
    row.save()
