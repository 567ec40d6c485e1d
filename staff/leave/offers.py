"""What somebody may do about a leave now: the keys of its buttons. Reads only; actions check again."""

from core import clock
from people import roles
from people.models import Role
from staff.leave import queries
from staff.leave.actions.taking import needs_proof
from staff.leave.models import LeaveRequest
from staff.leave.types import LeaveType, terms

State = LeaveRequest.State
PENDING_RETURN = "running"


def offers_for(row, user):
    """Keys among: withdraw, edit, return, proof, handover, extend, waive, print."""
    found = ["print"]
    if row.applicant_id == user.pk:
        found += _of_applicant(row)
    elif roles.is_hr(user):
        found += _of_hr(row)
    return found


def _of_applicant(row):
    found = []
    if row.state == State.PENDING or (row.state == State.APPROVED and row.first > clock.today()):
        found.append("withdraw")
    if row.state == State.RETURNED:
        found.append("edit")
    if row.state == State.ON_LEAVE and not row.returns.filter(approval__state=PENDING_RETURN).exists():
        found.append("return")
    if row.state == State.ON_LEAVE:
        found.append("extend")
    if terms(row.leave_type).proof and row.state in LeaveRequest.LIVE:
        found.append("proof")
    if row.state in (State.PENDING, State.APPROVED, State.ON_LEAVE) and _may_hand_over(row):
        found.append("handover")
    return found


def _may_hand_over(row):
    sheet = queries.handover_of(row)
    return sheet is None or (sheet.approval_id and sheet.approval.state in ("returned", "rejected", "withdrawn"))


def _of_hr(row):
    found = []
    if terms(row.leave_type).proof and row.state in LeaveRequest.LIVE:
        found.append("proof")
    if row.leave_type == LeaveType.SICK and row.state == State.ON_LEAVE and needs_proof(row):
        found.append("waive")
    return found


def sees_others(user):
    """Does a list of other people's leave make sense for `user`?"""
    return (
        roles.is_hr(user)
        or roles.is_ddg(user)
        or roles.is_dg(user)
        or roles.has_any(user, Role.SUPERVISION_ASSISTANT, Role.DEPARTMENT_DIRECTOR, Role.BOARD_CHAIR)
    )
