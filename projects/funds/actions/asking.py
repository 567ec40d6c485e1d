"""Asking for activity money: a room begins it from a plan, the applicant sends it (FUND-02, FUND-03)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from archives.actions import file_sheet
from core import clock
from notifications import actions as notifications
from projects.funds import cents, policy
from projects.funds.actions.common import ADVANCE_RULE, claim, save
from projects.funds.actions.deciding import show_stage
from projects.funds.models import BudgetLine, FundRequest, Source

State = FundRequest.State


@transaction.atomic
def draft(*, for_ref, title, point, by, plan_amount, activity_on=None, lines=()):
    """Begin the application of a group or event; the same activity again brings the same draft up to date.

    `lines`: (item, unit price, quantity) of the plan's budget; none is one line with the whole amount.
    """
    live = FundRequest.objects.filter(for_ref=for_ref).exclude(state__in=FundRequest.OVER).first()
    if live and live.state != State.DRAFT:
        return live
    request = live or FundRequest(for_ref=for_ref, applicant=by, filled_by=by, source=Source.ORG_POOL)
    request.applicant = by  # whoever plans the activity now
    request.title, request.point, request.activity_on = title, point, activity_on
    request.amount = cents.exact(plan_amount)
    request._history_user = by
    request.full_clean(exclude=["approval", "sources_tried", "applicant", "filled_by", "point"])
    request.save()
    if not request.lines.filter(removed=False).exists():
        _write_lines(request, lines or [(title[:120], request.amount, 1)], by)
    return request


def _write_lines(request, lines, by):
    for old in request.lines.filter(removed=False):
        old.removed = True
        save(old, by)
    for position, (item, unit_price, quantity) in enumerate(lines, 1):
        line = BudgetLine(
            sheet=request, item=item, unit_price=cents.exact(unit_price), quantity=quantity, position=position
        )
        line.full_clean()
        save(line, by)


@transaction.atomic
def submit(*, request, by, sources_tried=None, advance_wanted=None, lines=None):
    """Send the application on its way (F-M01); refused without the other sources that were tried (FUND-02).

    What is not given stays as the draft has it. Rooms call this; the page hands in a whole form, see
    `file_application`.
    """
    request = FundRequest.objects.get(pk=request.pk)
    _check(request, by)
    if sources_tried is not None:
        request.sources_tried = sources_tried
    if advance_wanted is not None:
        request.advance_wanted = advance_wanted
    if lines is not None:
        _write_lines(request, lines, by)
    return _send(request, by)


@transaction.atomic
def file_application(*, filled, by):
    """The applicant filled in F-M01: keep it and send it."""
    _check(FundRequest.objects.get(pk=filled.sheet.pk), by)
    _check_sources(filled.sheet)
    file_sheet(filled=filled, by=by)
    return _send(filled.sheet, by)


def _check(request, by):
    if by.pk != request.applicant_id:
        raise PermissionDenied
    if refusal := policy.submit_refused(request, by):
        raise ValidationError(refusal, code="refused")


def _check_sources(request):
    if not request.sources_tried.strip():
        raise ValidationError({"sources_tried": _("Write which other sources you have tried.")}, code="sources")


def _send(request, by):
    _check_sources(request)
    claim(request, State.DRAFT)
    request.amount = sum((line.amount for line in request.lines.filter(removed=False)), cents.ZERO)
    request.year = request.activity_on.year if request.activity_on else clock.today().year
    request.submitted_at, request.state, request.filled_on = clock.now(), State.SA, clock.today()
    request._history_user = by
    request.full_clean(exclude=["approval", "applicant", "filled_by", "point"])
    request.save()
    approvals.start(subject=request, chain="funds.request", by=by)
    show_stage(request, by)
    return request


@transaction.atomic
def withdraw(*, request, by):
    """The applicant takes the application back while it is being decided; it is a draft again."""
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if request.state not in FundRequest.IN_APPROVAL:
        raise ValidationError(_("It has been decided already; it cannot be withdrawn."), code="stale")
    approvals.withdraw(approval=request.approval, by=request.approval.applicant)
    request.refresh_from_db()
    return request


@transaction.atomic
def hand_over(*, request, to, by):
    """The activity has another worker: the application, its cash and what is owed for them are theirs from now on.

    What was decided stays decided; a run that is under way is still the one of whoever asked.
    """
    request = FundRequest.objects.get(pk=request.pk)
    claim(request, *(set(State.values) - set(FundRequest.OVER)))
    notifications.reown(request.applicant, to, refs=[request.ref])
    request.applicant = to
    save(request, by)
    return request


@transaction.atomic
def activity_approved(*, request, on=None, by=None):
    """The organization agreed to the activity itself: cash may be advanced (FUND-04, COM-05). May be said twice."""
    request = FundRequest.objects.get(pk=request.pk)
    if request.activity_approved_on is None:
        claim(request, *(set(State.values) - set(FundRequest.OVER)))
        request.activity_approved_on = on or clock.today()
        save(request, by)
    return request


@transaction.atomic
def activity_on(*, request, day, by=None):
    """The activity takes place, or ends, on another day: the settlement of an advance is counted from it."""
    request = FundRequest.objects.get(pk=request.pk)
    if request.activity_on != day:
        claim(request, *(set(State.values) - set(FundRequest.OVER)))
        request.activity_on = day
        save(request, by)
        notifications.move(ADVANCE_RULE, about=request.ref, since=day)
    return request
