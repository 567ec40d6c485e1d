"""How monthly reports show themselves in My day, in the inbox and in the archive room."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.subjects import Described, register
from reports import policy, sheets
from reports.models import MonthlyReport


def _reports(user, uuids):
    rows = MonthlyReport.objects.visible_to(user).filter(uuid__in=uuids).select_related("point", "confirmed_by")
    return {str(row.uuid): _report(row, user) for row in rows}


def _report(row, user):
    facts = [(_("State"), row.get_state_display())]
    if row.confirmed_by:
        facts.append((_("Confirmed by"), str(row.confirmed_by)))
    return Described(
        row.title, row.get_absolute_url(), why=row.get_state_display(), verb=_verb(row, user), icon="chart-bar",
        facts=tuple(facts),
    )  # fmt: skip


def _verb(row, user):
    for verb, may in (
        (pgettext("button", "Confirm"), policy.may_hand_in),
        (pgettext("button", "Confirm"), policy.may_confirm),
        (pgettext("button", "Submit"), policy.may_submit),
        (pgettext("button", "Send"), policy.may_send),
    ):
        if may(user, row) is None:
            return verb
    return pgettext("button", "Read")


def _sheets(model):
    def describe(user, uuids):
        rows = model.objects.visible_to(user).filter(uuid__in=uuids).select_related("report__point")
        return {
            str(row.uuid): Described(f"{row.TITLE} {row.file_no}", row.get_absolute_url(), icon="chart-bar")
            for row in rows
        }

    return describe


register("reports.monthlyreport", _reports)
for model in (sheets.WorkerStatistics, sheets.PointStatistics):
    register(model._meta.label_lower, _sheets(model))
