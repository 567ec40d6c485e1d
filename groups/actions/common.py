"""What every action on a group begins and ends with."""

from django.core.exceptions import PermissionDenied, ValidationError

from groups import policy
from groups.models import Programme


def require(why_not):
    """PermissionDenied with the reason, where there is one."""
    if why_not:
        raise PermissionDenied(why_not)


def require_work(by, programme):
    require(policy.may_work(by, programme))


def require_state(programme, *states, text):
    if programme.state not in states:
        raise ValidationError(text, code="state")


def locked(programme):
    """The group read anew inside the transaction; on PostgreSQL two changes of one group wait for each other."""
    rows = Programme.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("worker", "point", "volume", "fund_request").get(pk=programme.pk)


def store(row, by, *, exclude=()):
    row._history_user = by
    row.full_clean(exclude=exclude, validate_unique=False)
    row.save()
    return row
