"""Waiting for others, on My day: where one's own documents are, and since when."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approvals import chains, words
from approvals.models import Approval, Step
from core.subjects import describe_many
from notifications import badges
from notifications.panels import Line, Panel, register

SHOWN = 6


def waiting(user):
    """None where nothing of `user` waits for somebody else; a constant number of queries."""
    steps = Step.objects.filter(
        applicant=user, approval__state=Approval.State.RUNNING, state=Step.State.OPEN, holds=True
    ).exclude(permissions__user=user)
    total = steps.count()
    if not total:
        return None
    rows = list(steps.select_related("approval").prefetch_related("permissions__user").order_by("opened_at")[:SHOWN])
    described = describe_many(user, {step.approval.subject_ref for step in rows})
    return Panel(
        title=_("Waiting for others"),
        icon="hourglass-empty",
        end=ngettext("%(n)s document", "%(n)s documents", total) % {"n": total},
        lines=[_line(step, described.get(step.approval.subject_ref)) for step in rows],
    )


def _line(step, document):
    title = document.title if document else str(chains.get(step.approval.chain).title)
    names = [str(held.user) for held in step.permissions.all() if held.on_behalf_of_id is None][:2]
    who = " ".join(filter(None, [words.capacity_of(step), "、".join(names)]))
    return Line(title=title, text=badges.waiting(who, step.opened_at).text, url=document.url if document else "")


register("waiting", waiting, position=30)
