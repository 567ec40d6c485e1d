"""The study of the community that the plans of a year rest on (COM-01, COM-21)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet
from community import policy
from community.actions.common import require, store
from community.sheets import CommunityStudy
from core import clock
from people import roles


@transaction.atomic
def file_study(*, filled, by):
    """Keep the study of a service point one works at; once a plan rests on it, it is read by the supervisor only."""
    require(None if policy.may_begin(by) else _("Studies are written by whoever works at a service point."))
    study = filled.sheet
    post = roles.post_of(by)
    if study.point_id is None:
        study.point = post.point
    if not roles.point_ids(by).filter(point=study.point_id).exists() and study.point_id != post.point_id:
        raise ValidationError({"point": _("You do not work at this service point.")})
    if study.pk and study.reviewed_at:
        raise ValidationError(_("The supervisor has read this study; write a new one."), code="frozen")
    return file_sheet(filled=filled, by=by)


@transaction.atomic
def read_study(*, study, by):
    """The supervisor of whoever wrote it has read it."""
    study = CommunityStudy.objects.select_for_update().get(pk=study.pk)
    if not roles.supervised_ids(by).filter(person=study.filled_by_id).exists():
        require(_("The study is read by the supervisor."))
    if study.reviewed_at is None:
        study.reviewed_by, study.reviewed_at = by, clock.now()
        store(study, by, exclude=["approval"])
    return study
