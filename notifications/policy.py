"""Who sees what is owed and said, and who hears when it is late."""

from django.db.models import Q

from people import roles
from people.models import POINT_LEADERS, Role


def arms_of_deadlines(user):
    return {"own": Q(owner=user)}


def arms_of_notifications(user):
    return {"own": Q(to=user)}


def superiors_of(user):
    """One level up in the management line (roles.md section 3): who hears that something of `user` is late.

    The first level that somebody holds, so a vacant one is passed over (ORG-09).
    """
    if roles.is_dg(user):
        levels = [roles.holders(Role.BOARD_CHAIR)]
    elif roles.is_ddg(user):
        levels = [roles.holders(Role.DIRECTOR_GENERAL)]
    else:
        levels = [*_levels_below_the_deputy(user), roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)]
        levels.append(roles.holders(Role.DIRECTOR_GENERAL))
    for level in levels:
        if found := list(level.exclude(pk=user.pk)):
            return found
    return []


def _levels_below_the_deputy(user):
    if roles.is_front_line(user):
        yield roles.supervision_assistants_of(user)
        yield roles.supervisors_of(user)
    if roles.has_any(user, Role.SUPERVISOR, *POINT_LEADERS):
        yield roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="service")
    elif user.department_id and not roles.has_any(user, Role.DEPARTMENT_DIRECTOR, Role.SUPERVISION_ASSISTANT):
        yield roles.holders(Role.DEPARTMENT_DIRECTOR, department=user.department_id)
