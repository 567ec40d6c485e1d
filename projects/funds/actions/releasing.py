"""The activity does not take place: what was promised returns to the pool (life cycles 2, 3 and 6)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from notifications import actions as notifications
from projects.funds.actions import pool
from projects.funds.actions.advances import cancel_open
from projects.funds.actions.common import ADVANCE_RULE, claim, save
from projects.funds.models import FundRequest

State = FundRequest.State


@transaction.atomic
def release(*, request, by, reason):
    """The activity was cancelled: the application ends and its money is free again. Cash paid is settled first."""
    request = FundRequest.objects.get(pk=request.pk)
    if request.state in FundRequest.OVER:
        return request
    if request.state in (State.ADVANCED, State.SETTLING, State.SETTLED):
        raise ValidationError(_("Cash was advanced or the money is settled: file the financial report."), code="paid")
    if request.state in FundRequest.IN_APPROVAL:
        approvals.withdraw(approval=request.approval, by=request.approval.applicant)
        request.refresh_from_db()
    cancel_open(request, by)
    claim(request, State.DRAFT, State.APPROVED)
    pool.let_go(request, by)
    request.state, request.end_reason = State.CANCELLED, reason.strip()[:300]
    save(request, by)
    notifications.drop(ADVANCE_RULE, about=request.ref)
    return request
