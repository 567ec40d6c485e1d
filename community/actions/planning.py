"""From the first idea to the organization's agreement (COM-01..06, COM-18; FUND-02..04)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives import numbering
from archives.actions import file_sheet
from archives.sheets import Filled, row_model
from community import checks, facts, policy
from community.actions.common import locked, require, require_state, require_work, store
from community.actions.preparing import announce, lay_out
from community.models import PLANNING, Event, HostConsent, State
from community.sheets import EmergencyPlan, EventPlan
from core import clock
from notifications.actions import drop, met, move, owe, tell
from people import roles
from projects.funds import actions as funds
from projects.funds.cents import ZERO, times
from projects.funds.models import Source
from rulebook.calendars import calendar
from rulebook.values import value

PLAN = "event.plan"
MONEY_REFUSED = gettext_noop("The money for an event of yours was not approved: plan it anew or cancel it.")
NOT_OPEN = gettext_noop("The plan is with others or decided already.")


@transaction.atomic
def begin(*, by, title, day, starts, ends, place, **columns):
    """A new event in draft, owed from now on: its plan, by the latest day in time (COM-03)."""
    post = roles.post_of(by)
    require(None if post and policy.may_begin(by) else _("Events are planned by whoever works at a service point."))
    event = Event(
        title=title.strip(),
        worker=by,
        point=post.point,
        day=day,
        starts=starts,
        ends=ends,
        place=place.strip(),
        **columns,
    )
    _require_ahead(day)
    store(event, by)
    _owe_plan(event)
    return event


def _require_ahead(day):
    if day < clock.today():
        raise ValidationError({"day": _("This day is past.")}, code="past")


def _owe_plan(event):
    owe(PLAN, about=event.ref, owner=event.worker, since=event.day, point=event.point)


@transaction.atomic
def change(*, event, by, **columns):
    """Another day, hour or place while the event is only planned; what is owed moves, the host unit is asked anew."""
    event = locked(event)
    require_work(by, event)
    require_state(event, *PLANNING, text=_(NOT_OPEN))
    asked_about = (event.day, event.place)
    for column, given in columns.items():
        event._meta.get_field(column)
        setattr(event, column, given)
    if (event.day, event.place) != asked_about:
        _require_ahead(event.day)
        event.state = State.DRAFT
        move(PLAN, about=event.ref, since=event.day)
    return store(event, by)


@transaction.atomic
def ask_host(*, event, by):
    """Ask the host unit's leader to agree to the draft (COM-02); the answer is recorded as evidence. Returns it."""
    event = locked(event)
    require_work(by, event)
    require_state(event, State.DRAFT, text=_(NOT_OPEN))
    if not facts.consent_needed(event):
        raise ValidationError(_("No host unit has to be asked here."), code="nobody")
    asked = facts.consent(event)
    if asked and asked.approval and asked.approval.is_running:
        raise ValidationError(_("The host unit has been asked already."), code="twice")
    number = (event.consents.aggregate(last=Max("number"))["last"] or 0) + 1
    consent = HostConsent(event=event, number=number, asked_by=by, day=event.day, place=event.place)
    store(consent, by)
    approvals.start(subject=consent, chain="community.consent", by=by)
    return consent


@transaction.atomic
def host_agreed(consent, by):
    """The host unit agreed to the day and place it was asked about."""
    event = locked(consent.event)
    if event.state == State.DRAFT and (event.day, event.place) == (consent.day, consent.place):
        event.state = State.AGREED
        store(event, by)


@transaction.atomic
def file_emergency_plan(*, event, filled, by):
    """Keep the emergency plan; with the plan on its way it is not changed any more (COM-18)."""
    event = locked(event)
    require_work(by, event)
    require_state(event, *PLANNING, text=_(NOT_OPEN))
    filled.sheet.event = event
    return file_sheet(filled=filled, by=by)


@transaction.atomic
def file_plan(*, event, filled, by, late_reason=None):
    """The plan goes to supervisor and supervision assistant (COM-02, 03, 06, 18). Returns the sheet."""
    event, sheet = locked(event), filled.sheet
    require_work(by, event)
    require_state(event, *PLANNING, text=_(NOT_OPEN))
    sheet.event = event
    if late_reason is not None:
        sheet.late_reason = late_reason.strip()
    rows = {name: [row for row in lines if not row.removed] for name, lines in filled.rows.items()}
    sheet.submitted_on = _counts_from(event, sheet)
    sheet.short_by = checks.plan_lead(sheet, event).short_by
    for line in rows.get("budget", ()):
        line.amount = times(line.unit_price, line.quantity)
    checks.plan(sheet, rows, event).raise_blocks()
    file_sheet(filled=filled, by=by)
    _take_over(event, sheet, rows)
    event.state = State.SUBMITTED
    _join_money(event, sheet, rows)
    store(event, by)
    met(PLAN, about=event.ref)
    approvals.start(subject=sheet, chain="community.plan", by=by)
    return sheet


def _counts_from(event, sheet):
    """When the plan counts as handed in: a returned one keeps its day if it comes back soon (DATE-04)."""
    last = sheet.approval
    if sheet.submitted_on and last and last.state == "returned" and last.ended_at and sheet.day == event.day:
        limit = calendar().add_workdays(clock.day_of(last.ended_at), value("approval.resubmit_workdays"))
        if clock.today() <= limit:
            return sheet.submitted_on
    return clock.today()


def _take_over(event, sheet, rows):
    """What code reads of the plan stands on the event."""
    event.title = sheet.name
    for name in ("kind", "day", "starts", "ends", "setting", "place", "planned_people"):
        setattr(event, name, getattr(sheet, name))
    event.source = sheet.fund_source
    event.amount = sum((row.amount for row in rows.get("budget", ())), ZERO)
    move(PLAN, about=event.ref, since=event.day)


def _join_money(event, sheet, rows):
    """Organization money: the application is begun with the plan; any other source needs none (COM-04)."""
    old = event.fund_request
    if sheet.fund_source != Source.ORG_POOL:
        if old and old.state not in type(old).OVER:
            funds.release(request=old, by=event.worker, reason=_("The event is paid from another source now."))
        event.fund_request = None
        return
    event.fund_request = funds.draft(
        for_ref=event.ref, title=event.title, point=event.point, by=event.worker, plan_amount=event.amount,
        activity_on=event.day, lines=[(row.item, row.unit_price, row.quantity) for row in rows.get("budget", ())],
    )  # fmt: skip


def from_values(model, stored, event, rows, boxes):
    """`Filled` from plain values: {box: value} and {sub-table: [{box: value}, ...]}."""
    sheet = stored or model(event=event)
    for box, given in boxes.items():
        sheet._meta.get_field(box)
        setattr(sheet, box, given)
    lines = {name: [row_model(model, name)(**line) for line in given] for name, given in (rows or {}).items()}
    for row in (row for name in lines for row in lines[name]):
        row.clean_fields(exclude=["sheet"])
        row.clean()
    removed = [row for name in lines if sheet.pk for row in getattr(sheet, name).filter(removed=False)]
    return Filled(sheet, rows=lines, removed=removed)


@transaction.atomic
def write_plan(*, event, by, rows=None, late_reason="", **boxes):
    """File the plan from plain values; what is not given comes from the event."""
    columns = ("kind", "day", "starts", "ends", "setting", "place", "planned_people")
    known = {"name": event.title, "fund_source": event.source} | {name: getattr(event, name) for name in columns}
    filled = from_values(EventPlan, facts.plan(event), event, rows, known | boxes)
    return file_plan(event=event, filled=filled, by=by, late_reason=late_reason)


@transaction.atomic
def write_emergency_plan(*, event, by, rows=None, **boxes):
    """Keep the emergency plan from plain values."""
    filled = from_values(EmergencyPlan, facts.emergency_plan(event), event, rows, boxes)
    return file_emergency_plan(event=event, filled=filled, by=by)


@transaction.atomic
def step_closed(sheet, step, by):
    """The supervisor agreed: the SA forwards; forwarded: it is with the organization, with the money (COM-04)."""
    if step.outcome not in ("ok", "passed"):
        return
    event = locked(sheet.event)
    if step.key == "supervisor":
        event.state = State.SUPERVISED
        store(event, by)
    elif step.key == "forward":
        event.state = State.REVIEW
        store(event, by)
        request = event.fund_request
        if request and request.state == request.State.DRAFT:
            terms = {"sources_tried": sheet.sources_tried, "advance_wanted": sheet.advance_wanted}
            funds.submit(request=request, by=event.worker, **terms)


def money_refusal(for_ref):
    """Why the money cannot be asked for yet: the organization's part begins when the SA forwards (COM-04)."""
    event = Event.objects.filter(uuid=for_ref.partition(":")[2]).first()
    if event and event.state in (*PLANNING, State.SUBMITTED, State.SUPERVISED):
        return _("The plan has not been handed to the organization yet.")
    return ""


@transaction.atomic
def plan_agreed(sheet, by):
    """The department head agreed; with organization money, its approval is still waited for (COM-05)."""
    event = locked(sheet.event)
    if event.fund_request is None or event.fund_request.is_approved:
        _agree(event, by)


def _agree(event, by):
    """The organization agreed: number issued, the preparation begins, cash may be advanced (COM-05; ARCH-09)."""
    event.state, event.agreed_on = State.PREPARING, clock.today()
    event.file_no = event.file_no or numbering.issue(
        worker=event.worker, field=event.point.field, kind="A", on=clock.today()
    )
    store(event, by)
    announce(event)
    lay_out(event, by)
    if event.fund_request:
        funds.activity_approved(request=event.fund_request, by=by)


@transaction.atomic
def money_decided(for_ref, approved):
    """The organization decided about the money: the event is agreed, or has to be planned anew."""
    event = locked(Event.objects.get(uuid=for_ref.partition(":")[2]))
    if event.state != State.REVIEW:
        return
    plan = facts.plan(event)
    if approved and plan.approval.state == "approved":
        _agree(event, None)
    elif not approved:
        if plan.approval.is_running:
            approvals.withdraw(approval=plan.approval, by=event.worker)
            event = locked(event)
        event.state, event.fund_request = _before_plan(event), None
        store(event, None)
        _owe_plan(event)
        tell(event.worker, MONEY_REFUSED, key=f"money:{event.uuid}:{event.version}:{clock.today()}", about=event.ref)


def _before_plan(event):
    return State.AGREED if facts.consent_needed(event) else State.DRAFT


@transaction.atomic
def plan_returned(sheet, by):
    """Back to the worker, to be sent again; the plan is owed anew. Also when withdrawn."""
    event = locked(sheet.event)
    event.state = _before_plan(event)
    stop_money(event, by, _("The plan of the event was not agreed to."))
    store(event, by)
    _owe_plan(event)


@transaction.atomic
def plan_rejected(sheet, step, by):
    """Refused: the event does not take place (COM-05)."""
    event = locked(sheet.event)
    event.state, event.end_reason = State.REJECTED, step.comment[:300]
    stop_money(event, by, _("The plan of the event was not agreed to."))
    store(event, by)
    drop(PLAN, about=event.ref)


def stop_money(event, by, reason):
    request = event.fund_request
    if request and request.state not in type(request).OVER:
        funds.release(request=request, by=by or event.worker, reason=reason)
        event.fund_request = None
