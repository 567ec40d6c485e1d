"""Asking for leave, asking again after a return, taking a request back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from core import clock
from people.models import User
from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance.models import Mark
from staff.leave import choices, lines, policy
from staff.leave.actions.effects import mark, undo
from staff.leave.models import FromPart, LeaveDates, LeaveRequest, ToPart
from staff.leave.reckoning import Ask, reckon

FIELDS = (
    "leave_type", "first", "first_part", "last", "last_part", "reason", "late_reason", "told_how", "cover",
    "handover_note",
)  # fmt: skip


@transaction.atomic
def submit(
    *, by, leave_type, first, last, reason, first_part=FromPart.AM, last_part=ToPart.PM, late_reason="", told_how="",
    cover=None, handover_note="", extends=None,
):  # fmt: skip
    """`by` asks for leave; length, tier, lead and route are computed (LEAVE-01 to LEAVE-05, LEAVE-09, LEAVE-13).

    ValidationError names every rule that blocks, by field. `extends` makes it the supplementary request for a longer
    absence (LEAVE-15).
    """
    if not policy.may_ask(by):
        raise PermissionDenied
    if extends is not None and (extends.applicant_id != by.pk or extends.state not in LeaveRequest.BEGUN):
        raise PermissionDenied
    request = LeaveRequest(applicant=by, filled_by=by, extends=extends, asked_on=clock.today())
    given = (
        leave_type, first, first_part, last, last_part, reason, late_reason, told_how, cover, handover_note
    )  # fmt: skip
    return _ask(request, by, dict(zip(FIELDS, given, strict=True)))


@transaction.atomic
def ask_again(*, request, by, **fields):
    """The applicant corrects a returned request and sends it again; its first day of asking may still count."""
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if not LeaveRequest.objects.claim(request, state=LeaveRequest.State.RETURNED):
        raise ValidationError(_("This request is not open for correction."))
    request.asked_on = _first_day_of_asking(request)
    return _ask(request, by, {name: fields.get(name, getattr(request, name)) for name in FIELDS})


def _first_day_of_asking(request):
    """The original day when the request comes back in time, else today (life cycles, general conventions)."""
    returned = clock.day_of(request.approval.ended_at)
    in_time = calendar().add_workdays(returned, value("approval.resubmit_workdays"))
    return request.asked_on if clock.today() <= in_time else clock.today()


def _ask(request, by, values):
    for name, given in values.items():
        setattr(request, name, given.strip() if isinstance(given, str) else given)
    if request.last and request.first and request.last < request.first:
        raise ValidationError({"last": _("The last day lies before the first day.")})
    if request.first == request.last and (request.first_part, request.last_part) == (FromPart.PM, ToPart.AM):
        raise ValidationError({"last_part": _("It would end before it begins.")})
    _check_cover(request)
    reckoning = reckon(ask_of(request), on=request.asked_on)
    reckoning.findings.raise_blocks()
    _take_over(request, reckoning)
    request._history_user = by
    request.full_clean(exclude=["approval", "applicant", "filled_by"])
    request.save()
    _write_dates(request, by)
    if request.after_the_fact:
        mark(request, by, Mark.LEAVE_PENDING)
    approvals.start(subject=request, chain=lines.chain_of(reckoning.template), by=by)
    return request


def ask_of(request):
    """The `Ask` of a request as it stands."""
    return Ask(
        request.applicant, request.leave_type, request.first, request.first_part, request.last, request.last_part,
        late_reason=request.late_reason, extends=request.extends, existing=request if request.pk else None,
    )  # fmt: skip


def _take_over(request, reckoning):
    request.point = lines.point_of(request.applicant)
    request.days, request.merged_days = reckoning.days, reckoning.merged_days
    request.tier_now = ""
    request.tier, request.lead_days, request.short_by = reckoning.tier, reckoning.lead.days, reckoning.short_by
    request.exception = bool(reckoning.findings.exceptions)
    request.after_the_fact = reckoning.after_the_fact
    request.consent_needed = reckoning.consent_needed
    request.state = LeaveRequest.State.PENDING


def _check_cover(request):
    """Whoever stands in works here, is somebody else, and is not away in the same days."""
    cover = request.cover
    if cover is None:
        return
    if cover.pk == request.applicant_id or not User.objects.filter(pk=cover.pk, is_active=True).exists():
        raise ValidationError({"cover": _("Choose a colleague who works here.")})
    if choices.decides_over_others(request.applicant) and cover not in choices.cover_candidates(request.applicant):
        raise ValidationError({"cover": _("Choose somebody of the same level or above, who may decide for you.")})
    away = LeaveDates.objects.filter(
        person=cover, state=LeaveDates.State.GRANTED, first__lte=request.last, last__gte=request.first
    )
    if away.exists():
        raise ValidationError({"cover": _("This colleague is on leave in the same days. Choose somebody else.")})


def _write_dates(request, by):
    """The row that superiors without access to the reason may see (roles.md 4.2)."""
    row = LeaveDates.objects.filter(request=request).first() or LeaveDates(request=request, person=request.applicant)
    for name in ("first", "first_part", "last", "last_part", "days"):
        setattr(row, name, getattr(request, name))
    row.state = LeaveDates.State.ASKED
    row._history_user = by
    row.save()


@transaction.atomic
def withdraw(*, request, by):
    """While it is pending, and once approved until the day before it begins (life cycle 4)."""
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if request.state == LeaveRequest.State.PENDING:
        approvals.withdraw(approval=request.approval, by=by)
        request.refresh_from_db()
        return request
    if request.state != LeaveRequest.State.APPROVED or request.first <= clock.today():
        raise ValidationError(_("This leave has begun or ended; confirm the actual dates instead."))
    if not LeaveRequest.objects.claim(request, state=LeaveRequest.State.APPROVED):
        raise ValidationError(_("This request has changed meanwhile. Look at it again."))
    request.state = LeaveRequest.State.WITHDRAWN
    undo(request, by)
    return request
