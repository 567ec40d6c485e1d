"""The stage-development form of a case open for a year or more: which anniversary it is for (CASE-22)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from cases import facts
from cases.actions.common import locked
from cases.models import State
from core import clock, formats
from notifications.actions import drop, met, owe
from rulebook import dates
from rulebook.deadlines import RULES


def prepare(sheet, case, by):
    """The oldest anniversary without a form, or the next one from the day of its first reminder on."""
    if sheet.pk is not None:
        return
    missing = facts.missing_days(case)
    if missing:
        sheet.anniversary = missing[0]
    else:
        ahead = facts.next_due(case)
        first = ahead - dates.DAY * max(RULES["case.stage_review"].remind)
        if clock.today() < first or facts.sheets(case, sheet.NAME).filter(anniversary=ahead).exists():
            day = formats.day_full(ahead)
            raise ValidationError(_("The next stage form is due on %(day)s.") % {"day": day}, code="early")
        sheet.anniversary = ahead
    earlier = [day for day in facts.due_days(case, sheet.anniversary) if day < sheet.anniversary]
    sheet.period_from = earlier[-1] if earlier else case.served_since
    sheet.period_to = sheet.anniversary
    span = (clock.moment(sheet.period_from), clock.end_of(sheet.period_to))
    sheet.contacts = case.contacts.filter(starts_at__gte=span[0], starts_at__lt=span[1]).count()


def stage_form_filed(sheet, case, by, *, new):
    """The debt of this anniversary is met, the next one stands, and the supervisor decides (CASE-22, 25)."""
    met("case.stage_review", about=case.ref)
    if case.state == State.IN_SERVICE:
        due = facts.next_due(case, sheet.anniversary)
        owe("case.stage_review", about=case.ref, owner=case.worker, since=sheet.anniversary, due=due, point=case.point)
    approvals.start(subject=sheet, chain="cases.stage", by=by)


@transaction.atomic
def stage_form_returned(sheet, by):
    """Owed again for its anniversary."""
    case, due = locked(sheet.case), {"since": sheet.period_from, "due": sheet.anniversary}
    drop("case.stage_review", about=case.ref)
    owe("case.stage_review", about=case.ref, owner=case.worker, point=case.point, **due)
