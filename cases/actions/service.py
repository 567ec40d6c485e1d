"""Consent, assessment, plan and rating while the case is served (CASE-11, 12, 15, 16, 23, 24)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from cases import checks, facts
from cases.actions.common import locked, store
from cases.models import OPEN, Stage, State
from cases.sheets import ServiceConsent, ServicePlan
from clients import actions as clients
from clients.policy import ADULT_YEARS
from core import clock
from notifications.actions import drop, met, owe


def check_consent(sheet, case, by):
    """Before F-C07 is filed: signed, or oral with the paper to follow; the guardian signs for a minor (CASE-11)."""
    errors = {}
    if not sheet.signed_on and not sheet.oral_first:
        errors["signed_on"] = _("Write when it was signed, or tick that consent was given orally first.")
    if sheet.signed_on and sheet.signed_on > clock.today():
        errors["signed_on"] = _("This day lies in the future.")
    minor = case.client is not None and case.client.is_under(ADULT_YEARS, sheet.valid_from or clock.today())
    if minor and sheet.signer_relation != "guardian":
        errors["signer_relation"] = _("For a minor the guardian signs.")
    if errors:
        raise ValidationError(errors)
    if sheet.pk is None:
        sheet.renewal_no = ServiceConsent.objects.of(case).filter(round=case.rounds).count() + 1


def consent_filed(sheet, case, by, *, new):
    """Paper follows an oral consent within days; a signed one is renewed every three months (CASE-11, 24)."""
    terms = {"about": case.ref, "owner": case.worker, "point": case.point}
    if sheet.withdrawn_on:
        drop("case.consent_renewal", about=case.ref)
    elif sheet.signed_on:
        met("case.consent_oral", about=case.ref)
        met("case.consent_renewal", about=case.ref)
        if case.state in OPEN and not case.is_consultation:
            owe("case.consent_renewal", since=sheet.signed_on, **terms)
    else:
        owe("case.consent_oral", since=sheet.valid_from, **terms)
    if case.client is not None and case.client.notice_version != sheet.notice_version:
        clients.change_identity(client=case.client, by=by, notice_version=sheet.notice_version)


def assessment_filed(sheet, case, by, *, new):
    if case.stage == Stage.ASSESSMENT and case.is_served:
        case.stage = Stage.PLANNING
        store(case, by)


def check_plan(sheet, case, by):
    """Before F-C10 is filed: consent and diagnosis first, one plan in approval at a time (CASE-11, 15, 16)."""
    checks.plan(case).raise_blocks()
    if sheet.period_from and sheet.period_to and sheet.period_to < sheet.period_from:
        raise ValidationError({"period_to": _("The period ends before it begins.")})
    if ServicePlan.objects.of(case).filter(approval__state="running").exists():
        raise ValidationError(_("A plan is with the supervisor already."), code="running")


def plan_filed(sheet, case, by, *, new):
    """The plan goes to the supervisor; that it was submitted in time counts, not when it is decided."""
    met("case.plan", about=case.ref)
    approvals.start(subject=sheet, chain="cases.plan", by=by)


@transaction.atomic
def plan_approved(sheet, by):
    """The consent must still hold at the moment of approval (CASE-11)."""
    case = locked(sheet.case)
    checks.plan(case).raise_blocks()
    if case.stage in (Stage.ASSESSMENT, Stage.PLANNING):
        case.stage = Stage.INTERVENTION
    store(case, by)


@transaction.atomic
def plan_returned(sheet, by):
    """The plan is owed again, counted from the opening as before."""
    case = locked(sheet.case)
    if facts.approved_plan(case) is None and case.is_served:
        owe("case.plan", about=case.ref, owner=case.worker, since=case.served_since, point=case.point)


def scale_filed(sheet, case, by, *, new):
    """The change is worked out; the next rating counts from this one (CASE-23)."""
    sheet.change = facts.mean_change(sheet)
    sheet._history_user = by
    sheet.save()
    if not new:
        return
    met("case.scale", about=case.ref)
    if case.state == State.IN_SERVICE:
        owe("case.scale", about=case.ref, owner=case.worker, since=sheet.rated_on, point=case.point)
        if sheet.occasion == "closing":
            case.stage = Stage.EVALUATION
            store(case, by)
