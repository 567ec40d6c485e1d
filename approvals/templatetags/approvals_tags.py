"""For pages of rooms that show the route of their document."""

from django import template

from approvals import chains, trails
from approvals.models import Step

register = template.Library()


@register.simple_tag
def approval_trail(approval):
    """{% approval_trail object.approval as lines %}: the lines of the stepper, every round."""
    return trails.trail(approval)


@register.simple_tag(takes_context=True)
def approval_acts(context, lines):
    """{% approval_acts lines as acts %}: what the reader may do: {mine: [(step, act)], chase: step}.

    No queries: the lines carry their seats.
    """
    user = context["user"]
    rows = [line.row for line in lines if line.row is not None and line.row.state == Step.State.OPEN]
    mine = [row for row in rows if user.pk in {seat.user_id for seat in row.permissions.all()}]
    waiting = [row for row in rows if row.holds and row not in mine and row.applicant_id == user.pk]
    acts = [(row, chains.get(row.approval.chain).step(row.key).act) for row in mine]
    return {"mine": acts, "chase": waiting[0] if waiting else None}
