"""Opening: after approval, before approval, and consultations (CASE-06..09; ARCH-09)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives import numbering
from cases import checks, facts
from cases.actions.common import locked, require_state, require_work, store
from cases.actions.intake import end_refused
from cases.choices import CaseKind
from cases.models import Case, Stage, State
from core import clock
from notifications.actions import disengage, drop, met, owe, tell
from people import roles
from rulebook.deadlines import next_stage_review

CONVERT = gettext_noop("A consultation was not closed on its day: make it an ordinary case.")
NOT_APPROVED = gettext_noop("A case opened before approval was not approved.")


@transaction.atomic
def submit_opening(*, case, by):
    """Intake information and basic data go to the supervisor, with a copy to the business lead (CASE-06, 07; ORG-07).

    From screening, or afterwards for a case that was opened first. Returns the approval.
    """
    case = locked(case)
    require_work(by, case)
    require_state(case, State.SCREENING, State.PROVISIONAL, text=_("There is no opening to submit now."))
    if case.is_consultation and case.state == State.PROVISIONAL:
        raise ValidationError(_("A consultation is approved once, together with its closing."), code="consultation")
    checks.opening(case).raise_blocks()
    intake = facts.newest(case, "intake_info")
    if case.state == State.SCREENING:
        case.state, case.kind = State.OPENING_SUBMITTED, intake.case_kind
    elif intake.case_kind != CaseKind.CONSULTATION:
        case.kind = intake.case_kind
    store(case, by)
    met("case.inquiry", about=case.ref)
    return approvals.start(subject=intake, chain="cases.opening", by=by)


@transaction.atomic
def open_first(*, case, by, reason="", kind=None):
    """Open now, approval afterwards: special circumstances with a reason, or a consultation (CASE-08, 09)."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.INQUIRY, State.SCREENING, text=_("Only an inquiry can be opened first."))
    case.kind = kind or case.kind
    checks.opening_first(case, reason=reason).raise_blocks()
    case.state, case.provisional_reason = State.PROVISIONAL, reason.strip()
    case.opened_on = case.served_since = clock.today()
    case.temp_no = _temporary_number(case)
    case.stage = Stage.ASSESSMENT
    store(case, by)
    met("case.inquiry", about=case.ref)
    owe("case.retro_approval", about=case.ref, owner=case.worker, since=case.opened_on, point=case.point)
    return case


def _temporary_number(case):
    """T{worker_no}-{yyyymmdd}-{n}, n counting the worker's provisional openings of the day (lifecycles.md 1)."""
    prefix = f"T{case.worker.worker_no or 0:03}-{case.opened_on:%Y%m%d}-"
    return f"{prefix}{Case.objects.filter(temp_no__startswith=prefix).count() + 1}"


@transaction.atomic
def convert(*, case, by, kind=CaseKind.COUNSELLING, reason=""):
    """A consultation that did not end on its day becomes an ordinary case, still provisional (EX-50)."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.PROVISIONAL, text=_("Only a consultation that is open can be converted."))
    if not case.is_consultation or kind == CaseKind.CONSULTATION:
        raise ValidationError(_("Choose an ordinary kind of case."), code="kind")
    case.kind = kind
    case.provisional_reason = reason.strip() or _("Began as a consultation that did not end on its day.")
    return store(case, by)


@transaction.atomic
def ask_to_convert(*, case):
    """At midnight: the worker is asked to convert a consultation that is still open. Once a case."""
    if checks.consultation_overdue(case):
        tell(case.worker, CONVERT, key=f"convert:{case.uuid}", about=case.ref)


@transaction.atomic
def opening_approved(sheet, by):
    """The supervisor agreed: the file number is issued, service begins, its deadlines run (ARCH-09)."""
    case = locked(sheet.case)
    case.opened_on = case.opened_on or clock.today()
    case.served_since = case.served_since or case.opened_on
    issue_number(case)
    case.state = State.IN_SERVICE
    case.stage = Stage.PLANNING if facts.has(case, "needs_assessment") else Stage.ASSESSMENT
    store(case, by)
    met("case.retro_approval", about=case.ref)
    start_clocks(case)


def issue_number(case):
    """Issued once by the system, never again (ARCH-09)."""
    case.approved_on = case.approved_on or clock.today()
    if not case.file_no:
        case.file_no = numbering.issue(worker=case.worker, field=case.field, kind="C", on=case.opened_on)


def start_clocks(case):
    """What a served case owes: plan, rating, stage form (CASE-16, 22, 23)."""
    since, terms = case.served_since, {"about": case.ref, "owner": case.worker, "point": case.point}
    owe("case.plan", since=since, **terms)
    owe("case.scale", since=since, **terms)
    due = next_stage_review(since, since, point=case.point, service_type=case.service_type)
    owe("case.stage_review", since=since, due=due, **terms)


@transaction.atomic
def opening_returned(sheet, by):
    """Back to the worker; a case that was opened first stays open provisionally. Also when withdrawn."""
    case = locked(sheet.case)
    if case.state == State.OPENING_SUBMITTED:
        case.state = State.SCREENING
    store(case, by)


@transaction.atomic
def opening_rejected(sheet, step, by):
    """Refused: an application ends unopened; a case opened first ends not approved, its records kept (CASE-08)."""
    case = locked(sheet.case)
    if case.state == State.PROVISIONAL:
        end_not_approved(case, by, step.comment)
    else:
        case.state = State.NOT_ACCEPTED
        end_refused(case, by, step.comment)


def end_not_approved(case, by, reason):
    case.state, case.closed_on, case.stage, case.next_contact_at = State.CLOSED_NOT_APPROVED, clock.today(), "", None
    for rule in ("case.retro_approval", "case.appointment"):
        drop(rule, about=case.ref)
    disengage(case.ref)
    assistants = roles.supervision_assistants_of(case.worker)
    tell(assistants, NOT_APPROVED, key=f"not-approved:{case.uuid}", about=case.ref)
    end_refused(case, by, reason)
