"""Postponed without a new approval, and cancelled (COM-23; EX-43)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from community import facts, policy
from community.actions.common import locked, require, require_state, require_work, store, words
from community.actions.planning import PLAN, stop_money
from community.actions.preparing import announce, lay_out, line, set_aside
from community.choices import Item, Result
from community.models import AHEAD, State
from core import clock
from notifications.actions import drop
from projects.funds import actions as funds
from rulebook.dates import add_months
from rulebook.values import value


@transaction.atomic
def postpone(*, event, by, reason):
    """Rain or the like: put off; the plan stays agreed. Host unit and registered people are told, as tasks of today."""
    event = locked(event)
    require_work(by, event)
    require_state(event, State.PREPARING, text=_("Only an event that is being prepared is postponed."))
    event.state, event.end_reason = State.POSTPONED, words(reason)
    event.postponed_times += 1
    store(event, by)
    set_aside(event)
    _to_be_told(event, by)
    return event


def _to_be_told(event, by):
    """Whoever counted on the old day hears of it; who was told when stands in the list."""
    if event.point.host_unit_id and (event.agreed_on or event.consents.exists()):
        line(event, Item.TELL_HOST, clock.today(), by, anew=True)
    if event.registrations.filter(withdrawn_on__isnull=True).exclude(result=Result.REFUSED).exists():
        line(event, Item.TELL_PEOPLE, clock.today(), by, anew=True)


@transaction.atomic
def resume(*, event, by, day, starts=None, ends=None, place=None):
    """The new day of a postponed event with the same plan: no new approval, no new lead; all dates follow (EX-43)."""
    event = locked(event)
    require_work(by, event)
    require_state(event, State.POSTPONED, text=_("Only a postponed event gets a new day."))
    if day < clock.today():
        raise ValidationError({"day": _("This day is past.")}, code="past")
    months = value("event.postponed_months", point=event.point)
    if day > add_months(facts.plan(event).day, months):
        text = _("The approval holds for %(n)s months after the first day; plan the event anew.")
        raise ValidationError({"day": text % {"n": months}}, code="expired")
    event.day, event.state, event.end_reason = day, State.PREPARING, ""
    event.starts, event.ends, event.place = starts or event.starts, ends or event.ends, place or event.place
    store(event, by)
    lay_out(event, by)
    announce(event)
    if event.fund_request:
        funds.activity_on(request=event.fund_request, day=day, by=by)
    return event


@transaction.atomic
def cancel(*, event, by, reason):
    """The event does not take place; reserved money is free again (life cycle 3)."""
    event = locked(event)
    require(policy.may_cancel(by, event))
    require_state(event, *AHEAD, text=_("An event that took place is not cancelled."))
    reason = words(reason)
    for run in (facts.plan(event), facts.consent(event)):
        if run and run.approval and run.approval.is_running:
            approvals.withdraw(approval=run.approval, by=run.approval.applicant)
    event = locked(event)
    request = event.fund_request
    stop_money(event, by, reason)
    event.fund_request = request
    event.state, event.end_reason = State.CANCELLED, reason
    store(event, by)
    drop(PLAN, about=event.ref)
    set_aside(event)
    _to_be_told(event, by)
    return event
