"""The end: both reports, the signatures beside each other, the volume (GRP-12, 14, 15, 17; FUND-05)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives import actions as archives
from archives.actions import file_sheet
from archives.sheets import Filled, row_model
from core import clock
from gatherings.rooms import describe
from gatherings.summary import summary
from groups import checks, counting, facts
from groups.actions.common import locked, require_state, require_work, store
from groups.actions.schedule import call_off
from groups.choices import State
from groups.models import Programme
from groups.sheets import FinancialReport, GroupReport
from notifications.actions import met, owe
from projects.funds import actions as funds
from projects.funds.cents import ZERO
from projects.funds.models import Source
from projects.funds.signing import financial_signer

REPORT, ARCHIVE = "group.report", "group.archive"
WRITING = (State.RUNNING, State.ENDED)
NOT_ENDED = gettext_noop("The reports are written once the group has begun, and sent once it has ended.")


@transaction.atomic
def end(*, programme, by=None):
    """The last session is over: both reports are owed from its day (GRP-14). By the worker, or by the night."""
    programme = locked(programme)
    if by is not None:
        require_work(by, programme)
    require_state(programme, State.RUNNING, text=_("Only a running group can be ended."))
    last = facts.last_session(programme)
    if last is None:
        raise ValidationError(_("No session was held."), code="state")
    if ahead := programme.sessions.ahead().count():
        text = _("Sessions neither held nor called off: %(n)s.")
        raise ValidationError(text % {"n": ahead}, code="ahead")
    programme.state, programme.ended_on = State.ENDED, last.held_on
    programme.last_day = last.held_on
    store(programme, by)
    owe(REPORT, about=programme.ref, owner=programme.worker, since=last.held_on, point=programme.point)
    return programme


@transaction.atomic
def end_finished():
    """At night: groups whose last session was held before today and that have none ahead. May run twice."""
    ended = 0
    for programme in Programme.objects.filter(state=State.RUNNING):
        last = facts.last_session(programme)
        if last and last.held_on < clock.today() and not programme.sessions.ahead().exists():
            end(programme=programme)
            ended += 1
    return ended


def _open(programme, by):
    programme = locked(programme)
    require_work(by, programme)
    require_state(programme, *WRITING, text=_(NOT_ENDED))
    return programme


@transaction.atomic
def file_report(*, programme, filled, by):
    """Keep the group report; its figures are reckoned, not typed (GRP-14, GRP-16)."""
    programme = _open(programme, by)
    filled.sheet.programme = programme
    _reckon(filled.sheet, programme)
    return file_sheet(filled=filled, by=by)


def _reckon(sheet, programme):
    size = counting.size_of(programme)
    last = describe("groups.programme", str(programme.uuid))
    told = summary(programme.ref, participants=last.participants if last else 0)
    sheet.sessions_held, sheet.members, sheet.person_times = size.sessions, size.members, size.attendances
    sheet.attendance_rate = size.shown_rate or Decimal(0)
    sheet.counts = not size.why_not(programme.point)
    sheet.opinions, sheet.response_rate = told.forms, told.rate
    sheet.satisfaction = told.overall.mean if told.overall else None


@transaction.atomic
def file_money_report(*, programme, filled, by):
    """Keep the financial report; who signs it follows from the source of the money (GRP-15; EX-32)."""
    programme, sheet = _open(programme, by), filled.sheet
    sheet.programme, sheet.fund_source = programme, programme.fund_source
    lines = [row for row in filled.rows.get("lines", ()) if not row.removed]
    if sheet.fund_source == Source.NONE and lines:
        raise ValidationError(_("A group without cost has no money lines."), code="none")
    if sheet.fund_source != Source.NONE and not lines:
        raise ValidationError(_("Write what was spent, line by line."), code="lines")
    plan = facts.approved_plan(programme)
    sheet.budget_total = (plan.budget_total if plan else None) or ZERO
    sheet.actual_total = sum((row.actual for row in lines), ZERO)
    sheet.balance = sheet.budget_total - sheet.actual_total
    signer = financial_signer(sheet.fund_source, point=programme.point, worker=programme.worker)
    sheet.finance_name = "" if signer.kind == "officer" else signer.text
    return file_sheet(filled=filled, by=by)


def _from_values(model, stored, programme, rows, boxes):
    sheet = stored or model(programme=programme)
    for box, given in boxes.items():
        sheet._meta.get_field(box)
        setattr(sheet, box, given)
    lines = {name: [row_model(model, name)(**line) for line in given] for name, given in (rows or {}).items()}
    for row in (row for name in lines for row in lines[name]):
        row.clean_fields(exclude=["sheet"])
    removed = [row for name in lines if sheet.pk for row in getattr(sheet, name).filter(removed=False)]
    return Filled(sheet, rows=lines, removed=removed)


@transaction.atomic
def write_report(*, programme, by, rows=None, **boxes):
    """Keep the group report from plain values."""
    filled = _from_values(GroupReport, facts.report(programme), programme, rows, boxes)
    return file_report(programme=programme, filled=filled, by=by)


@transaction.atomic
def write_money_report(*, programme, by, rows=None):
    """Keep the financial report from plain values."""
    filled = _from_values(FinancialReport, facts.money_report(programme), programme, rows, {})
    return file_money_report(programme=programme, filled=filled, by=by)


@transaction.atomic
def submit_reports(*, programme, by, no_feedback_reason=""):
    """Both reports go to business lead, organization head and supervisor beside each other (GRP-14).

    Blocked without an opinion form unless a reason is given (GRP-12). Organization money is settled with them
    (FUND-05). Returns the approval.
    """
    programme = locked(programme)
    require_work(by, programme)
    require_state(programme, State.ENDED, text=_(NOT_ENDED))
    checks.report(programme, no_feedback_reason=no_feedback_reason).raise_blocks()
    sheet = facts.report(programme)
    _reckon(sheet, programme)
    store(sheet, by, exclude=["approval"])
    programme.state = State.REPORT_SUBMITTED
    programme.no_feedback_reason = "" if sheet.opinions else no_feedback_reason.strip()[:300]
    store(programme, by)
    _settle(programme)
    met(REPORT, about=programme.ref)
    return approvals.start(subject=sheet, chain="groups.report", by=by)


def _settle(programme):
    request, money = programme.fund_request, facts.money_report(programme)
    if request and request.state != request.State.SETTLED:
        rows = [
            {"item": row.item, "budget": row.budget, "actual": row.actual, "voucher_no": row.voucher_no}
            for row in money.lines.filter(removed=False)
        ]
        funds.settle(request=request, by=programme.worker, actual=money.actual_total, rows=rows)


@transaction.atomic
def signed(sheet, step, by):
    """The financial officer signed on line: the name stands on the financial report (GRP-15)."""
    if step.key == "finance" and step.outcome == "ok":
        money = facts.money_report(sheet.programme)
        money.finance_name, money.finance_signed_by, money.finance_signed_on = step.by.name, step.by, clock.today()
        store(money, by, exclude=["approval"])


@transaction.atomic
def all_signed(sheet, by):
    """The last signature: the group is completed, its volume begun, ten working days to archive it (GRP-17)."""
    programme = locked(sheet.programme)
    programme.state, programme.completed_on = State.COMPLETED, clock.today()
    programme.volume = archives.open_volume(
        subject=programme, kind="group", worker=programme.worker, point=programme.point,
        finished_on=programme.completed_on, file_no=programme.file_no, by=by,
    )  # fmt: skip
    store(programme, by)
    owe(ARCHIVE, about=programme.ref, owner=programme.worker, since=programme.completed_on, point=programme.point)


@transaction.atomic
def reports_returned(sheet, by):
    """One of the three wants something changed: back to the worker, owed as before. Also when withdrawn."""
    programme = locked(sheet.programme)
    programme.state = State.ENDED
    store(programme, by)
    owe(REPORT, about=programme.ref, owner=programme.worker, since=programme.ended_on, point=programme.point)


@transaction.atomic
def volume_submitted(programme, by):
    """The worker handed the volume in: archived in time or late (GRP-17)."""
    met(ARCHIVE, about=programme.ref)


@transaction.atomic
def was_sealed(programme, by=None):
    """completed -> archived: from now on only a grant opens the content."""
    programme = locked(programme)
    if programme.state == State.COMPLETED:
        programme.state = State.ARCHIVED
        store(programme, by)
        for session in programme.sessions.ahead():
            call_off(session)


@transaction.atomic
def unsealed(programme, by=None):
    """The volume was opened again for a correction: archived -> completed."""
    programme = locked(programme)
    if programme.state == State.ARCHIVED:
        programme.state = State.COMPLETED
        store(programme, by)
