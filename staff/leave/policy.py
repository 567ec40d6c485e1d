"""Who may see a leave, its dates, its proof, its handover; and who may do what (roles.md 4.2, LEAVE-11)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from approvals import policy as approvals
from people import roles
from people.models import Appointment, Role, StandInKind
from staff.attendance.policy import workers_of_directed_points


def _leads_everybody(user):
    return roles.is_hr(user) or roles.is_ddg(user) or roles.is_dg(user)


def arms(user):
    """The request with its reason: own, the group's (SA), whoever decides or decided it, HR, DDG and DG."""
    shown = own_arms(user) | {"decided": Q(approval__in=approvals.decided_by(user))}
    if approvals.is_asked(user):
        shown["deciding"] = Q(approval__in=approvals.waiting_for(user))
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        shown["group"] = Q(applicant__in=roles.group_worker_ids(user))
    if _leads_everybody(user):
        shown["everybody"] = Q(pk__isnull=False)
    return shown


def own_arms(user):
    """One's own requests alone: the list that everybody begins with."""
    return {"own": Q(applicant=user)}


def date_arms(user):
    """The dates without type and reason: also the service point, the department, the workers supervised."""
    shown = {
        "own": Q(person=user),
        "group": Q(person__in=roles.group_worker_ids(user)),
        "service point": Q(person__in=workers_of_directed_points(user)),
        "department": Q(person__in=roles.department_member_ids(user)),
        "supervised": Q(person__in=roles.supervised_ids(user)),
    }
    if _leads_everybody(user):
        shown["everybody"] = Q(pk__isnull=False)
    return shown


def proof_arms(user):
    """Health data: the person, HR, and DDG or DG while they decide (LEAVE-11; the supervision assistant never)."""
    shown = {"own": Q(request__applicant=user)}
    if roles.is_hr(user):
        shown["hr"] = Q(pk__isnull=False)
    if roles.is_ddg(user) or roles.is_dg(user):
        waiting = approvals.waiting_for(user, kind="decide", state="open")
        shown["deciding"] = Q(request__approval__in=waiting)
    return shown


def handover_arms(user):
    """The handover sheet: whoever hands over, whoever receives, and those who see the request."""
    shown = {
        "own": Q(request__applicant=user),
        "group": Q(request__applicant__in=roles.group_worker_ids(user)),
        "receives": Q(receiver=user),
        "receives a line": Q(items__receiver=user, items__removed=False),
        "confirming": Q(approval__in=approvals.waiting_for(user)),
        "confirmed": Q(approval__in=approvals.decided_by(user)),
    }
    if _leads_everybody(user):
        shown["everybody"] = Q(pk__isnull=False)
    return shown


def return_arms(user):
    """The return from leave: whoever sees the request, and whoever confirms it."""
    shown = {
        "own": Q(request__applicant=user),
        "group": Q(request__applicant__in=roles.group_worker_ids(user)),
        "confirming": Q(approval__in=approvals.waiting_for(user)),
        "confirmed": Q(approval__in=approvals.decided_by(user)),
    }
    if _leads_everybody(user):
        shown["everybody"] = Q(pk__isnull=False)
    return shown


def may_ask(user):
    """Everybody who works here asks for leave."""
    return user.is_authenticated and user.is_active and not user.is_system


def weekly_arms(user):
    """The weekly leave report (LEAVE-06): the SA of the group and whoever stands in; HR, DDG and DG every group's."""
    if _leads_everybody(user):
        return {"everybody": Q(pk__isnull=False)}
    return {"group": Q(group__in=_groups_of(user))}


def _groups_of(user):
    absent = roles.stood_in_for_ids(user, StandInKind.APPROVALS)
    held = Appointment.objects.current().filter(role=Role.SUPERVISION_ASSISTANT)
    return held.filter(Q(person=user) | Q(person__in=absent)).values("group")


def confirmers(group):
    """Who confirms the group's weekly report: its SA; where the post is vacant, one level up."""
    return roles.holders(Role.SUPERVISION_ASSISTANT, group=group) or roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)


def may_confirm(user, report):
    """None, or why `user` may not confirm this weekly report."""
    if report.state != "made":
        return _("This report is confirmed already.")
    people = set(confirmers(report.group))
    people |= {cover for person in people for cover in roles.covers_of(person, StandInKind.APPROVALS)}
    return None if user in people else _("The supervision assistant of the group confirms it.")


def may_file(user, report):
    """None, or why `user` may not file this weekly report: HR & Administration sorts and files."""
    if report.state != "confirmed":
        return _("Only a confirmed report is filed.")
    return None if roles.is_hr(user) else _("HR & Administration files it.")


def sees_weekly(user):
    """Whose pages list weekly leave reports."""
    if _leads_everybody(user) or roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        return True
    return _groups_of(user).exists()
