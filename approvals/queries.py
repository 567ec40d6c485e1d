"""Questions about runs: what waits for somebody, what somebody decided, how a document got where it is."""

from django.db.models import F, Q

from approvals import chains
from approvals.models import Approval, OutsideLink, Step, hash_of
from approvals.trails import preview, trail
from core.clock import day_of
from people import roles
from people.models import StandInKind
from rulebook import calendars

AVERAGE_OVER = 200  # decisions


def open_steps_for(user):
    """The steps `user` may act on now, soonest due first; as stand-in only while standing in. One query."""
    stood_in_for = roles.stood_in_for_ids(user, StandInKind.APPROVALS)
    mine = Q(permissions__user=user) & (
        Q(permissions__on_behalf_of__isnull=True) | Q(permissions__on_behalf_of__in=stood_in_for)
    )
    cover = Q(permissions__user__in=stood_in_for, permissions__on_behalf_of__isnull=True) & ~Q(applicant=user)
    seated = Step.objects.filter(mine | cover, state=Step.State.OPEN).values("pk")
    return (
        Step.objects.filter(pk__in=seated)
        .select_related("approval", "applicant")
        .order_by(F("due_at").asc(nulls_last=True), "opened_at", "pk")
    )


def may_act(user, step):
    """Is `step` one of those `user` may act on now? The engine asks again, more strictly, when it is done."""
    return open_steps_for(user).filter(pk=step.pk).exists()


def waiting_for(user):
    """How many decisions, opinions and copies wait for `user`: the badge of the shell."""
    return open_steps_for(user).count()


def decided_by(user):
    """What `user` decided or answered, newest first."""
    return (
        Step.objects.filter(by=user, state=Step.State.CLOSED)
        .select_related("approval", "applicant", "on_behalf_of")
        .order_by("-decided_at", "-pk")
    )


def arms_of_done(user):
    """Arms over what `user` decided, or had decided by a stand-in."""
    return {"acted": Q(by=user), "was acted for": Q(on_behalf_of=user)}


def question_behind(token):
    """The question of a one-time link that still answers, or None; nothing more of the document leaves the house."""
    link = OutsideLink.objects.filter(token_hash=hash_of(token)).select_related("step__approval").first()
    if link is None or not link.is_live or not link.step.is_open:
        return None
    approval = link.step.approval
    declared = chains.get(approval.chain).step(link.step.key)
    return declared.question(chains.subject_of(approval)) if declared.question else None


def average_workdays(user):
    """Working days `user` took for a decision, on average over the last ones; None before the first."""
    rows = decided_by(user).filter(kind__in=[Step.Kind.DECIDE, Step.Kind.OPINION], opened_at__isnull=False)
    times = list(rows.values_list("opened_at", "decided_at")[:AVERAGE_OVER])
    if not times:
        return None
    calendar = calendars.calendar()
    return round(sum(_workdays(calendar, *pair) for pair in times) / len(times), 1)


def _workdays(calendar, opened, decided):
    return calendar.workdays_between(day_of(opened), day_of(decided))


def current_step(approval):
    """The open step that holds the run, or None."""
    return approval.steps.filter(state=Step.State.OPEN, holds=True).first()


def latest(subject_ref, chain=None):
    """The newest run about a document, or None."""
    runs = Approval.objects.filter(subject_ref=subject_ref)
    return (runs.filter(chain=chain) if chain else runs).order_by("-pk").first()


__all__ = [
    "arms_of_done",
    "average_workdays",
    "current_step",
    "decided_by",
    "latest",
    "may_act",
    "open_steps_for",
    "preview",
    "question_behind",
    "trail",
    "waiting_for",
]
