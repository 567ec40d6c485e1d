"""Handing in: in time, or late with the minutes and working days that it is late (PLAN-01, EX-17)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from archives.actions import file_sheet
from archives.models import FileNumber
from core import clock
from notifications.actions import met
from rulebook import deadlines
from staff.plans import periods, policy
from staff.plans.actions.common import RULES, claim, require, store, to_be_read, unread_changed
from staff.plans.choices import Kind, State
from staff.plans.line import line


@transaction.atomic
def submit(*, report, filled, by, found=None):
    """The author hands in a report, for the first time or after it was returned; the superior has it to read."""
    returned = report.state == State.RETURNED
    require(policy.may_write(by, report))
    claim(report)
    _refuse_numbers(filled, by)
    _refuse_other_days(report, filled)
    sheet = filled.sheet
    sheet.report, sheet.due_at, sheet.filled_on = report, report.due_at, clock.today()
    with override("zh-hans"):
        setattr(sheet, "week" if report.kind == Kind.WEEKLY else "month", _period(report))
    file_sheet(filled=filled, by=by)
    _stamp(report)
    store(report, by)
    met(RULES[report.kind], about=report.ref)
    if returned:  # it keeps its first time, which may be older than all that waits
        met("plan.returned", about=report.ref)
        unread_changed(report, found or line())
    else:
        to_be_read(report, found or line())
    return report


def _period(report):
    if report.kind != Kind.WEEKLY:
        return periods.label(report.kind, report.first)
    return f"{report.first:%Y-%m-%d} – {report.last:%Y-%m-%d} · {report.key}"


def _stamp(report):
    """The lateness is that of the first time; what was returned and corrected does not become late by it."""
    if report.submitted_at is None:
        report.submitted_at = now = clock.now()
        late = max(0, -int((report.due_at - now).total_seconds() // 60))
        report.minutes_late = late or (1 if now > report.due_at else None)
        report.days_late = deadlines.workdays_late(report.due_at, now) or None
    report.state = State.LATE if report.minutes_late else State.SUBMITTED
    report.return_reason = ""


def _texts(filled):
    """Everything somebody typed, sheet and lines."""
    for row in (filled.sheet, *(row for rows in filled.rows.values() for row in rows)):
        for field in row._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield field.value_from_object(row) or ""


def _refuse_numbers(filled, by):
    """A file number names a client to whoever keeps the files; it has no place in a report that others read."""
    words = "\n".join(_texts(filled))
    numbers = FileNumber.objects.filter(worker=by).values_list("number", flat=True)
    if found := [number for number in numbers if number in words]:
        text = _("Leave out the file number %(number)s: the report is read by people who may not know the case.")
        raise ValidationError(text, code="confidential", params={"number": found[0]})


def _refuse_other_days(report, filled):
    """This week's plan is of this week."""
    for row in filled.rows.get("this_week", ()):
        if not report.first <= row.day <= report.last:
            text = _("The plan is for %(week)s; %(day)s lies outside.")
            raise ValidationError(text, code="week", params={"week": report.label, "day": row.day})
    for row in filled.rows.get("last_week", ()):
        if row.day > report.last:
            raise ValidationError(_("Work done cannot lie in the future."), code="future")
