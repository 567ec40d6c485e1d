"""Who may see a fund application and the pool, and who may do what with the money (roles.md 4.2; FUND-03, FUND-04)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from approvals import policy as approvals
from people import roles
from people.models import FRONT_LINE, POINT_LEADERS, Role
from projects.funds import hooks

FINANCE = (Role.ACCOUNTANT, Role.CASHIER)
WATCHING = (Role.SUPERVISORY_BOARD_MEMBER, Role.AUDITOR)  # read money, decide nothing (FUND-10)
SUBMITTED = ~Q(state="draft")  # a draft is its writer's own


def is_accountant(user):
    return roles.has_any(user, Role.ACCOUNTANT)


def is_cashier(user):
    return roles.has_any(user, Role.CASHIER)


def sees_all(user):
    """Every application that was submitted: finance, direction, the Service Department, whoever watches the money."""
    return (
        roles.has_any(user, *FINANCE, *WATCHING)
        or roles.is_dg(user)
        or roles.is_ddg(user)
        or roles.is_service_director(user)
    )


def arms(user):
    """Applications: own, group, service point, supervised, department, whoever decides, finance and direction."""
    found = {"own": Q(applicant=user)}
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = SUBMITTED & Q(applicant__in=roles.group_worker_ids(user))
    if roles.has_any(user, Role.SUPERVISOR):
        found["supervised"] = SUBMITTED & Q(applicant__in=roles.supervised_ids(user))
    if roles.has_any(user, *POINT_LEADERS):
        found["point"] = SUBMITTED & Q(point__in=roles.point_ids(user))
    if roles.has_any(user, Role.DEPARTMENT_DIRECTOR):
        found["department"] = SUBMITTED & Q(applicant__in=roles.department_member_ids(user))
    found["deciding"] = SUBMITTED & Q(approval__in=approvals.waiting_for(user))
    found["decided"] = SUBMITTED & Q(approval__in=approvals.decided_by(user))
    if sees_all(user):
        found["all"] = SUBMITTED
    return found


def advance_arms(user):
    """A cash advance: whoever sees its application."""
    found = {"own": Q(request__applicant=user)}
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = Q(request__applicant__in=roles.group_worker_ids(user))
    if roles.has_any(user, Role.SUPERVISOR):
        found["supervised"] = Q(request__applicant__in=roles.supervised_ids(user))
    if roles.has_any(user, *POINT_LEADERS):
        found["point"] = Q(request__point__in=roles.point_ids(user))
    found["deciding"] = Q(approval__in=approvals.waiting_for(user))
    found["decided"] = Q(approval__in=approvals.decided_by(user))
    if sees_all(user):
        found["all"] = Q(pk__isnull=False)
    return found


def sees_ledger(user):
    """The ledger line by line; everybody at the front line sees the balance only (roles.md 4.2, Pool ledger)."""
    return sees_all(user) or roles.has_any(user, Role.DEPARTMENT_DIRECTOR, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


def sees_balance(user):
    return sees_ledger(user) or roles.has_any(
        user, *FRONT_LINE, *POINT_LEADERS, Role.SUPERVISION_ASSISTANT, Role.SUPERVISOR
    )


def may_keep_ledger(user):
    """The accountant enters the fees received (FUND-01)."""
    return is_accountant(user)


def submit_refused(request, by):
    """Why this application cannot be sent now, or None (life cycle 6, draft)."""
    if request.applicant_id != by.pk:
        return _("Only the applicant sends the application.")
    if request.state != "draft":
        return _("This application has been sent already.")
    return hooks.submit_refusal(request.for_ref) or None


def advance_refused(request):
    """Why no cash may be advanced now, or None (FUND-04, COM-05; EX-40)."""
    if request.activity_approved_on is None:
        return _("Cash is advanced only after the organization has agreed to the activity.")
    if request.state not in ("approved", "advanced"):
        return _("Cash is advanced only after the fund application was approved.")
    return None


def payment_refused(advance, by):
    """Why `by` may not pay this advance, or None: the cashier pays, never who decided or checked it (SOD-02)."""
    if not is_cashier(by):
        return _("The cashier pays.")
    if advance.state != "approved":
        return _("This advance is not approved, or has been paid.")
    if advance.request.applicant_id == by.pk:
        return _("Nobody pays an advance to themselves.")
    if by.pk in decided_by(advance.approval) | decided_by(advance.request.approval):
        return _("Whoever checked or approved the money does not pay it.")
    return advance_refused(advance.request)


def settlement_refused(request, by):
    """Why `by` may not confirm the settlement, or None: the accountant does, and is not who paid (SOD-02, FUND-11)."""
    if not is_accountant(by):
        return _("The accountant confirms the settlement.")
    if request.state != "settling":
        return _("There is no settlement to confirm.")
    if by.pk in (request.applicant_id, request.settlement.filed_by_id):
        return _("Nobody confirms their own settlement.")
    if request.advances.filter(paid_by=by).exists():
        return _("Whoever paid the advance does not confirm the settlement.")
    return None


def decided_by(approval):
    """Ids of those who gave an opinion or decided in a run, themselves or for somebody."""
    if approval is None:
        return set()
    rows = approval.steps.filter(by__isnull=False).values_list("by_id", "on_behalf_of_id")
    return {pk for row in rows for pk in row if pk}
