"""Who sees whose attendance (roles.md 4.2): oneself, the SA, the director of the department, HR&A, DDG, DG."""

from django.db.models import Q

from people import roles
from people.models import StandInKind


def arms(user):
    if roles.is_hr(user) or roles.is_ddg(user) or roles.is_dg(user):
        return {"all": Q()}
    return {
        "own": Q(person=user),
        "group": Q(person__in=roles.group_worker_ids(user)),
        "department": Q(person__in=roles.department_member_ids(user)),
        "stand_in": Q(person__in=roles.stood_in_for_ids(user, StandInKind.ATTENDANCE)),
    }
