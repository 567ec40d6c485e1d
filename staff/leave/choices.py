"""Who may stand in for somebody: colleagues close enough to know the work. Reads only."""

from django.db.models import Q

from people import roles
from people.models import FRONT_LINE, Appointment, Role, User


def decides_over_others(person):
    """Does a stand-in of `person` decide what the management line decides?"""
    return roles.is_dg(person) or roles.is_ddg(person) or roles.has_any(person, Role.SUPERVISION_ASSISTANT)


def _deciders_beside(person):
    if roles.is_dg(person):
        found = roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)
    elif roles.is_ddg(person):
        found = roles.holders(Role.DEPUTY_DIRECTOR_GENERAL) | roles.holders(Role.DIRECTOR_GENERAL)
    else:
        service = roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="service")
        found = roles.holders(Role.SUPERVISION_ASSISTANT) | service
    return found.exclude(pk=person.pk).order_by("staff_no")


def cover_candidates(person):
    """Active colleagues of the same group, service point or department; for managers, those of their own level.

    Who decides over others is stood in for by the table of roles.md section 5 only: an SA by another SA or the Service
    director, the deputy by the director-general, the director-general by the deputy.
    """
    if decides_over_others(person):
        return _deciders_beside(person)
    current = Appointment.objects.current()
    mine = list(current.filter(person=person))
    near = Q()
    for held in mine:
        if held.role in FRONT_LINE:
            near |= Q(role__in=FRONT_LINE, group=held.group) | Q(role__in=FRONT_LINE, point=held.point)
        elif held.point_id:
            near |= Q(point=held.point)
        else:
            near |= Q(role=held.role)
    if roles.has_any(person, Role.DEPARTMENT_DIRECTOR):
        near |= Q(role__in=[Role.DEPARTMENT_DIRECTOR, Role.DEPUTY_DIRECTOR_GENERAL])
    wanted = Q(pk__in=current.filter(near).values("person")) if near else Q(pk__in=[])
    if person.department_id:
        wanted |= Q(department=person.department_id)
    return User.objects.filter(wanted, is_active=True, is_system=False).exclude(pk=person.pk).order_by("staff_no")
