"""What every action on a case begins and ends with."""

from django.core.exceptions import PermissionDenied, ValidationError

from cases import policy
from cases.models import Case


def require(why_not):
    """PermissionDenied with the reason, where there is one."""
    if why_not:
        raise PermissionDenied(why_not)


def require_work(by, case):
    require(policy.may_work(by, case))


def require_state(case, *states, text):
    if case.state not in states:
        raise ValidationError(text, code="state")


def locked(case):
    """The case read anew inside the transaction; on PostgreSQL two changes of one case wait for each other."""
    return Case.objects.select_for_update(of=("self",)).select_related("client", "worker", "point").get(pk=case.pk)


def store(case, by):
    case._history_user = by
    case.full_clean(validate_unique=False)
    case.save()
    return case
