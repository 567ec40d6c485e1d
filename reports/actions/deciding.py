"""Confirming fixes the figures, the directors decide on exactly these, submitting freezes them (KPI-02, KPI-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from core import clock
from notifications.actions import met, tell
from reports import policy, queries, snapshots
from reports.actions.archiving import file_report
from reports.actions.common import claim, locked, require, store
from reports.actions.tallying import rebuild
from reports.counting import days_of
from reports.models import MonthlyReport, Snapshot

DECIDED = gettext_noop("The monthly report was approved. Submit it now.")
RETURNED = gettext_noop("The monthly report came back; the words are written in it.")
State = MonthlyReport.State


@transaction.atomic
def confirm(*, report, by, accept_missing=False):
    """The Service director confirms the month; what leaders have not confirmed is listed as missing (life cycle 16).

    The figures are counted once more and kept as they stand; the approval runs on what was kept.
    """
    report = locked(report)
    require(policy.may_confirm(by, report))
    _refuse_early(report)
    missing = queries.not_handed_in(report.month)
    if missing and not accept_missing:
        text = _(
            "Leaders have not confirmed %(n)s service points. Remind them, or confirm with these listed as missing."
        )
        raise ValidationError(text % {"n": len(missing)}, code="missing")
    claim(report)
    rebuild(report.month)
    points = queries.points_of(report.month)
    data = snapshots.compose(report, points, [row.point.name for row in missing])
    kept = Snapshot(month=report.month, taken_by=by, data=data, sha256=snapshots.digest(data))
    kept.full_clean()
    kept.save()
    for row in [report, *queries.point_reports(report.month)]:
        row.state, row.snapshot = State.CONFIRMED, kept
        row.confirmed_by, row.confirmed_at = by, clock.now()
        store(row, by)
    report.refresh_from_db()
    return approvals.start(subject=report, chain="reports.monthly", by=by, previous=report.approval)


def _refuse_early(report):
    if clock.today() <= days_of(report.month)[1]:
        raise ValidationError(_("The month is not over yet."), code="early")


@transaction.atomic
def decided(report, by):
    """The directors agreed: the Service director may submit."""
    tell(report.confirmed_by, DECIDED, key=f"month-approved:{report.uuid}:{report.version}", about=report.ref)


@transaction.atomic
def came_back(report, by):
    """Returned, refused or withdrawn: the figures are open again, whoever confirmed hears of it."""
    report = locked(report)
    for row in [report, *queries.point_reports(report.month)]:
        row.state = State.COMPILED if row.point_id is None or row.handed_in_at else State.COLLECTING
        store(row, by)
    if by != report.confirmed_by:
        tell(report.confirmed_by, RETURNED, key=f"month-back:{report.uuid}:{report.approval_id}", about=report.ref)


@transaction.atomic
def submit(*, report, by):
    """Submitted and frozen with the hash of its figures: the month is never rewritten again (KPI-10)."""
    report = locked(report)
    require(policy.may_submit(by, report))
    if not snapshots.is_whole(report.snapshot):
        raise ValidationError(_("The kept figures do not match their hash. Return the report."), code="hash")
    claim(report)
    for row in [report, *queries.point_reports(report.month)]:
        row.state, row.submitted_by, row.submitted_at = State.SUBMITTED, by, clock.now()
        store(row, by)
        met("kpi.point_report", about=row.ref)
    _mark_adjusted(report, by)
    report.refresh_from_db()
    return file_report(report, by)


def _mark_adjusted(report, by):
    """Closed months this report corrects."""
    months = {row[0] for row in report.snapshot.data["corrections"]}
    for closed in MonthlyReport.objects.filter(month__in=months, state=State.SUBMITTED).exclude(month=report.month):
        if closed.point_id is None or _concerns(report.snapshot, closed):
            closed.state = State.ADJUSTED
            store(closed, by)


def _concerns(snapshot, closed):
    month = closed.month.isoformat()
    return any(row[:3] == [month, "point", closed.point_id] for row in snapshot.data["corrections"])


@transaction.atomic
def send(*, report, by, on, parts, lacking=""):
    """HR & Administration sent the package to the city association on a day; late is reported (KPI-01).

    Monthly plans, statistics of the social workers and volunteer records belong in it; what is missing has a reason.
    """
    report = locked(report)
    require(policy.may_send(by, report))
    if on > clock.today():
        raise ValidationError({"on": _("This day lies in the future.")})
    if on < clock.day_of(report.submitted_at):
        raise ValidationError({"on": _("The report was not submitted yet on this day.")})
    if len(set(parts)) < len(MonthlyReport.Part) and len(lacking.strip()) < 2:
        raise ValidationError({"lacking": _("Say what is missing in the package, and why.")})
    claim(report)
    report.sent_on, report.sent_by = on, by
    report.sent_parts, report.sent_lacking = [str(part) for part in parts], lacking.strip()
    store(report, by)
    met("kpi.package", about=report.ref, on=on)
    return report
