"""What every action on an event begins and ends with."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from community import policy
from community.models import Event


def require(why_not):
    """PermissionDenied with the reason, where there is one."""
    if why_not:
        raise PermissionDenied(why_not)


def require_work(by, event):
    require(policy.may_work(by, event))


def require_state(event, *states, text):
    if event.state not in states:
        raise ValidationError(text, code="state")


def locked(event):
    """The event read anew inside the transaction; on PostgreSQL two changes of one event wait for each other."""
    rows = Event.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("worker", "point__host_unit", "volume", "fund_request").get(pk=event.pk)


def store(row, by, *, exclude=()):
    row._history_user = by
    row.full_clean(exclude=exclude, validate_unique=False)
    row.save()
    return row


def words(reason, field="reason"):
    """What somebody gave as a reason, with at least two characters."""
    if len(reason.strip()) < 2:
        raise ValidationError({field: _("Write the reason.")}, code="words")
    return reason.strip()[:300]
