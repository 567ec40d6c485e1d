"""Filing a form into the file: one way in for all nineteen, with what each asks before and brings after."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet, recount
from archives.forms import Filled
from archives.sheets import row_model
from cases import facts
from cases.actions import closing, contacts, identity, intake, service, stages
from cases.actions.common import locked, require_work
from cases.models import State
from cases.sheets import FORMS

BEGINNING = (State.INQUIRY, State.SCREENING, State.PROVISIONAL)
SERVED = (State.PROVISIONAL, State.IN_SERVICE)
LATE = (State.CLOSED,)  # what was missing may still be supplied before sealing (ARCH-03)
STATES = {
    "visitor_inquiry_registration": BEGINNING,
    "service_application": BEGINNING,
    "interview_record": (*BEGINNING, State.IN_SERVICE),
    "inquiry_intake_visit_record": (*BEGINNING, State.IN_SERVICE, *LATE),
    "intake_info": (*BEGINNING, *LATE),
    "case_basic_info": (*BEGINNING, State.IN_SERVICE, *LATE),
    "case_service_consent": (*BEGINNING, State.OPENING_SUBMITTED, State.IN_SERVICE, *LATE),
    "service_agreement": (*SERVED, *LATE),
    "needs_assessment": (*BEGINNING, State.IN_SERVICE),
    "case_service_plan": SERVED,
    "case_record_brief": (*SERVED, *LATE, State.CLOSED_NOT_APPROVED),
    "case_record_process": (*SERVED, *LATE, State.CLOSED_NOT_APPROVED),
    "problem_rating_scale": (State.SCREENING, *SERVED, *LATE),
    "case_stage_development": (State.IN_SERVICE, *LATE),
    "case_closing_evaluation": (*SERVED, *LATE),
    "case_closing_report": (*SERVED, *LATE),
    "case_closing": SERVED,
    "recording_consent": (*BEGINNING, State.IN_SERVICE, *LATE),
    "case_follow_up_review": (State.CLOSED, State.ARCHIVED),
}
# What a form asks before it is filed: f(sheet, case, by). It may fill the boxes the system fills.
BEFORE = {
    "case_basic_info": identity.check_basics,
    "case_service_consent": service.check_consent,
    "case_service_plan": service.check_plan,
    "case_record_brief": contacts.check_record,
    "case_record_process": contacts.check_record,
    "case_stage_development": stages.prepare,
    "case_closing": closing.prepare,
    "case_follow_up_review": closing.prepare_follow_up,
}
# What a form brings once it is filed: f(sheet, case, by, new=).
AFTER = {
    "visitor_inquiry_registration": intake.urgency_filed,
    "intake_info": intake.urgency_filed,
    "case_basic_info": identity.basics_filed,
    "case_service_consent": service.consent_filed,
    "needs_assessment": service.assessment_filed,
    "case_service_plan": service.plan_filed,
    "case_record_brief": contacts.record_filed,
    "case_record_process": contacts.record_filed,
    "problem_rating_scale": service.scale_filed,
    "case_stage_development": stages.stage_form_filed,
    "case_follow_up_review": closing.follow_up_filed,
}


@transaction.atomic
def file_form(*, case, filled, by):
    """Store a complete form in the file of `case`; returns the sheet. `filled` is an archives.forms.Filled.

    A form that is in approval or approved is not changed any more; nothing is changed in a sealed file but by adding
    a follow-up (CASE-31).
    """
    case, sheet = locked(case), filled.sheet
    _check_writer(case, sheet, by)
    if case.state not in STATES[sheet.NAME]:
        text = _("《%(form)s》 is not filled in while the case stands here: %(state)s.")
        raise ValidationError(text % {"form": sheet.TITLE, "state": case.get_state_display()}, code="state")
    if sheet.pk and sheet.APPROVED and sheet.is_frozen:
        raise ValidationError(_("This form is in approval or approved; it is not changed any more."), code="frozen")
    new = sheet.pk is None
    sheet.case = case
    if new:
        sheet.round = case.rounds
    if before := BEFORE.get(sheet.NAME):
        before(sheet, case, by)
    file_sheet(filled=filled, by=by)
    if after := AFTER.get(sheet.NAME):
        after(sheet, locked(case), by, new=new)
    if case.state == State.CLOSED:
        recount(subject_ref=case.ref, by=by)
    return sheet


def _check_writer(case, sheet, by):
    if sheet.NAME == "case_follow_up_review" and case.is_sealed:
        closing.require_follow_up(case, by)
    else:
        require_work(by, case)


@transaction.atomic
def fill_in(*, case, by, form, rows=None, files=None, **boxes):
    """File the form `form` (its code name) from plain values, written on the one there is where there may be one only.

    `rows` is {sub-table: [{box: value}, ...]}, `files` {box: [upload, ...]}.
    """
    model = FORMS[form]
    sheet = facts.to_write_on(case, form) or model(case=case)
    for box, value in boxes.items():
        sheet._meta.get_field(box)
        setattr(sheet, box, value)
    lines, removed = {}, []
    for name, values in (rows or {}).items():
        lines[name] = [row_model(model, name)(**line) for line in values]
        removed += list(getattr(sheet, name).filter(removed=False)) if sheet.pk else []
    return file_form(case=case, filled=Filled(sheet, rows=lines, removed=removed, files=files or {}), by=by)
