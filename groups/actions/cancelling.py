"""A group does not take place: money free, dates gone, and whoever had registered hears of it (life cycle 2)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from core import clock
from groups import facts, policy
from groups.actions.common import locked, require, require_state, require_work, store
from groups.actions.planning import HEAD_RULE, PLAN_RULE
from groups.actions.schedule import call_off
from groups.choices import PLANNING, State
from notifications.actions import drop, met, owe
from projects.funds import actions as funds

TELL = "group.tell"


@transaction.atomic
def cancel(*, programme, by, reason):
    """The group does not take place, before it began; reserved money is free again (life cycle 2)."""
    programme = locked(programme)
    require(policy.may_cancel(by, programme))
    states = (*PLANNING, State.APPROVED)
    require_state(programme, *states, text=_("A group that has begun is not cancelled; end it instead."))
    if len(reason.strip()) < 2:
        raise ValidationError({"reason": _("Write the reason.")}, code="words")
    plan = facts.newest_plan(programme)
    if plan and plan.approval and plan.approval.is_running:
        approvals.withdraw(approval=plan.approval, by=programme.worker)
        programme = locked(programme)
    request = programme.fund_request
    if request and request.state not in type(request).OVER:
        funds.release(request=request, by=by, reason=reason)
    programme.state, programme.end_reason = State.CANCELLED, reason.strip()[:300]
    store(programme, by)
    for rule in (PLAN_RULE, HEAD_RULE):
        drop(rule, about=programme.ref)
    for session in programme.sessions.ahead():
        call_off(session)
    _to_be_told(programme)
    return programme


def _to_be_told(programme):
    """The group was cancelled: whoever still counted on it hears of it today (life cycle 2)."""
    if facts.not_told(programme).exists():
        owe(TELL, about=programme.ref, owner=programme.worker, since=clock.today(), point=programme.point)


@transaction.atomic
def told(*, programme, by, members):
    """These people heard that the group does not take place; once all of them have, nothing is owed any more."""
    programme = locked(programme)
    require_work(by, programme)
    require_state(programme, State.CANCELLED, text=_("Only of a cancelled group everybody has to be told."))
    waiting = facts.not_told(programme).select_for_update(of=("self",), no_key=True)
    for member in waiting.filter(uuid__in=[member.uuid for member in members]):
        member.told_on = clock.today()
        store(member, by)
    if not facts.not_told(programme).exists():
        met(TELL, about=programme.ref)
