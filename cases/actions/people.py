"""Who works on a case, who has read it, who may know of it (roles.md 4.1; CASE-33; CONF-08; HR-19)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases import policy
from cases.actions.common import locked, require, store
from cases.actions.contacts import LONG, MEETING
from cases.choices import ConfLevel
from cases.models import FollowUp, Transfer
from core import clock
from notifications.actions import disengage, engage, met, reown, tell
from people import roles

YOURS_NOW = gettext_noop("A case was handed over to you.")


@transaction.atomic
def hand_over(*, case, to, by, reason):
    """Another worker takes the case; what is owed passes on, the former worker's access ends, the number stays."""
    case = locked(case)
    require(policy.may_transfer(by, case))
    post = roles.post_of(to)
    if post is None or not to.is_active:
        raise ValidationError({"to": _("A case goes to a front-line worker who is in post.")})
    if to.pk == case.worker_id:
        raise ValidationError({"to": _("This worker has the case already.")})
    before = case.worker
    move = Transfer(case=case, from_worker=before, to_worker=to, reason=reason.strip(), decided_by=by, on=clock.today())
    move._history_user = by
    move.full_clean()
    move.save()
    case.worker, case.point, case.service_type = to, post.point, post.point.type
    store(case, by)
    reown(before, to, refs=_refs(case))
    disengage(case.ref)
    if case.next_contact_at:
        engage(
            about=case.ref,
            owner=to,
            what=MEETING,
            starts_at=case.next_contact_at,
            ends_at=case.next_contact_at + LONG,
        )
    tell(to, YOURS_NOW, key=f"transfer:{move.uuid}", about=case.ref)
    return move


def _refs(case):
    owed_for = [*case.contacts.all(), *FollowUp.objects.of(case)]
    return [case.ref, *(row.ref for row in owed_for)]


@transaction.atomic
def review(*, sheet, by, comment=""):
    """The supervisor has read a record, and says something about it or nothing (CASE-33)."""
    require(policy.may_review(by, sheet.case))
    sheet.reviewed_by, sheet.reviewed_at, sheet.supervisor_comment = by, clock.now(), comment.strip()
    sheet._history_user = by
    sheet.full_clean(exclude=["approval"])
    sheet.save()
    met("case.supervisor_review", about=sheet.ref)
    return sheet


@transaction.atomic
def set_level(*, case, by, level):
    """The level of confidentiality; `high` narrows who reads it at once (CONF-08). Lowering it is the supervisor's."""
    case = locked(case)
    require(policy.may_set_level(by, case))
    if case.conf_level == ConfLevel.HIGH and level != ConfLevel.HIGH and not policy.supervises(by, case):
        raise ValidationError(_("Only the supervisor lowers the level “high”."), code="level")
    case.conf_level = level
    return store(case, by)
