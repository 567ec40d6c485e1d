"""What the steps of a run do to an application and to the pool; handed to the engine by chain.py."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals.models import Step
from core import formats
from projects.funds import hooks
from projects.funds.actions import pool
from projects.funds.actions.common import locked, save
from projects.funds.models import FundRequest, PoolEntry

State = FundRequest.State
STAGES = {"sa": State.SA, "department": State.DEPARTMENT, "finance": State.FINANCE, "head": State.HEAD}


@transaction.atomic
def step_closed(request, step, by, approval):
    """The department head agreed: the amount is reserved; finance checked: the balance is kept on the form."""
    if step.outcome != Step.Outcome.OK or step.key == "head":
        return
    if step.key in ("department", "finance"):
        _hold(request, by)
    later = approval.steps.filter(position__gt=step.position, state=Step.State.WAITING).first()
    request.state = STAGES[later.key] if later else request.state
    save(request, by)


def _hold(request, by):
    """Reserve, and note what the pool had left without this application; try again at the next step."""
    left = PoolEntry.objects.totals(request.year).available
    already = PoolEntry.objects.held_for(request).reserved
    request.pool_balance = left + already
    pool.reserve(request, by)
    request.over_by = request.shortage()


@transaction.atomic
def show_stage(request, by):
    """The state follows the step that is open: a step may have been passed on by itself."""
    request.refresh_from_db()
    step = request.approval.steps.filter(state=Step.State.OPEN, holds=True).first()
    if step and request.state != STAGES[step.key]:
        request.state = STAGES[step.key]
        save(request, by)


@transaction.atomic
def approve(request, by, approval):
    """The organization head agreed: the reservation becomes a commitment; beyond the pool only with the exception.

    The exception is the director-general's (FUND-01): the chain seats nobody else where the pool is short.
    """
    row = locked(request)
    request.version = row.version
    accepted = approval.steps.filter(key="head", exception_accepted=True).exists()
    if not pool.reserve(request, by, beyond=accepted):
        short = formats.money(request.shortage())
        raise ValidationError(
            _("The pool no longer has this money: %(short)s are missing.") % {"short": short}, "short"
        )
    pool.commit(request, by)
    request.state = State.APPROVED
    save(request, by)
    hooks.decided(request.for_ref, True)


@transaction.atomic
def refuse(request, by):
    """Not approved: nothing stays reserved, and the room hears of it."""
    _end(request, by, State.REJECTED)
    hooks.decided(request.for_ref, False)


@transaction.atomic
def return_(request, by):
    """Returned for revision: the applicant may correct it and send it again."""
    _end(request, by, State.DRAFT)


@transaction.atomic
def take_back(request, by):
    """Withdrawn by the applicant while it was being decided."""
    _end(request, by, State.DRAFT)


def _end(request, by, state):
    pool.let_go(request, by)
    request.state = state
    save(request, by)
