"""Between approval and return: the leave begins, the handover is filed, the certificate is brought."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from archives.actions import file_sheet
from core import clock
from notifications import actions as notifications
from people import roles
from rulebook.calendars import calendar
from staff.leave.actions.effects import pass_on, save
from staff.leave.models import LeaveRequest, MedicalProof
from staff.leave.types import LeaveType, terms


@transaction.atomic
def begin(*, request, by=None):
    """The first day has come: on leave; what falls due meanwhile passes to the stand-in; the return is owed."""
    by = by or request.applicant
    if not LeaveRequest.objects.claim(request, state=LeaveRequest.State.APPROVED):
        return request
    request.state = LeaveRequest.State.ON_LEAVE
    save(request, by)
    pass_on(request, by)
    notifications.owe("leave.return", about=request.ref, owner=request.applicant, since=request.last)
    if needs_proof(request):
        back = calendar().add_workdays(request.last, 1)
        notifications.owe("leave.sick_proof", about=request.ref, owner=request.applicant, since=back)
    return request


def begin_if_due(request, by):
    if request.first <= clock.today() and request.in_effect:
        begin(request=request, by=by)


def begin_due():
    """Every approved leave whose first day has come; may run any number of times."""
    due = LeaveRequest.objects.filter(state=LeaveRequest.State.APPROVED, in_effect=True, first__lte=clock.today())
    started = 0
    for request in due.select_related("applicant", "cover"):
        begin(request=request)
        started += 1
    return started


def needs_proof(request):
    """Does this leave still want a certificate (LEAVE-11)?"""
    if not terms(request.leave_type).proof or request.proof_waived:
        return False
    return not MedicalProof.objects.filter(request=request).exists()


def blocks_without_proof(request):
    """Only sick leave cannot be closed without its certificate (LEAVE-11)."""
    return request.leave_type == LeaveType.SICK and needs_proof(request)


@transaction.atomic
def add_proof(*, request, by, uploads, note=""):
    """The applicant (or HR, who received the paper) files a certificate; only its own audience sees it (LEAVE-11)."""
    if request.applicant_id != by.pk and not roles.is_hr(by):
        raise PermissionDenied
    if not uploads:
        raise ValidationError({"uploads": _("Choose the scan or photo of the certificate.")})
    proof = MedicalProof(request=request, filed_by=by, note=note.strip())
    proof._history_user = by
    proof.full_clean()
    proof.save()
    from files.actions import attach

    for upload in uploads:
        attach(document=proof, upload=upload, by=by, kind="proof")
    notifications.met("leave.sick_proof", about=request.ref)
    return proof


@transaction.atomic
def waive_proof(*, request, by, reason):
    """HR accepts sick leave without a certificate, and says why (LEAVE-11)."""
    if not roles.is_hr(by) or request.applicant_id == by.pk:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why no certificate is needed.")})
    request.proof_waived = reason.strip()
    save(request, by)
    notifications.drop("leave.sick_proof", about=request.ref)
    return request


@transaction.atomic
def file_handover(*, filled, request, by):
    """The applicant files the handover sheet; the receiver accepts it, the superior confirms it (LEAVE-08)."""
    if request.applicant_id != by.pk:
        raise PermissionDenied
    if request.state not in (LeaveRequest.State.PENDING, LeaveRequest.State.APPROVED, LeaveRequest.State.ON_LEAVE):
        raise ValidationError(_("There is nothing to hand over for this leave any more."))
    sheet = filled.sheet
    if sheet.receiver_id == by.pk:
        raise ValidationError({"receiver": _("Somebody else takes over the work.")})
    if sheet.approval_id and sheet.approval.is_running:
        raise ValidationError(_("The handover is being confirmed already."))
    sheet.request = request
    sheet = file_sheet(filled=filled, by=by)
    approvals.start(subject=sheet, chain="leave.handover", by=by)
    return sheet
