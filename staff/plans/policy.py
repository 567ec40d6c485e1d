"""Who sees a work report, who writes it, who stamps it as read (roles.md 4.2 "Weekly / monthly report"; PLAN-02)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import roles
from people.models import POINT_LEADERS, Appointment, Role, StandIn, StandInKind
from staff.attendance.policy import workers_of_directed_points
from staff.plans.choices import TO_READ, TO_WRITE
from staff.plans.line import OUTSIDE, line


def sees_everybody(user):
    return roles.is_hr(user) or roles.is_ddg(user) or roles.is_dg(user)


def arms(user):
    """Own; as superior the group, the department, the centre; the workers supervised; HR, DDG and DG everybody's."""
    shown = {"own": Q(owner=user)}
    if sees_everybody(user):
        return shown | {"everybody": Q(pk__isnull=False)}
    shown |= _of_superior(user)
    if roles.has_any(user, Role.SUPERVISOR):
        shown["supervised"] = Q(owner__in=roles.supervised_ids(user))
    for number, absent in enumerate(_stood_in_for(user)):
        if sees_everybody(absent):
            return shown | {"stands in for everybody": Q(pk__isnull=False)}
        shown |= {f"{name} {number}": arm for name, arm in _of_superior(absent).items()}
    return shown


def _of_superior(user):
    found = {}
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = Q(owner__in=roles.group_worker_ids(user))
    if roles.has_any(user, Role.DEPARTMENT_DIRECTOR):
        found["department"] = Q(owner__in=roles.department_member_ids(user))
    if roles.is_service_director(user):
        led = Appointment.objects.current().filter(role__in=(Role.SUPERVISOR, *POINT_LEADERS))
        found["leaders"] = Q(owner__in=led.values("person"))
    if roles.has_any(user, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR):
        found["centre"] = Q(owner__in=workers_of_directed_points(user))
    if roles.has_any(user, Role.BOARD_CHAIR):
        direction = Appointment.objects.current().filter(role=Role.DIRECTOR_GENERAL)
        found["director-general"] = Q(owner__in=direction.values("person"))
    return found


def _stood_in_for(user):
    """Whom `user` stands in for to sign."""
    held = StandIn.objects.current().filter(cover=user).select_related("absent")
    return [row.absent for row in held if StandInKind.APPROVALS in row.kinds]


def may_write(user, report):
    """None, or why `user` may not fill in and hand in this report."""
    if report.owner_id != user.pk:
        return _("Everybody writes their own report.")
    if report.state not in TO_WRITE:
        return _("This report was handed in. Your superior can return it.")
    return None


def may_read(user, report, found=None):
    """None, or why `user` may not stamp this report as read or return it; never one's own (SOD-01)."""
    if report.owner_id == user.pk:
        return _("Nobody reads their own report for the record.")
    if report.state not in TO_READ:
        return _("This report does not wait to be read.")
    if not is_superior(user, report.owner_id, found):
        return _("The direct superior reads this report.")
    return None


def is_superior(user, owner_id, found=None):
    """Direct superior or whoever stands in, one level up where the post is vacant; the director of the centre too."""
    found = found or line()
    if user.pk in found.superior_of(owner_id).everybody:
        return True
    point = found.posts.get(owner_id, (None, None))[0]
    return point is not None and owner_id != user.pk and user.pk in found.directors_of(point)


def has_people(user):
    """Does anybody's report come to `user`, or does the job look after everybody's?"""
    looks_after = (*POINT_LEADERS, Role.SUPERVISION_ASSISTANT, Role.SUPERVISOR, Role.DEPARTMENT_DIRECTOR)
    if sees_everybody(user) or roles.has_any(user, *looks_after, Role.BOARD_CHAIR):
        return True
    return StandIn.objects.current().filter(cover=user).exists()


def may_archive(user):
    """PLAN-06: HR & Administration urges and archives."""
    return None if roles.is_hr(user) else _("HR & Administration archives plans and reports.")


def writes_reports(user):
    """Does `user` write any: whoever works here, but not those who only sit on a board."""
    held = {row.role for row in roles.appointments_of(user)}
    return bool(held - OUTSIDE) or (not held and user.department_id is not None)


def keepers():
    """HR & Administration, which verifies what one of them put together."""
    return roles.holders(Role.HR_OFFICER) | roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="hr_admin")


def archivists():
    """Who archives a month: HR officers, else the director of HR & Administration."""
    return roles.holders(Role.HR_OFFICER) or roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="hr_admin")
