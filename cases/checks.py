"""What is missing or wrong at each gate of a case (DATE-08): the pages show the findings, the actions raise them."""

from django.utils.translation import gettext as _

from cases import checklist, facts
from cases.choices import ConfLevel
from cases.handed import provide
from clients.policy import ADULT_YEARS, CHILD_YEARS
from core import clock, formats
from rulebook.findings import Finding, Findings
from rulebook.spans import add_period
from rulebook.values import level, value

PARTS_OF_DIAGNOSIS = {
    "needs_assessment": ("manifestation", "causes", "strengths_resources", "recommendation"),
    "case_basic_info": ("problem_now", "problem_causes", "resources", "suggestions"),
}
LINKED_GROUNDS = ("relation", "new_need", "unforeseen")  # CASE-28: grounds 3 to 5


def block(rule, text, field=None):
    return Finding("block", rule, text, field)


def warn(rule, text, field=None):
    return Finding("warn", rule, text, field)


def missing_form(form, rule):
    return block(rule, _("《%(form)s》 is missing.") % {"form": form.TITLE})


def opening(case, *, on=None):
    """May this case be submitted for opening on the day `on`? (CASE-06, 07, 12; CONF-12)"""
    on, found = on or clock.today(), Findings()
    intake, basics = facts.newest(case, "intake_info"), facts.newest(case, "case_basic_info")
    for sheet, name in ((intake, "intake_info"), (basics, "case_basic_info")):
        if sheet is None:
            found.append(missing_form(facts.form(name), "CASE-06"))
    if intake is not None:
        found.extend(_eligibility(intake))
    found.extend(child(case, on))
    found.extend(assessment_age(case, case.opened_on or on))
    found.extend(_visit_record(case))
    return found


def _visit_record(case):
    if not facts.has(case, "inquiry_intake_visit_record"):
        text = _("《%(form)s》 is not in the file yet; it is needed before archiving.")
        yield warn("ARCH-03", text % {"form": facts.form("inquiry_intake_visit_record").TITLE})


def _eligibility(intake):
    if not intake.eligible:
        yield block("CASE-06", _("By 《%(form)s》 the case does not qualify for opening.") % {"form": intake.TITLE})
    if not intake.within_scope or not intake.able_to_handle:
        yield warn("CASE-14", _("The form says: outside our scope, or more than we can handle. Consider a referral."))


def assessment_age(case, on):
    """CASE-12: a needs assessment not older than the window of the service type on the day of opening."""
    assessed_on = facts.assessed_on(case)
    if assessed_on is None:
        yield warn("CASE-12", _("There is no needs assessment yet."))
        return
    window = value("case.preassess_window", point=case.point, service_type=case.service_type)
    if on > add_period(assessed_on, window):
        texts = {
            "d": _("The needs assessment is more than %(n)s days old."),
            "m": _("The needs assessment is more than %(n)s month old."),
        }
        yield warn("CASE-12", texts[window[-1]] % {"n": window[:-1]})


def child(case, on):
    """CONF-12: a child under 14 needs guardian's data and the guardian's consent, oral at first for seven days."""
    if case.client is None or not case.client.is_under(CHILD_YEARS, on):
        return
    if not any(guardian.get("name") for guardian in case.client.guardians):
        yield block(
            "CONF-12", _("A child under 14: write who the guardian is, with relation and phone."), "guardian_name"
        )
    if not facts.consent_holds(case, on, oral=True):
        yield block("CONF-12", _("A child under 14: the guardian's consent is needed, oral at first for seven days."))


def opening_first(case, *, reason, on=None):
    """May it be opened before approval? (CASE-08, 09)"""
    found = Findings(child(case, on or clock.today()))
    if case.client is None:
        found.append(block("CASE-06", _("Write down who the client is first.")))
    if not case.is_consultation and not reason.strip():
        found.append(block("CASE-08", _("Say why it has to be opened before approval."), "reason"))
    return found


def plan(case, *, on=None):
    """May a service plan be submitted? (CASE-11, 15, 16)"""
    found = Findings()
    if case.is_consultation:
        found.append(block("CASE-09", _("A consultation has no service plan.")))
    if not facts.consent_holds(case, on or clock.today()):
        text = _("《%(form)s》 is not signed yet; the plan cannot be approved.")
        found.append(block("CASE-11", text % {"form": facts.form("case_service_consent").TITLE}))
    if not facts.has_diagnosis(case, PARTS_OF_DIAGNOSIS):
        found.append(block("CASE-15", _("The plan rests on a diagnosis in four parts; it is not in the file yet.")))
    return found


def consultation_overdue(case, *, on=None):
    """A consultation that was not closed on its day (CASE-09; EX-50). One that only came back for a word was."""
    if not case.is_consultation or case.state != "provisional" or (on or clock.today()) <= case.opened_on:
        return False
    return not facts.ended_on_its_day(case)


def closing(case, form, *, missing, on=None):
    """May the closing be submitted, with `missing` {form name: reason} for what is not in the file? (CASE-27..29)"""
    on, found = on or clock.today(), Findings()
    if form is None:
        found.append(missing_form(facts.form("case_closing"), "CASE-27"))
        return found
    if form.ground in LINKED_GROUNDS and not (form.linkage.strip() or form.linkage_declined_on):
        text = _("For this ground, write how the client was linked to another service, or when the client declined.")
        found.append(block("CASE-28", text, "linkage"))
    if form.closed_on > on:
        found.append(block("CASE-29", _("The closing day lies in the future."), "closed_on"))
    if case.last_contact_on and form.closed_on < case.last_contact_on:
        text = _("The closing day lies before the last contact, %(day)s.") % {"day": formats.day(case.last_contact_on)}
        found.append(warn("CASE-29", text, "closed_on"))
    if not facts.number_of_records(case):
        found.append(block("CASE-10", _("There is no record of a contact in the file.")))
    if case.is_consultation:
        found.extend(_same_day(case, form, on))
        found.extend(_visit_record(case))
    else:
        found.extend(_ratings(case, form.closed_on))
        found.extend(_package(case, missing))
    unrecorded = facts.unrecorded_contacts(case)
    if unrecorded:
        found.append(warn("CASE-10", _("Contacts without a record: %(n)s.") % {"n": len(unrecorded)}))
    return found


def _same_day(case, form, on):
    if case.state == "provisional" and (form.closed_on != case.opened_on or consultation_overdue(case, on=on)):
        yield block("CASE-09", _("This consultation did not end on its day. Make it an ordinary case first."))


def _ratings(case, on):
    """CASE-23: at least one rating; two where the case lasted longer than the interval."""
    ratings = facts.count(case, "problem_rating_scale")
    if not ratings:
        yield missing_form(facts.form("problem_rating_scale"), "CASE-23")
    elif ratings < 2 and facts.lasted_beyond(case, "case.scale_interval_months", on):
        yield warn("CASE-23", _("One rating only, although the case lasted longer than three months."))


def _package(case, missing):
    """CASE-29: the forms of ARCH-03, or a stated reason for each that is missing."""
    for line in checklist.lacking(case):
        if line.name != "problem_rating_scale" and len((missing.get(line.name) or "").strip()) < 2:
            text = _("《%(form)s》 is missing: fill it in, or say why it is missing.")
            yield block("CASE-29", text % {"form": line.title}, f"missing_{line.name}")


@provide
def findings_for(sheet):
    """What the supervisor sees before deciding on `sheet`, with what must be accepted expressly."""
    case, found = sheet.case, Findings()
    if sheet.NAME == "intake_info":
        found.extend(finding for finding in opening(case) if finding.level == "warn")
        found.extend(_opened_first(case))
    elif sheet.NAME == "case_service_plan":
        found.extend(plan(case))
    elif sheet.NAME == "case_closing":
        found.extend(closing(case, sheet, missing=sheet.missing).warnings)
        stated = [
            _("Missing with a reason: 《%(form)s》") % {"form": checklist.title_of(name)} for name in sheet.missing
        ]
        found.extend(warn("CASE-29", text) for text in stated)
    if sheet.NAME in ("intake_info", "case_service_plan") and case.conf_level != ConfLevel.HIGH and _is_minor(case):
        found.append(warn("CONF-08", _("A minor: level “high” is recommended.")))
    return found


def _is_minor(case):
    return case.client is not None and case.client.is_under(ADULT_YEARS)


def _opened_first(case):
    """CASE-08: opening before approval is an exception the supervisor accepts with open eyes."""
    if case.state == "provisional" and not case.is_consultation:
        strength = level("case.retro_approval", point=case.point)
        yield Finding(strength, "CASE-08", _("Opened before approval: %(why)s") % {"why": case.provisional_reason})
