"""Keeping seats in step with people, reminding, and stamping what was read. Every function may run twice."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from access.models import AuditEvent
from approvals import chains
from approvals.actions.running import close, locked
from approvals.actions.seating import due_of, seat
from approvals.models import Step
from approvals.seats import seats_for
from core import clock
from notifications.actions import move, tell


@transaction.atomic
def chase(*, step_id, by):
    """The applicant reminds whoever the request waits for, once a day; True if it was said now, False if already."""
    _approval, row = locked(step_id)
    if by.pk != row.applicant_id:
        raise PermissionDenied
    if not row.is_open:
        raise ValidationError(_("Somebody has already dealt with this step."), code="stale")
    people = [permission.user for permission in row.permissions.select_related("user") if permission.user_id != by.pk]
    text = gettext_noop("You are reminded: a decision is waiting for you.")
    return bool(tell(people, text, key=f"chase:{row.uuid}:{clock.today()}", about=row.ref))


@transaction.atomic
def refresh(*, step_id):
    """Seat an open step anew from today's appointments and stand-ins; True if anything changed."""
    approval, row = locked(step_id)
    if not row.is_open:
        return False
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    seats = seats_for(row, subject)
    if seats.by_itself and row.holds:
        close(row, chain, subject, by=None, outcome=Step.Outcome.PASSED)
        return True
    held = dict(row.permissions.values_list("user_id", "on_behalf_of_id"))
    now = (seats.role, seats.acting_for, list(seats.passed_over))
    if held == seats.people and now == (row.capacity, row.acting_for, row.passed_over):
        return False
    row.capacity, row.acting_for, row.passed_over = now
    row.save()
    seat(row, seats, chain.step(row.key), subject)
    return True


def refresh_all():
    """Every open step: appointments begin and end, stand-ins come and go (ORG-06, ORG-09). Returns how many changed."""
    steps = Step.objects.filter(state=Step.State.OPEN).values_list("pk", flat=True)
    return sum(refresh(step_id=pk) for pk in list(steps))


@transaction.atomic
def recount(years):
    """The working days of these years changed: open steps that rest on them are due anew (DATE-01, EX-22)."""
    touched = Q(provisional=True)
    for year in years:
        touched |= Q(opened_at__year__lte=year, due_at__year__gte=year)
    return sum(_recount(row) for row in Step.objects.filter(touched, state=Step.State.OPEN).select_related("approval"))


def _recount(row):
    chain = chains.get(row.approval.chain)
    declared, subject = chain.step(row.key), chains.subject_of(row.approval)
    due = due_of(declared, subject, row.opened_at)
    if due == (row.due_at, row.provisional):
        return False
    row.due_at, row.provisional = due
    row.save()
    if declared.rule_key:
        move(declared.rule_key, about=row.ref, since=row.opened_at, due=row.due_at)
    return True


def stamp_views():
    """Copies that were read: the first reading in the log closes the step of whoever was informed (ORG-07).

    The stamp is the time of the reading, not of this job. What holds a run is never closed by reading alone. Returns
    how many steps were closed.
    """
    informed = Step.objects.filter(state=Step.State.OPEN, kind=Step.Kind.FILE, holds=False).values_list("pk", flat=True)
    return sum(_stamp(pk) for pk in list(informed))


@transaction.atomic
def _stamp(step_id):
    approval, row = locked(step_id)
    if not row.is_open:
        return False
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    seen = (
        AuditEvent.objects.filter(about__in=[approval.subject_ref, chain.read_as(subject).ref])
        .readings()
        .filter(actor__in=row.permissions.values("user"), at__gte=row.opened_at)
        .order_by("seq")
        .first()
    )
    if seen is None:
        return False
    row.first_opened_at = seen.at
    row.on_behalf_of_id = row.permissions.filter(user=seen.actor).values_list("on_behalf_of", flat=True).first()
    close(row, chain, subject, by=seen.actor, outcome=Step.Outcome.OK)
    return True
