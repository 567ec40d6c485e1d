"""Announcing outings, coming back, calling off, and the SA's word that the host unit confirms them (ATT-09)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import disengage, engage
from staff.attendance import outside, policy
from staff.attendance.actions.keeping import stored
from staff.attendance.models import Outing

LONGEST = dt.timedelta(hours=24)  # an outing is part of a day; longer absences are leave or training


@transaction.atomic
def announce(*, by, purpose, place, starts_at, ends_at, note=""):
    """`by` goes out: time, place and purpose, visible at once to those above and in the weekly plan."""
    if not policy.may_go_out(by):
        raise PermissionDenied
    row = Outing(
        person=by, purpose=purpose, place=place.strip(), note=note.strip(), starts_at=starts_at, ends_at=ends_at
    )
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("It would end before it begins.")})
    if ends_at - starts_at > LONGEST:
        raise ValidationError({"ends_at": _("An outing is part of one day. Announce each day by itself.")})
    if purpose == Outing.Purpose.OTHER and not row.note:
        raise ValidationError({"note": _("Write what for.")})
    overlapping = Outing.objects.valid().filter(person=by, returned_at__isnull=True)
    if overlapping.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise ValidationError({"starts_at": _("You have announced another outing for this time.")})
    stored(row, by)
    _engage(row)
    return row


def _engage(row):
    what = gettext_noop("Outing")
    engage(about=row.ref, owner=row.person, what=what, starts_at=row.starts_at, ends_at=outside.until(row),
           place=row.place)  # fmt: skip


@transaction.atomic
def come_back(*, by, outing):
    """Back at the desk, now."""
    _require_own(by, outing)
    if clock.now() <= outing.starts_at:
        raise ValidationError(_("This outing has not begun. Call it off if it does not take place."))
    outing.returned_at = clock.now()
    stored(outing, by)
    _engage(outing)
    return outing


@transaction.atomic
def call_off(*, by, outing):
    """It does not take place."""
    _require_own(by, outing)
    if outing.verified_at:
        raise ValidationError(_("This outing was verified with the host unit already."))
    outing.cancelled_at = clock.now()
    stored(outing, by)
    disengage(outing.ref)
    return outing


def _require_own(by, outing):
    if outing.person_id != by.pk:
        raise PermissionDenied
    if outing.cancelled_at or outing.returned_at:
        raise ValidationError(_("This outing is over already."))


@transaction.atomic
def verify_outing(*, by, outing, verified_with):
    """The superior has asked the host unit (or whoever was visited) and it is so; never one's own outing (SOD-01)."""
    if outing.person_id == by.pk or not Outing.objects.visible_to(by).filter(pk=outing.pk).exists():
        raise PermissionDenied
    if outing.cancelled_at:
        raise ValidationError(_("This outing was called off."))
    if outing.starts_at > clock.now():
        raise ValidationError(_("This outing has not begun."))
    if not verified_with.strip():
        raise ValidationError({"verified_with": _("Whom did you ask?")})
    outing.verified_by, outing.verified_at, outing.verified_with = by, clock.now(), verified_with.strip()
    return stored(outing, by)
