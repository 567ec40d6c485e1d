"""On My day: where one's own documents are, and since when; what waits for one without a deadline of one's own."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approvals import chains, queries, words
from approvals.models import Approval, Step
from core.subjects import describe_many
from notifications import badges
from notifications.models import Deadline
from notifications.panels import Line, Panel, register

SHOWN = 6
INBOX = 50  # steps looked at; the inbox itself shows the rest


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


def undated(user):
    """What the inbox holds for `user` and no deadline puts on the list: handovers to accept, answers to bring."""
    refs = {step.ref: step for step in queries.open_steps_for(user)[:INBOX]}
    dated = set(Deadline.objects.open().filter(owner=user, about__in=refs).values_list("about", flat=True))
    described = describe_many(user, [ref for ref in refs if ref not in dated])
    if not described:
        return None
    shown = [described[ref] for ref in refs if ref in described][:SHOWN]
    return Panel(
        title=_("Also waiting for you"),
        icon="checks",
        end=_("Open the inbox"),
        end_url=reverse("approvals:inbox"),
        lines=[Line(title=one.title, text=one.why, url=one.url) for one in shown],
        work=len(described),
    )


register("undated", undated, position=10)
register("waiting", waiting, position=30)
