"""How other rooms' lists show a step: as the document it is about, with the act asked."""

from django.urls import reverse
from django.utils.translation import gettext as _

from approvals import chains
from approvals.models import Step
from core.subjects import Described, describe_many


def describe(user, uuids):
    """{uuid: Described} of the steps `user` sees; the document's own room says how it is called."""
    steps = list(Step.objects.visible_to(user).filter(uuid__in=uuids).select_related("approval"))
    subjects = describe_many(user, {step.approval.subject_ref for step in steps})
    return {str(step.uuid): _described(step, subjects.get(step.approval.subject_ref)) for step in steps}


def _described(step, subject):
    chain = chains.get(step.approval.chain)
    declared = chain.step(step.key)
    return Described(
        title=subject.title if subject else str(chain.title or _("A document")),
        url=reverse("approvals:decide", args=[step.uuid]),
        why=str(declared.label or chain.title),
        verb=str(declared.act),
        icon=subject.icon if subject else "file-text",
        facts=subject.facts if subject else (),
    )
