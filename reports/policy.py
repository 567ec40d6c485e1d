"""Who sees which figures, and who does what with a monthly report (roles.md 4.2; KPI-02; GRP-19).

A front-line worker sees the own figures, an assistant those of the group, a supervisor those of the supervised, a
leader those of the point; the Service director, the deputy and the director all. HR & Administration sees the staff
figures, the board the totals of the organization.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import roles
from people.models import FRONT_LINE, Role

FROZEN = ("submitted", "adjusted")
# Totals only (ia.md section 1).
BOARD = (Role.BOARD_CHAIR, Role.BOARD_MEMBER, Role.SUPERVISORY_BOARD_MEMBER, Role.AUDITOR)


def sees_all(user):
    """Every figure of the organization, of every point and worker."""
    return roles.is_service_director(user) or roles.is_ddg(user) or roles.is_dg(user)


def sees_totals(user):
    """The figures of the organization as a whole; no point, no worker."""
    return sees_all(user) or roles.has_any(user, *BOARD)


def sees_package(user):
    """Sends the package to the city association and needs its dates and the staff figures (KPI-01)."""
    return roles.is_hr(user) or sees_all(user)


def sees_some(user):
    """Anybody with figures of their own or of others."""
    return sees_totals(user) or sees_package(user) or roles.is_front_line(user) or leads(user) or supervises(user)


def leads(user):
    return roles.has_any(user, Role.TEAM_LEADER, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


def supervises(user):
    return roles.has_any(user, Role.SUPERVISION_ASSISTANT, Role.SUPERVISOR)


def arms(user):
    """Monthly reports: of the organization for who sees all of it, of a point for its leaders and workers."""
    if sees_all(user):
        return {"all": Q(pk__isnull=False)}
    found = {
        "point": Q(point__in=roles.point_ids(user)),
        "posted": Q(point__in=roles.point_ids(user, *FRONT_LINE)),
    }
    if roles.has_any(user, *BOARD):
        found["totals"] = Q(point__isnull=True, state__in=FROZEN)
    if roles.is_hr(user):
        found["package"] = Q(point__isnull=True)
    return found


def reads_whole(user, report):
    """Every line of the report: workers, points, reasons; the others see what concerns them."""
    return sees_all(user) or (
        report.point_id is not None and roles.point_ids(user).filter(point=report.point_id).exists()
    )


def may_check(user, report):
    """A worker says whether the own figures are right, until the report is fixed (KPI-02)."""
    if not report.is_open:
        return _("The figures of this month are fixed. What changes now appears in the next month.")
    if report.point_id is None or not roles.point_ids(user, *FRONT_LINE).filter(point=report.point_id).exists():
        return _("The workers of the service point check their own figures.")
    return None


def may_hand_in(user, report):
    """The leader of the point confirms what was done there (GRP-19)."""
    if report.point_id is None or report.state != "collecting":
        return _("There is nothing to confirm here now.")
    if not roles.point_ids(user).filter(point=report.point_id).exists():
        return _("The leader of the service point confirms its figures.")
    return None


def may_give_back(user, report):
    if report.point_id is None or report.state != "compiled":
        return _("There is nothing to give back here now.")
    return None if roles.is_service_director(user) else _("The Service director gives a point's report back.")


def may_confirm(user, report):
    """F-P10: the Service director confirms, the directors decide."""
    if report.point_id is not None or not report.is_open:
        return _("There is nothing to confirm here now.")
    return None if roles.is_service_director(user) else _("The Service director confirms the monthly report.")


def may_submit(user, report):
    if report.point_id is not None or report.state != "confirmed":
        return _("There is nothing to submit here now.")
    if report.approval is None or report.approval.state != "approved":
        return _("The director has not decided this report yet.")
    return None if roles.is_service_director(user) else _("The Service director submits the monthly report.")


def may_send(user, report):
    """KPI-01: HR & Administration sends the package to the city association."""
    if report.point_id is not None or report.state not in FROZEN or report.sent_on:
        return _("There is nothing to send now.")
    return None if roles.is_hr(user) else _("HR & Administration sends the package to the city association.")


def may_see_worker(user, worker):
    """Figures of one worker (roles.md 4.2, Statistics)."""
    if worker.pk == user.pk or sees_all(user):
        return True
    ids = (roles.group_worker_ids(user), roles.supervised_ids(user), roles.point_worker_ids(user))
    return any(rows.filter(person=worker.pk).exists() for rows in ids)


def may_see_point(user, point):
    return sees_all(user) or roles.point_ids(user).filter(point=point.pk).exists()


def may_see_group(user, group):
    return sees_all(user) or any(
        held.role == Role.SUPERVISION_ASSISTANT and held.group_id == group.pk for held in roles.appointments_of(user)
    )
