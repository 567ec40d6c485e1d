"""What it cost: the financial report brings the figures, the accountant confirms them (FUND-05, SOD-02)."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock, formats
from notifications import actions as notifications
from people import roles
from people.models import Role
from projects.funds import cents, policy
from projects.funds.actions import pool
from projects.funds.actions.advances import cancel_open
from projects.funds.actions.common import ADVANCE_RULE, claim, locked, save
from projects.funds.models import FundRequest, Settlement
from projects.funds.sheets import Advance
from rulebook.findings import Finding, Findings

State = FundRequest.State
CHECK_TEXT = gettext_noop("A financial report waits to be settled.")


@transaction.atomic
def settle(*, request, by, actual, rows=()):
    """A room's financial report is filed: the money is to be settled. Returns Findings; overspending warns (FUND-05).

    Who files the report is the room's to decide; whoever does never confirms it (SOD-01).

    `rows`: the lines of the report as dicts (item, budget, actual, voucher_no). The pool pays at most what was
    approved. May be called again until the accountant has confirmed.
    """
    request = locked(request)
    actual = cents.exact(actual)
    if actual < 0:
        raise ValidationError(_("An amount is not negative."), code="negative")
    claim(request, State.APPROVED, State.ADVANCED, State.SETTLING)
    charged, overspent, returned = cents.settled(request.amount, actual)
    settlement = Settlement.objects.filter(request=request).first() or Settlement(request=request)
    settlement.filed_by, settlement.actual, settlement.charged = by, actual, charged
    settlement.overspent, settlement.returned = overspent, returned
    settlement.rows = [_line(row) for row in rows]
    settlement.full_clean(exclude=["request", "filed_by", "confirmed_by", "confirmed_at"])
    save(settlement, by)
    cancel_open(request, by)
    request.state = State.SETTLING
    save(request, by)
    accountants = list(roles.holders(Role.ACCOUNTANT))
    notifications.tell(accountants, CHECK_TEXT, key=f"settle:{settlement.uuid}", about=request.ref)
    return overspending(overspent)


def _line(row):
    return {name: str(given) if isinstance(given, Decimal) else given for name, given in row.items()}


def overspending(overspent):
    """The warning where more was spent than approved (FUND-05)."""
    if not overspent:
        return Findings()
    text = _("%(over)s more were spent than approved. The pool does not pay them; ask for them separately.")
    return Findings([Finding("warn", "FUND-05", text % {"over": formats.money(overspent)})])


@transaction.atomic
def confirm(*, request, by, note=""):
    """The accountant checked vouchers and signatures: spent leaves the pool, unused money returns (life cycle 6)."""
    request = locked(request)
    if not policy.is_accountant(by):
        raise PermissionDenied
    if refusal := policy.settlement_refused(request, by):
        raise ValidationError(refusal, code="refused")
    claim(request, State.SETTLING)
    settlement = request.settlement
    settlement.confirmed_by, settlement.confirmed_at, settlement.note = by, clock.now(), note.strip()
    settlement.full_clean(exclude=["request", "filed_by", "confirmed_by"])
    save(settlement, by)
    pool.spend(request, settlement.charged, settlement.returned, by)
    for advance in request.advances.filter(state=Advance.State.PAID):
        advance.state, advance.settled_on = Advance.State.SETTLED, clock.today()
        save(advance, by)
    request.state = State.SETTLED
    save(request, by)
    notifications.met(ADVANCE_RULE, about=request.ref)
    text = gettext_noop("The money of your activity is settled.")
    notifications.tell(request.applicant, text, key=f"settled:{settlement.uuid}", about=request.ref)
    return settlement


@transaction.atomic
def return_settlement(*, request, by, reason):
    """Vouchers or signatures are missing: the report goes back to the worker, who files it again."""
    request = locked(request)
    if refusal := policy.settlement_refused(request, by):
        raise ValidationError(refusal, code="refused")
    if len(reason.strip()) < 5:
        raise ValidationError({"note": _("Say why, in at least 5 characters.")}, code="words")
    claim(request, State.SETTLING)
    settlement = request.settlement
    settlement.note = reason.strip()[:300]
    save(settlement, by)
    request.state = State.ADVANCED if request.advances.filter(state=Advance.State.PAID).exists() else State.APPROVED
    save(request, by)
    text = gettext_noop("The accountant returned a financial report of yours.")
    key = f"unsettled:{settlement.uuid}:{request.version}"
    notifications.tell(request.applicant, text, key=key, about=request.ref)
    return request
