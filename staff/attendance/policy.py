"""Who sees whose attendance (roles.md 4.2): oneself, the SA, the head of department or centre, HR&A, DDG, DG."""

from django.db.models import Q

from people import roles
from people.models import FRONT_LINE, Appointment, Role, StandInKind


def workers_of_directed_points(user):
    """Front-line staff of the centres and projects `user` directs; a team leader is no superior here."""
    directed = roles.point_ids(user, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)
    return Appointment.objects.current().filter(role__in=FRONT_LINE, point__in=directed).values("person")


def arms(user):
    if roles.is_hr(user) or roles.is_ddg(user) or roles.is_dg(user):
        return {"all": Q()}
    return {
        "own": Q(person=user),
        "group": Q(person__in=roles.group_worker_ids(user)),
        "department": Q(person__in=roles.department_member_ids(user)),
        "service point": Q(person__in=workers_of_directed_points(user)),
        "stand_in": Q(person__in=roles.stood_in_for_ids(user, StandInKind.ATTENDANCE)),
    }
