"""Cash before the activity (F-M02): asked by the applicant, checked, decided, paid by the cashier (FUND-04)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives.actions import file_sheet
from core import clock, formats
from notifications import actions as notifications
from people import roles
from people.models import Role
from projects.funds import cents, policy
from projects.funds.actions import pool
from projects.funds.actions.common import ADVANCE_RULE, claim, locked, save
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance

State = Advance.State
PAY_TEXT = gettext_noop("A cash advance is approved and waits to be paid.")


@transaction.atomic
def ask_advance(*, filled, by):
    """The applicant asks for cash, up to what was approved and not yet advanced (FUND-04; EX-40)."""
    sheet = filled.sheet
    request = locked(sheet.request)
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if refusal := policy.advance_refused(request):
        raise ValidationError(refusal, code="too_early")
    if sheet.pk and sheet.state != State.RETURNED:
        raise ValidationError(_("This request is not open for correction."), code="stale")
    left = left_to_advance(request, but=sheet)
    if sheet.amount > left:
        text = _("At most %(left)s can be advanced.") % {"left": formats.money(left)}
        raise ValidationError({"amount": text}, code="too_much")
    sheet.request, sheet.state = request, State.ASKED
    file_sheet(filled=filled, by=by)
    approvals.start(subject=sheet, chain="funds.advance", by=by)
    return sheet


def left_to_advance(request, but=None):
    """What of the approved amount nobody has asked to advance yet."""
    asked = request.advances.filter(state__in=Advance.LIVE).exclude(pk=but.pk if but else None)
    return request.amount - sum(asked.values_list("amount", flat=True), cents.ZERO)


@transaction.atomic
def withdraw_advance(*, advance, by):
    """The applicant takes the request for cash back while it is being decided."""
    approvals.withdraw(approval=advance.approval, by=by)
    advance.refresh_from_db()
    return advance


@transaction.atomic
def advance_approved(advance, by):
    """Approved: every cashier is told; who pays is checked when it is paid (SOD-02)."""
    advance.state = State.APPROVED
    save(advance, by)
    cashiers = list(roles.holders(Role.CASHIER))
    notifications.tell(cashiers, PAY_TEXT, key=f"advance:{advance.uuid}", about=advance.ref)


@transaction.atomic
def advance_returned(advance, by):
    advance.state = State.RETURNED
    save(advance, by)


@transaction.atomic
def advance_fell(advance, by, approval):
    """Refused or withdrawn."""
    advance.state = State.REJECTED if approval.state == approval.State.REJECTED else State.WITHDRAWN
    save(advance, by)


@transaction.atomic
def pay(*, advance, by, on=None):
    """The cashier pays the cash out; it is to be settled ten working days after the activity (FUND-04, SOD-02)."""
    request = locked(advance.request)
    advance = Advance.objects.get(pk=advance.pk)
    if not policy.is_cashier(by):
        raise PermissionDenied
    if refusal := policy.payment_refused(advance, by):
        raise ValidationError(refusal, code="refused")
    if not Advance.objects.claim(advance, state=State.APPROVED):
        raise ValidationError(_("This advance has been paid already."), code="stale")
    advance.state, advance.paid_by, advance.paid_on = State.PAID, by, on or clock.today()
    save(advance, by)
    claim(request, FundRequest.State.APPROVED, FundRequest.State.ADVANCED)
    pool.paid(request, advance.amount, by, advance.paid_on)
    request.state = FundRequest.State.ADVANCED
    save(request, by)
    since = max(request.activity_on or advance.paid_on, advance.paid_on)
    notifications.owe(ADVANCE_RULE, about=request.ref, owner=request.applicant, since=since, point=request.point)
    return advance


def cancel_open(request, by):
    """Nothing is paid for an activity that was cancelled."""
    for advance in request.advances.filter(state__in=Advance.OPEN):
        if advance.state == State.ASKED:
            approvals.withdraw(approval=advance.approval, by=advance.approval.applicant)
        else:
            advance.state = State.WITHDRAWN
            save(advance, by)
