"""The only code that writes targets: set, change, withdraw; every change is kept (KPI-05)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, formats
from projects.contracts import policy
from projects.contracts.models import Target


@transaction.atomic
def set_target(*, by, point, indicator, first, last, value, note=""):
    """A new target of a service point, or of the organization (point None). Periods of one indicator do not overlap."""
    target = Target(point=point, indicator=indicator)
    return _write(target, by, first, last, value, note)


@transaction.atomic
def change_target(*, target, by, first, last, value, note=""):
    """The contract was changed: the value before stays in the history."""
    target = Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    if target.withdrawn_at:
        raise ValidationError(_("This target was withdrawn."), code="stale")
    return _write(target, by, first, last, value, note)


@transaction.atomic
def withdraw_target(*, target, by):
    """It holds no more; it stays in the history."""
    target = Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    _may(by, target.point)
    if target.withdrawn_at is None:
        target.withdrawn_at, target._history_user = clock.now(), by
        target.save()
    return target


def _may(by, point):
    if not policy.may_set(by, point):
        raise PermissionDenied


def _write(target, by, first, last, value, note):
    _may(by, target.point)
    target.first, target.last, target.value, target.note = first, last, value, note.strip()
    target.set_by, target.set_on, target._history_user = by, clock.today(), by
    if first and last and last < first:
        raise ValidationError({"last": _("The last day lies before the first day.")})
    target.full_clean(exclude=["point", "set_by"], validate_constraints=False)
    _check_overlap(target)
    target.save()
    return target


def _check_overlap(target):
    others = Target.objects.standing().filter(point=target.point, indicator=target.indicator).exclude(pk=target.pk)
    other = others.filter(first__lte=target.last, last__gte=target.first).first()
    if other:
        text = _("There is a target for this indicator from %(first)s to %(last)s already: change that one.")
        values = {"first": formats.day_full(other.first), "last": formats.day_full(other.last)}
        raise ValidationError({"first": text % values}, code="overlap")
