"""Opinions, one by one on a handed-over device or counted from paper (GRP-12, COM-22, SOD-06)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet
from archives.sheets import Filled
from core import clock
from gatherings import rooms
from gatherings.models import HandOver
from gatherings.sheets import Opinion, OpinionTally, Question, TallyLine

FIELDS = ("respondent_kind", "typed_by", *Question.values, "again", "suggestion")


@transaction.atomic
def give_opinion(*, row, key, answers):
    """One form from the device `row`; `key` is the form's own, so that sending it twice gives one (None: it was sent).

    The row says neither who answered nor when: it is dated with the hand-over.
    """
    row = HandOver.objects.select_for_update().get(pk=row.pk)
    if Opinion.objects.filter(uuid=key).exists():
        return None
    if not row.is_live:
        raise PermissionDenied
    opinion = Opinion(
        uuid=key, about_label=row.about_label, about_uuid=row.about_uuid, filled_by=row.opened_by,
        created_at=row.created_at, filled_on=clock.day_of(row.created_at),
        **{field: answers[field] for field in FIELDS if field in answers},
    )  # fmt: skip
    opinion._history_user = None
    opinion.full_clean()
    opinion.save(force_insert=True)
    row.given += 1
    row.save()
    return opinion


@transaction.atomic
def tally(*, about, by, forms, lines, counted_with="", again=(0, 0), suggestions="", scans=()):
    """Paper forms, counted; `lines` is {question: {step: forms}}. By the responsible worker: it says so (SOD-06)."""
    label, _colon, uuid = about.partition(":")
    described = rooms.describe(label, uuid)
    if described is None:
        raise ValidationError(_("There is nothing to give an opinion about."))
    if not forms:
        raise ValidationError({"forms": _("Count at least one paper form.")})
    _check_counts(forms, lines, again)
    sheet = OpinionTally(
        about_label=label, about_uuid=uuid, filled_by=by, forms=forms, counted_with=counted_with,
        again_yes=again[0], again_no=again[1], suggestions=suggestions, by_worker=described.worker == by,
    )  # fmt: skip
    rows = [
        TallyLine(question=question, position=number, **{f"n{step}": count for step, count in counts.items()})
        for number, (question, counts) in enumerate(lines.items())
    ]
    return file_sheet(filled=Filled(sheet, rows={"lines": rows}, files={"scan": list(scans)}), by=by)


def _check_counts(forms, lines, again):
    """No question has more answers than there are forms; one may have fewer, because people leave questions out."""
    errors = {}
    for question, counts in lines.items():
        if (given := sum(counts.values())) > forms:
            errors[question] = _("%(given)s answers, but only %(forms)s forms.") % {"given": given, "forms": forms}
    if sum(again) > forms:
        errors["again"] = _("%(given)s answers, but only %(forms)s forms.") % {"given": sum(again), "forms": forms}
    if errors:
        raise ValidationError(errors)
