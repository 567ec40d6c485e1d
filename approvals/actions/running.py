"""A run from start to end. One transaction for each act; callbacks of the chain run inside it."""

import inspect

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from guardian.shortcuts import get_user_perms

from approvals import chains
from approvals.actions.seating import due_of, seat, unseat
from approvals.models import MAY_ACT, Approval, Step
from approvals.seats import seats_for
from core import clock
from core.querysets import create_with_history
from notifications.actions import tell

OK, RETURNED, REJECTED, PASSED = Step.Outcome.OK, Step.Outcome.RETURNED, Step.Outcome.REJECTED, Step.Outcome.PASSED
OUTCOMES = {
    Step.Kind.RECORD: (OK, REJECTED),
    Step.Kind.OPINION: (OK, RETURNED),
    Step.Kind.DECIDE: (OK, RETURNED, REJECTED),
    Step.Kind.FILE: (OK,),
    Step.Kind.DO: (OK,),
}
ENDS = {RETURNED: Approval.State.RETURNED, REJECTED: Approval.State.REJECTED}
LEAST_WORDS = 5  # characters of a reason for returning or refusing (ia.md 5.5)


@transaction.atomic
def start(*, subject, chain, by, previous=None):
    """Begin a run of `chain` for the saved document `subject`; its steps are copied from the declaration.

    A document that was returned starts a new run that points to the old one, `previous` or found by itself. Where the
    chain names another applicant (a stand-in submits), neither of the two decides (SOD-01).
    """
    chain = chains.get(chain)
    if subject._meta.label_lower != chain.model.lower():
        raise ValueError(f"{chain.key} is for {chain.model}")
    if previous is None:
        previous = _last_run(subject, chain)
    elif previous.is_running or previous.subject_ref != subject.ref:
        raise ValidationError(_("This document is already in approval."), code="running")
    applicant = chain.applicant(subject) if chain.applicant else by
    approval = Approval(
        chain=chain.key, subject_ref=subject.ref, applicant=applicant, submitted_by=by, previous=previous
    )
    _save_new(approval, by)
    wanted = [step for step in chain.steps if step.when is None or step.when(subject)]
    rows = [
        Step(
            approval=approval,
            applicant=applicant,
            submitted_by=by,
            position=position,
            key=step.key,
            kind=step.kind,
            holds=step.holds_for(subject),
        )
        for position, step in enumerate(wanted, start=1)
    ]
    create_with_history(Step, rows, by=by)
    subject.approval = approval
    subject._history_user = by
    subject.save()
    _advance(approval, subject, chain, by)
    return approval


def _last_run(subject, chain):
    """The run that was returned or withdrawn, which a new one continues."""
    last = Approval.objects.filter(subject_ref=subject.ref, chain=chain.key).order_by("-pk").first()
    return last if last and last.state in (Approval.State.RETURNED, Approval.State.WITHDRAWN) else None


def _save_new(approval, by):
    approval._history_user = by
    try:
        with transaction.atomic():
            approval.save()
    except IntegrityError as error:
        raise ValidationError(_("This document is already in approval."), code="running") from error


@transaction.atomic
def act(*, step_id, by, outcome, comment="", seen=None, accept_exception=False, evidence=None):
    """`by` deals with an open step: agrees, returns or refuses; gives an opinion; brings evidence; has seen or done it.

    Raises ValidationError with code "stale" (somebody was first), "changed" (the document is not the one `seen`),
    "words", "exception" or "evidence"; PermissionDenied for whoever may not act now (SOD-01, SOD-03, SOD-04).
    """
    approval, row = locked(step_id)
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    _refuse_stale(row)
    absent_id = _right_to_act(row, chain, subject, by)
    mark = seen_mark(subject)
    if seen is not None and seen != mark:
        raise ValidationError(_("The document changed after you opened it. Look at it again."), code="changed")
    _check(row, chain, subject, by, outcome, comment.strip(), accept_exception, evidence)
    row.on_behalf_of_id, row.exception_accepted, row.seen_hash = absent_id, bool(accept_exception), mark
    row.evidence = evidence or {}
    close(row, chain, subject, by=by, outcome=outcome, comment=comment.strip())
    return row


def seen_mark(subject):
    """What a decision form carries to prove which content was read: the document's hash, or its newest history row."""
    if hasattr(subject, "content_hash"):
        return subject.content_hash()
    newest = subject.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(newest or "")


def locked(step_id):
    """(approval, step) read anew inside the transaction; on PostgreSQL two steps of one run wait for each other."""
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(steps=step_id)
    row = approval.steps.select_related("applicant").get(pk=step_id)
    row.approval = approval
    return approval, row


def _refuse_stale(row):
    if not row.is_open:
        raise ValidationError(_("Somebody has already dealt with this step."), code="stale")


def _right_to_act(row, chain, subject, by):
    """The id of the person stood in for, or None; today's facts and guardian's grant must both say yes.

    Never has_perm: guardian answers yes to every superuser.
    """
    seats = seats_for(row, subject)
    if by.pk not in seats.people:
        raise PermissionDenied
    if MAY_ACT not in get_user_perms(by, row):
        seat(row, seats, chain.step(row.key), subject)
        if MAY_ACT not in get_user_perms(by, row):
            raise PermissionDenied
    row.capacity, row.acting_for, row.passed_over = seats.role, seats.acting_for, list(seats.passed_over)
    return seats.people[by.pk]


def _check(row, chain, subject, by, outcome, comment, accept_exception, evidence):
    declared = chain.step(row.key)
    if outcome not in OUTCOMES[row.kind]:
        raise ValidationError(_("This step cannot be answered that way."), code="outcome")
    if outcome in (RETURNED, REJECTED) and row.kind in chains.DECIDING and len(comment) < LEAST_WORDS:
        raise _at("comment", _("Say why, in at least 5 characters."), "words")
    if outcome == OK and declared.needs_words(subject) and not comment:
        raise _at("comment", _("This decision needs an opinion in words."), "words")
    if outcome == OK and row.kind == Step.Kind.DECIDE and exceptions(subject, by) and not accept_exception:
        text = _("A rule is not kept: tick that you accept the exception, or return the document.")
        raise _at("accept_exception", text, "exception")
    if row.kind == Step.Kind.RECORD and not (evidence or {}).get("name"):
        raise _at("name", _("Write who answered, and how."), "evidence")


def _at(field, text, code):
    return ValidationError({field: ValidationError(text, code=code)})


def outcomes_of(row):
    """The outcomes a step of this kind may have."""
    return OUTCOMES[row.kind]


def exceptions(subject, user):
    """The findings of level "exception" that a decision must accept expressly (DATE-08)."""
    findings = subject.findings_for_decision(user) if hasattr(subject, "findings_for_decision") else None
    return list(findings.exceptions) if findings else []


def close(row, chain, subject, *, by, outcome, comment=""):
    """Set the outcome of an open step, once, and carry the run on. The caller holds the transaction."""
    if not Step.objects.claim(row, state=Step.State.OPEN):
        raise ValidationError(_("Somebody has already dealt with this step."), code="stale")
    row.state, row.outcome, row.by, row.comment, row.decided_at = Step.State.CLOSED, outcome, by, comment, clock.now()
    row.first_opened_at = row.first_opened_at or (row.decided_at if by else None)
    row._history_user = by
    row.save()
    unseat(row, chain.step(row.key), by=by, acted=by)
    approval = row.approval
    _call(chain.on_step, subject, step=row, by=by, approval=approval)
    if outcome in ENDS:
        _end(approval, subject, chain, ENDS[outcome], by=by, step=row)
    elif approval.is_running:
        _advance(approval, subject, chain, by)


@transaction.atomic
def withdraw(*, approval, by):
    """The applicant takes the request back while it is pending."""
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.pk)
    if by.pk != approval.applicant_id:
        raise PermissionDenied
    if not approval.is_running:
        raise ValidationError(_("It has been decided already; it cannot be withdrawn."), code="stale")
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    _end(approval, subject, chain, Approval.State.WITHDRAWN, by=by)
    return approval


def _advance(approval, subject, chain, by):
    """Open what comes next, up to the first step that holds and those beside it; nothing left that holds: approved."""
    if approval.steps.filter(state=Step.State.OPEN, holds=True).exists():
        _seat_beside(approval, chain, subject)
        return
    holding = False
    for row in approval.steps.filter(state=Step.State.WAITING).select_related("applicant"):
        if holding and not chain.step(row.key).beside:
            return
        row.approval = approval
        _open(row, chain, subject, by)
        holding = holding or (row.is_open and row.holds)
    if holding:
        return
    _end(approval, subject, chain, Approval.State.APPROVED, by=by)


def _seat_beside(approval, chain, subject):
    """Whoever has just decided leaves the steps that are open beside theirs to the next person (SOD-03)."""
    for row in approval.steps.filter(state=Step.State.OPEN, holds=True).select_related("applicant"):
        row.approval = approval
        seats = seats_for(row, subject)
        row.capacity, row.acting_for, row.passed_over = seats.role, seats.acting_for, list(seats.passed_over)
        row.save()
        seat(row, seats, chain.step(row.key), subject)


def _open(row, chain, subject, by):
    declared = chain.step(row.key)
    seats = seats_for(row, subject)
    row.opened_at = clock.now()
    row.capacity, row.acting_for, row.passed_over = seats.role, seats.acting_for, list(seats.passed_over)
    row._history_user = by
    if seats.by_itself:
        row.state, row.outcome, row.decided_at = Step.State.CLOSED, PASSED, row.opened_at
        row.save()
        return
    row.due_at, row.provisional = due_of(declared, subject, row.opened_at)
    row.state = Step.State.OPEN
    row.save()
    seat(row, seats, declared, subject, by=by)


def _end(approval, subject, chain, state, *, by, step=None):
    """The run is over; on anything but approval, steps that are still open or waiting are dropped."""
    if not Approval.objects.claim(approval, state=Approval.State.RUNNING):
        raise ValidationError(_("It has been decided already."), code="stale")
    approval.state, approval.ended_at, approval._history_user = state, clock.now(), by
    approval.save()
    if state != Approval.State.APPROVED:
        for row in approval.steps.filter(state__in=[Step.State.OPEN, Step.State.WAITING]):
            unseat(row, chain.step(row.key), by=by)
            row.state, row._history_user = Step.State.DROPPED, by
            row.save()
    callbacks = {
        Approval.State.APPROVED: chain.on_approved,
        Approval.State.RETURNED: chain.on_returned,
        Approval.State.REJECTED: chain.on_rejected,
        Approval.State.WITHDRAWN: chain.on_withdrawn,
    }
    _call(callbacks[state], subject, step=step, by=by, approval=approval)
    if state != Approval.State.WITHDRAWN:
        tell(approval.applicant, _NEWS[state], key=f"run:{approval.uuid}", about=approval.subject_ref)


_NEWS = {
    Approval.State.APPROVED: gettext_noop("A request of yours was approved."),
    Approval.State.RETURNED: gettext_noop("A request of yours came back for revision."),
    Approval.State.REJECTED: gettext_noop("A request of yours was not approved."),
}


def _call(callback, subject, **offered):
    """Call a chain's function with the document and those of `offered` that its parameters name."""
    if callback is None:
        return
    parameters = inspect.signature(callback).parameters
    if any(parameter.kind == parameter.VAR_KEYWORD for parameter in parameters.values()):
        callback(subject, **offered)
    else:
        callback(subject, **{name: value for name, value in offered.items() if name in list(parameters)[1:]})
