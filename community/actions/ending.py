"""What follows: news, evaluation, accounts, report, signature, volume (COM-16, 17, 22, 26; FUND-05; GRP-15)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives import actions as archives
from archives.actions import file_sheet
from community import checks, facts, policy
from community.actions.common import locked, require_state, require_work, store
from community.actions.planning import from_values
from community.actions.preparing import owe_what_follows, settle
from community.choices import Item
from community.models import State
from community.sheets import Evaluation, EventReport, FinancialReport, News
from community.sizes import size_of
from core import clock
from gatherings.summary import summary
from notifications.actions import met, owe, tell
from projects.funds import actions as funds
from projects.funds.cents import ZERO
from projects.funds.models import Source
from projects.funds.signing import financial_signer

ARCHIVE = "event.archive"
NEWS_HERE = gettext_noop("News text and photos of an event have come in.")
NOT_HELD = gettext_noop("This is written once the event was held, before the report is sent.")


def _open(event, by):
    event = locked(event)
    require_work(by, event)
    require_state(event, State.HELD, text=_(NOT_HELD))
    return event


@transaction.atomic
def file_news(*, event, filled, by):
    """Send news text and photographs to Public Affairs; photographs only with consent (COM-16, CONF-07)."""
    event = locked(event)
    require_work(by, event)
    require_state(
        event, State.HELD, State.REPORTED, State.COMPLETED, text=_("News is written once the event was held.")
    )
    sheet = filled.sheet
    sheet.event = event
    checks.news(sheet, new_photos=filled.files.get("photos", ())).raise_blocks()
    sheet.sent_at = sheet.sent_at or clock.now()
    file_sheet(filled=filled, by=by)
    settle(event, Item.NEWS, by)
    tell(policy.public_affairs_people(), NEWS_HERE, key=f"news:{event.uuid}", about=event.ref)
    return sheet


@transaction.atomic
def file_evaluation(*, event, filled, by):
    """Keep the evaluation; satisfaction is reckoned from the opinion forms."""
    event = _open(event, by)
    filled.sheet.event = event
    filled.sheet.satisfaction = _opinions(event)[1]
    return file_sheet(filled=filled, by=by)


def _opinions(event):
    told = summary(event.ref, participants=event.participants)
    return told.forms, told.overall.mean if told.overall else None


@transaction.atomic
def file_report(*, event, filled, by):
    """Keep the report; its figures are reckoned, not typed (COM-17, COM-19)."""
    event = _open(event, by)
    filled.sheet.event = event
    _reckon(filled.sheet, event)
    return file_sheet(filled=filled, by=by)


def _reckon(sheet, event):
    sheet.held_on, sheet.minutes = event.held_on, event.minutes
    sheet.participants, sheet.volunteers = event.participants, event.volunteers
    sheet.size_class = size_of(event.participants, point=event.point, on=event.held_on)
    sheet.forms, sheet.satisfaction = _opinions(event)


@transaction.atomic
def file_money_report(*, event, filled, by):
    """Keep the accounts; who signs them follows from the source of the money (GRP-15)."""
    event, sheet = _open(event, by), filled.sheet
    sheet.event, sheet.fund_source = event, event.source
    lines = [row for row in filled.rows.get("lines", ()) if not row.removed]
    if sheet.fund_source == Source.NONE and lines:
        raise ValidationError(_("An event without cost has no money lines."), code="none")
    if sheet.fund_source != Source.NONE and not lines:
        raise ValidationError(_("Write what was spent, line by line."), code="lines")
    sheet.budget_total = Decimal(event.amount)
    sheet.actual_total = sum((row.actual for row in lines), ZERO)
    sheet.balance = sheet.budget_total - sheet.actual_total
    signer = financial_signer(sheet.fund_source, point=event.point, worker=event.worker)
    sheet.finance_name = "" if signer.kind == "officer" else signer.text
    return file_sheet(filled=filled, by=by)


FILES = {
    News.NAME: file_news,
    Evaluation.NAME: file_evaluation,
    EventReport.NAME: file_report,
    FinancialReport.NAME: file_money_report,
}


@transaction.atomic
def write(*, event, form, by, rows=None, **boxes):
    """Keep one of the forms after the event from plain values."""
    models = {model.NAME: model for model in (News, Evaluation, EventReport, FinancialReport)}
    return FILES[form](
        event=event, filled=from_values(models[form], facts.sheet(event, form), event, rows, boxes), by=by
    )


@transaction.atomic
def submit_report(*, event, by):
    """The report goes to the supervisor; organization money is settled with it (COM-17, FUND-05). Returns the run."""
    event = _open(event, by)
    checks.report(event).raise_blocks()
    sheet = facts.report(event)
    _reckon(sheet, event)
    store(sheet, by, exclude=["approval"])
    event.state = State.REPORTED
    store(event, by)
    _settle_money(event)
    settle(event, Item.REPORT, by)
    return approvals.start(subject=sheet, chain="community.report", by=by)


def _settle_money(event):
    request, money = event.fund_request, facts.money_report(event)
    if request and request.state != request.State.SETTLED:
        rows = [
            {"item": row.item, "budget": row.budget, "actual": row.actual, "voucher_no": row.voucher_no}
            for row in money.lines.filter(removed=False)
        ]
        funds.settle(request=request, by=event.worker, actual=money.actual_total, rows=rows)


@transaction.atomic
def step_signed(sheet, step, by):
    """The financial officer signed on line: the name stands on the accounts (GRP-15)."""
    if step.key == "finance" and step.outcome == "ok":
        money = facts.money_report(sheet.event)
        money.finance_name = step.by.name
        store(money, by, exclude=["approval"])


@transaction.atomic
def signed(sheet, by):
    """The supervisor signed: the event is completed, its volume begun, ten working days to archive it (COM-26)."""
    event = locked(sheet.event)
    event.state, event.confirmed_at = State.COMPLETED, clock.now()
    event.volume = archives.open_volume(
        subject=event, kind="event", worker=event.worker, point=event.point, finished_on=clock.today(),
        file_no=event.file_no, by=by,
    )  # fmt: skip
    store(event, by)
    owe(ARCHIVE, about=event.ref, owner=event.worker, since=clock.today(), point=event.point)


@transaction.atomic
def report_returned(sheet, by):
    """The supervisor wants something changed: back to the worker, owed as before. Also when withdrawn."""
    event = locked(sheet.event)
    event.state = State.HELD
    store(event, by)
    row = event.preparations.filter(item=Item.REPORT).first()
    if row:
        row.done_at = row.done_by = None
        store(row, by)
    owe_what_follows(event)


@transaction.atomic
def volume_submitted(event, by):
    """The worker handed the volume in: archived in time or late."""
    met(ARCHIVE, about=event.ref)


@transaction.atomic
def was_sealed(event, by=None):
    """completed -> archived: from now on only a grant opens the content."""
    event = locked(event)
    if event.state == State.COMPLETED:
        event.state = State.ARCHIVED
        store(event, by)


@transaction.atomic
def unsealed(event, by=None):
    """The volume was opened again for a correction: archived -> completed."""
    event = locked(event)
    if event.state == State.ARCHIVED:
        event.state = State.COMPLETED
        store(event, by)
