"""What a fresh form already knows: never ask again what the file knows (ia.md 5.15)."""

from django.utils.translation import gettext_lazy as _

from cases import facts
from clients.actions import NOTICE
from core import clock

HINTS = {
    "case_record_process": (
        _("Write what was seen and heard, and on what it rests. No guesses, nothing private of third persons."),
    ),
    "case_record_brief": (_("Write what was seen and heard, and on what it rests."),),
    "case_service_consent": (
        _("Before signing, explain: why the data are collected and what for, confidentiality and its limits."),
        _("The service is free and voluntary. The client may leave it, see and correct the data, and complain."),
        _("The client gives true data and keeps the times agreed to meet; may raise needs and take part in planning."),
        _("A minor's guardian signs. After oral consent in a crisis the paper follows within seven days."),
    ),
    "case_basic_info": (_("Ask only for what the service needs. Sensitive boxes may stay empty."),),
    "case_closing_evaluation": (
        _("The client fills this in; who cannot write is helped by somebody else, never by the worker."),
    ),
}


def values(sheet, case, user):
    """{box: value} for a form that is filled in anew."""
    maker = MAKERS.get(sheet.NAME)
    return maker(case, user) if maker else {}


def _name(case):
    return case.client.name if case.client else ""


def _inquiry(case, user):
    return {"inquired_at": clock.now(), "client_name": _name(case)}


def _visit(case, user):
    return {"occurred_at": clock.now()}


def _intake(case, user):
    return {"source": case.source, "case_kind": case.kind, "urgent": case.urgent}


def _basics(case, user):
    known = {"conf_level": case.conf_level, "start_notified_on": clock.today()}
    client = case.client
    if client is None:
        return known
    guardian = (client.guardians or [{}])[0]
    return known | {
        "name": client.name,
        "sex": client.sex,
        "birth_date": client.birth_date,
        "id_number": client.identity.get("id_number", ""),
        "phone": next(iter(client.identity.get("phones", [])), ""),
        "address": next(iter(client.identity.get("addresses", [])), ""),
        "emergency_contact": client.identity.get("emergency_contact", ""),
        "guardian_name": guardian.get("name", ""),
        "guardian_relation": guardian.get("relation", ""),
        "guardian_phone": guardian.get("phone", ""),
    }


def _consent(case, user):
    return {"signer": _name(case), "signer_relation": "self", "notice_version": NOTICE, "valid_from": clock.today()}


def _assessment(case, user):
    return {"assessed_on": clock.today()}


def _plan(case, user):
    basics = facts.newest(case, "case_basic_info")
    known = {"period_from": clock.today(), "client_agreed_on": clock.today()}
    return known | ({"main_problems": basics.problem_now} if basics else {})


def _record(case, user):
    waiting = next(iter(facts.unrecorded_contacts(case)), None)
    plan = facts.approved_plan(case)
    goals = [line.goal for line in plan.goals.all() if not line.removed] if plan else []
    known = {"participants": _name(case), "goal": "\n".join(goals)}
    if waiting:
        return known | {"starts_at": waiting.starts_at, "ends_at": waiting.ends_at, "way": waiting.way}
    if case.next_contact_at and case.next_contact_at <= clock.now():
        known["starts_at"] = case.next_contact_at
    return known


def _rating(case, user):
    first = not facts.has(case, "problem_rating_scale")
    return {"occasion": "baseline" if first else "interim", "rated_on": clock.today(), "rater": "client"}


def _closing(case, user):
    return {"closed_on": clock.today()}


def _follow_up(case, user):
    return {"contacted_on": clock.today()}


def _recording(case, user):
    return {"signer": _name(case), "signed_on": clock.today()}


MAKERS = {
    "visitor_inquiry_registration": _inquiry,
    "inquiry_intake_visit_record": _visit,
    "intake_info": _intake,
    "case_basic_info": _basics,
    "case_service_consent": _consent,
    "needs_assessment": _assessment,
    "case_service_plan": _plan,
    "case_record_brief": _record,
    "case_record_process": _record,
    "problem_rating_scale": _rating,
    "case_closing": _closing,
    "case_follow_up_review": _follow_up,
    "recording_consent": _recording,
}
