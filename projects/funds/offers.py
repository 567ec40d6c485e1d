"""What somebody may do about an application now: the keys of its buttons. Reads only; actions check again."""

from projects.funds import policy
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance

State = FundRequest.State


def offers_for(row, user):
    """Keys among: edit, withdraw, advance, pay, confirm, print."""
    found = [] if row.state == State.DRAFT else ["print"]
    if row.applicant_id == user.pk:
        found += _of_applicant(row)
    if policy.settlement_refused(row, user) is None:
        found.append("confirm")
    return found


def _of_applicant(row):
    found = []
    if row.state == State.DRAFT:
        found.append("edit")
    if row.state in FundRequest.IN_APPROVAL:
        found.append("withdraw")
    if policy.advance_refused(row) is None and not row.advances.filter(state__in=Advance.OPEN).exists():
        found.append("advance")
    return found


def advance_offers(advance, user):
    """Keys among: edit, withdraw, pay, print."""
    found = ["print"]
    if advance.request.applicant_id == user.pk:
        if advance.state == Advance.State.ASKED:
            found.append("withdraw")
        if advance.state == Advance.State.RETURNED:
            found.append("edit")
    if policy.payment_refused(advance, user) is None:
        found.append("pay")
    return found
