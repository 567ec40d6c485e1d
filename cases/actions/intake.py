"""From the first question to a decision: inquiry, screening, and ending without opening (CASE-02, 04, 05)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives.actions import file_sheet
from cases import facts, policy
from cases.actions.common import locked, require_state, require_work, store
from cases.models import Case, Outcome, State
from clients import actions as clients
from core import clock
from notifications.actions import drop, met, owe, tell
from people import roles

URGENT = gettext_noop("An inquiry asks for urgent intervention.")
REFUSED = gettext_noop("An opening was refused: tell the applicant, and note when and how.")


@transaction.atomic
def register_inquiry(*, by, filled=None, client=None, source="self", urgent=False, inquired_on=None):
    """A new inquiry; whoever takes it first owns it (PROJ-19). `filled` is F-C01 or F-C02, complete.

    `client` holds what `clients.register` takes, or is a Client already known to the worker.
    """
    post = roles.post_of(by)
    if post is None or not policy.may_take_inquiries(by):
        raise PermissionDenied(_("Inquiries are taken by front-line workers."))
    form = filled.sheet if filled else None
    case = Case(
        worker=by,
        point=post.point,
        field=post.point.field,
        service_type=post.point.type,
        source=getattr(form, "source", source),
        urgent=getattr(form, "urgent", urgent),
        client=clients.register(by=by, **client) if isinstance(client, dict) else client,
        inquired_on=inquired_on or _day_asked(form),
    )
    store(case, by)
    if filled:
        form.case = case
        file_sheet(filled=filled, by=by)
    _owe_an_answer(case, case.inquired_on)
    if case.urgent:
        _alert(case)
    return case


def _day_asked(form):
    at = getattr(form, "inquired_at", None)
    return clock.day_of(at) if at else clock.today()


def _owe_an_answer(case, since):
    owe("case.inquiry", about=case.ref, owner=case.worker, since=since, point=case.point)


def _alert(case):
    """EMERG-04: supervisor and supervision assistant hear at once, without names."""
    people = roles.supervisors_of(case.worker) | roles.supervision_assistants_of(case.worker)
    tell(people.distinct(), URGENT, key=f"urgent:{case.uuid}", about=case.ref, urgent=True)


def urgency_filed(sheet, case, by, *, new):
    """Screening may find urgent what did not sound so at first (CASE-14)."""
    if sheet.urgent and not case.urgent:
        case.urgent = True
        store(case, by)
        _alert(case)


@transaction.atomic
def identify(*, case, by, **person):
    """Write down, or correct, who the client is."""
    case = locked(case)
    require_work(by, case)
    if case.client is None:
        case.client = clients.register(by=by, **person)
        return store(case, by)
    clients.change_identity(client=case.client, by=by, **person)
    return case


@transaction.atomic
def start_screening(*, case, by):
    """inquiry -> screening."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.INQUIRY, text=_("This inquiry is already being screened or has ended."))
    case.state = State.SCREENING
    met("case.inquiry", about=case.ref)
    return store(case, by)


@transaction.atomic
def refuse(*, case, by, outcome, reason, told_on, told_way):
    """End without opening: the reason, the way of telling it and the day are needed (CASE-05; EXIT-08)."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.INQUIRY, State.SCREENING, text=_("This is no longer an open inquiry."))
    _check_told(reason, told_on, told_way, case.inquired_on)
    written = any(facts.has(case, name) for name in ("interview_record", "inquiry_intake_visit_record"))
    if outcome != Outcome.INFO_ONLY and not written:
        raise ValidationError(_needs_a_record(), code="record")
    case.state, case.outcome, case.outcome_reason = State.NOT_ACCEPTED, outcome, reason.strip()
    case.told_on, case.told_way = told_on, told_way
    met("case.inquiry", about=case.ref)
    drop_consent(case)
    return store(case, by)


def drop_consent(case):
    """Nobody is served: a consent signed at intake is neither renewed nor followed by paper."""
    for rule in ("case.consent_oral", "case.consent_renewal"):
        drop(rule, about=case.ref)


def _needs_a_record():
    one, other = facts.form("interview_record"), facts.form("inquiry_intake_visit_record")
    return _("Fill in 《%(one)s》 or 《%(other)s》 first.") % {"one": one.TITLE, "other": other.TITLE}


def _check_told(reason, told_on, told_way, asked_on):
    errors = {}
    if not (reason or "").strip():
        errors["reason"] = _("Write the reason that was told.")
    if not told_way:
        errors["told_way"] = _("Say how the person was told: by phone, in writing or face to face.")
    if not told_on:
        errors["told_on"] = _("Say on which day the person was told.")
    elif told_on > clock.today():
        errors["told_on"] = _("This day lies in the future.")
    elif told_on < asked_on:
        errors["told_on"] = _("This day lies before the inquiry.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def tell_applicant(*, case, by, told_on, told_way):
    """After the supervisor refused the opening: when and how the applicant was told (CASE-05)."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.NOT_ACCEPTED, State.CLOSED_NOT_APPROVED, text=_("This case was not refused."))
    _check_told(case.outcome_reason, told_on, told_way, case.inquired_on)
    case.told_on, case.told_way = told_on, told_way
    met("case.inquiry", about=case.ref)
    return store(case, by)


def end_refused(case, by, reason):
    """The supervisor refused: what is left to do is telling the applicant."""
    case.outcome, case.outcome_reason = Outcome.NOT_ACCEPTED, reason
    drop("case.inquiry", about=case.ref)
    drop_consent(case)
    _owe_an_answer(case, clock.today())
    tell(case.worker, REFUSED, key=f"refused:{case.uuid}", about=case.ref)
    return store(case, by)
