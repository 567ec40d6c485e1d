"""Who sees targets and who sets them (roles.md 4.2, Project, contract, indicators)."""

from django.db.models import Q

from people import roles
from people.models import FRONT_LINE, Appointment, Role, ServicePoint

SETTING = (Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)  # for their own service point
READING = (Role.BOARD_CHAIR, Role.BOARD_MEMBER, Role.SUPERVISORY_BOARD_MEMBER, Role.EVALUATION_MEMBER)
LEADING = (*SETTING, Role.TEAM_LEADER)


def sets_all(user):
    """The Service Department and the deputy director-general, for every service point and the organization."""
    return roles.is_service_director(user) or roles.is_ddg(user)


def sees_all(user):
    return sets_all(user) or roles.is_dg(user) or roles.has_any(user, *READING)


def arms(user):
    """Targets: own service point, points of the group, of the workers supervised, of the points led; all."""
    found = {}
    if roles.has_any(user, *FRONT_LINE, *LEADING):
        found["point"] = Q(point__in=_points_of(user, *FRONT_LINE, *LEADING))
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = Q(point__in=_points_of_workers(roles.group_worker_ids(user)))
    if roles.has_any(user, Role.SUPERVISOR):
        found["supervised"] = Q(point__in=_points_of_workers(roles.supervised_ids(user)))
    if sees_all(user):
        found["all"] = Q(pk__isnull=False)
    return found


def _points_of(user, *held):
    return Appointment.objects.current().filter(person=user, role__in=held).values("point")


def _points_of_workers(workers):
    return Appointment.objects.current().filter(person__in=workers, role__in=FRONT_LINE).values("point")


def sees_targets(user):
    """Does the page make sense for `user`?"""
    return bool(arms(user))


def settable_points(user):
    """Service points whose targets `user` sets."""
    if sets_all(user):
        return ServicePoint.objects.all()
    return ServicePoint.objects.filter(pk__in=_points_of(user, *SETTING))


def may_set(user, point):
    """May `user` set targets of `point` (None: of the organization)?"""
    if point is None:
        return sets_all(user)
    return settable_points(user).filter(pk=point.pk).exists()


def sets_some(user):
    return sets_all(user) or roles.has_any(user, *SETTING)
