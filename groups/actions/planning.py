"""From the first idea to the approval: begin, plan, supervisor, department head, money (GRP-01..07)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from approvals import actions as approvals
from archives import numbering
from archives.actions import file_sheet
from archives.sheets import Filled, row_model
from core import clock
from groups import checks, facts, policy, prefill, timing
from groups.actions.common import locked, require, require_state, require_work, store
from groups.actions.schedule import lay_out_sessions
from groups.choices import PLANNING, State
from groups.models import Programme
from groups.sheets import GroupPlan
from notifications.actions import drop, met, move, owe, tell
from people import roles
from projects.funds import actions as funds
from projects.funds.cents import ZERO
from projects.funds.models import Source
from rulebook.calendars import calendar
from rulebook.values import value

MONEY_REFUSED = gettext_noop("The money for a group of yours was not approved: plan it anew or cancel it.")
NOW_SHORT = gettext_noop("The plan of a group of yours now comes too late: the year's working days were published.")
PLAN_RULE, HEAD_RULE = "group.plan", "group.dept_plan"


@transaction.atomic
def begin(*, by, name, first_day, **columns):
    """A new group in draft, owed from now on: its plan, by the latest day in time (GRP-03)."""
    post = roles.post_of(by)
    require(None if post and policy.may_plan(by) else _("Groups are planned by whoever works at a service point."))
    point = post.point
    programme = Programme(
        name=name.strip(), worker=by, point=point, field=point.field, service_type=point.type, first_day=first_day,
        **columns,
    )  # fmt: skip
    store(programme, by)
    _owe_plan(programme)
    return programme


def _owe_plan(programme):
    terms = {"about": programme.ref, "owner": programme.worker, "point": programme.point}
    owe(PLAN_RULE, since=programme.first_day, **terms)
    owe(HEAD_RULE, since=programme.first_day, **terms)


@transaction.atomic
def choose_first_day(*, programme, by, day):
    """Another first day while the plan is being written: what is owed moves with it (GRP-03, GRP-06)."""
    programme = locked(programme)
    require_work(by, programme)
    require_state(programme, State.DRAFT, text=_("The plan is with the supervisor or decided; move a session instead."))
    if programme.first_day != day:
        _set_days(programme, day, max(day, programme.last_day) if programme.last_day else None)
        store(programme, by)
    return programme


def _set_days(programme, first, last):
    programme.first_day, programme.last_day = first, last
    for rule in (PLAN_RULE, HEAD_RULE):
        move(rule, about=programme.ref, since=first)


@transaction.atomic
def file_plan(*, programme, filled, by):
    """The plan goes to the supervisor, with a copy to the business lead (GRP-02, 03, 07; ORG-07). Returns the sheet."""
    programme, sheet = locked(programme), filled.sheet
    require_work(by, programme)
    require_state(programme, State.DRAFT, text=_("The plan is with the supervisor or decided already."))
    sheet.programme = programme
    rows = {name: [row for row in lines if not row.removed] for name, lines in filled.rows.items()}
    now = _counts_from(programme, sheet)
    sheet.sessions_planned = len(rows.get("session_plans", ()))
    sheet.last_session = max((row.day for row in rows.get("session_plans", ())), default=sheet.first_session)
    sheet.budget_total = sum((row.amount or ZERO for row in rows.get("budget", ())), ZERO)
    terms = {"point": programme.point, "submitted": clock.day_of(now), "late_reason": sheet.late_reason}
    checks.plan(sheet, rows, **terms).raise_blocks()
    file_sheet(filled=filled, by=by)
    _take_over(programme, sheet, now)
    programme.state = State.PLAN_SUBMITTED
    _join_money(programme, sheet, by)
    store(programme, by)
    met(PLAN_RULE, about=programme.ref)
    approvals.start(subject=sheet, chain="groups.plan", by=by)
    return sheet


def _counts_from(programme, sheet):
    """When the plan counts as handed in: a returned one keeps its day if it comes back soon (DATE-04)."""
    last = sheet.approval
    if programme.submitted_at and last and last.state == "returned" and last.ended_at:
        limit = calendar().add_workdays(clock.day_of(last.ended_at), value("approval.resubmit_workdays"))
        if clock.today() <= limit:
            return programme.submitted_at
    return clock.now()


def _take_over(programme, sheet, submitted_at):
    """What code reads of the plan, and how far ahead it came."""
    names = ("name", "group_type", "model", "target_group", "planned_members", "sessions_planned", "fund_source")
    for name in names:
        setattr(programme, name, getattr(sheet, name))
    _set_days(programme, sheet.first_session, sheet.last_session)
    programme.submitted_at = submitted_at
    _reckon_lead(programme)


def _reckon_lead(programme):
    day = clock.day_of(programme.submitted_at)
    lead = timing.plan_lead(programme.first_day, day, programme.point)
    programme.lead_days, programme.lead_short = lead.days, lead.short_by
    programme.lead_provisional = timing.is_provisional(programme.first_day, day)


def _join_money(programme, sheet, by):
    """Organization money: the application is begun with the plan; any other source needs none (GRP-07)."""
    old = programme.fund_request
    if sheet.fund_source != Source.ORG_POOL:
        if old and old.state not in type(old).OVER:
            funds.release(request=old, by=by, reason=_("The group is paid from another source now."))
        programme.fund_request = None
        return
    lines = [(row.item, row.unit_price, row.quantity) for row in sheet.budget.filter(removed=False)]
    programme.fund_request = funds.draft(
        for_ref=programme.ref, title=programme.name, point=programme.point, by=programme.worker,
        plan_amount=sheet.budget_total, activity_on=programme.first_day, lines=lines,
    )  # fmt: skip


@transaction.atomic
def write_plan(*, programme, by, rows=None, **boxes):
    """File the plan from plain values; `rows` is {sub-table: [{box: value}, ...]}."""
    sheet = facts.plan_to_write_on(programme) or GroupPlan(programme=programme)
    for box, given in boxes.items():
        sheet._meta.get_field(box)
        setattr(sheet, box, given)
    lines = {name: [row_model(GroupPlan, name)(**line) for line in given] for name, given in (rows or {}).items()}
    for name in lines:
        for row in lines[name]:
            row.clean_fields(exclude=["sheet"])
            row.clean()
    removed = [row for name in lines if sheet.pk for row in getattr(sheet, name).filter(removed=False)]
    return file_plan(programme=programme, filled=Filled(sheet, rows=lines, removed=removed), by=by)


@transaction.atomic
def step_closed(sheet, step, by):
    """The supervisor agreed: the plan is with the department head, the application for money starts (GRP-05, 06)."""
    if step.key != "supervisor" or step.outcome not in ("ok", "passed"):
        return
    programme = locked(sheet.programme)
    programme.state, programme.reached_head_at = State.ORG_REVIEW, clock.now()
    store(programme, by)
    met(HEAD_RULE, about=programme.ref)
    request = programme.fund_request
    if request and request.state == request.State.DRAFT:
        terms = {"sources_tried": sheet.sources_tried, "advance_wanted": sheet.advance_wanted}
        funds.submit(request=request, by=programme.worker, **terms)


@transaction.atomic
def plan_read(sheet, by):
    """Supervisor and department head agreed; with organization money, its approval is still waited for (GRP-05)."""
    programme = locked(sheet.programme)
    request = programme.fund_request
    if request is None or request.is_approved:
        _approve(programme, by)


def _approve(programme, by):
    """The group may run: number issued, sessions laid out, registrations can be confirmed (GRP-04; ARCH-09)."""
    programme.state, programme.approved_on = State.APPROVED, clock.today()
    programme.file_no = programme.file_no or numbering.issue(
        worker=programme.worker, field=programme.field, kind="G", on=clock.today()
    )
    store(programme, by)
    lay_out_sessions(programme, facts.approved_plan(programme), by)
    if programme.fund_request:
        funds.activity_approved(request=programme.fund_request, by=by)


@transaction.atomic
def money_decided(for_ref, approved):
    """The organization decided about the money: the group is approved, or has to be planned anew (life cycle 2)."""
    programme = locked(Programme.objects.get(uuid=for_ref.partition(":")[2]))
    plan = facts.approved_plan(programme)
    if programme.state != State.ORG_REVIEW:
        return
    if approved and plan is not None:
        _approve(programme, None)
    elif not approved:
        _take_back_plan(programme)
        key = f"money:{programme.uuid}:{programme.version}:{clock.today()}"
        tell(programme.worker, MONEY_REFUSED, key=key, about=programme.ref)


def _take_back_plan(programme):
    plan = facts.newest_plan(programme)
    if plan and plan.approval and plan.approval.is_running:
        approvals.withdraw(approval=plan.approval, by=programme.worker)
        programme.refresh_from_db()
    if plan:
        prefill.copy_plan(programme, programme.worker, plan)
    programme.state, programme.reached_head_at, programme.fund_request = State.DRAFT, None, None
    store(programme, None)
    _owe_plan(programme)


def money_refusal(for_ref):
    """Why the money cannot be asked for yet: the organization's part begins after the supervisor's (GRP-05)."""
    programme = Programme.objects.filter(uuid=for_ref.partition(":")[2]).first()
    if programme and programme.reached_head_at is None:
        return _("The supervisor has not approved the plan yet.")
    return ""


def stood_in_as_supervisor(for_ref):
    """Who agreed to the plan in the supervisor's stead: the next signature is somebody else's (SOD-03; EX-74)."""
    programme = Programme.objects.filter(uuid=for_ref.partition(":")[2]).first()
    plan = facts.newest_plan(programme) if programme else None
    steps = plan.approval.steps.exclude(acting_for="").filter(by__isnull=False) if plan and plan.approval else []
    return [step.by for step in steps]


@transaction.atomic
def plan_returned(sheet, by):
    """Back to the worker, to be sent again; the plan is owed anew. Also when withdrawn."""
    programme = locked(sheet.programme)
    programme.state, programme.reached_head_at = State.DRAFT, None
    _stop_money(programme, by)
    store(programme, by)
    _owe_plan(programme)


@transaction.atomic
def plan_rejected(sheet, step, by):
    """Refused: the group must not run (GRP-04)."""
    programme = locked(sheet.programme)
    programme.state, programme.end_reason = State.REJECTED, step.comment[:300]
    _stop_money(programme, by)
    store(programme, by)
    for rule in (PLAN_RULE, HEAD_RULE):
        drop(rule, about=programme.ref)


def _stop_money(programme, by):
    request = programme.fund_request
    if request and request.state not in type(request).OVER:
        funds.release(request=request, by=by, reason=_("The plan of the group was not agreed to."))
        programme.fund_request = None


@transaction.atomic
def recheck_leads(years):
    """The working days of a year were published or changed: submitted plans are counted again (DATE-01; EX-22)."""
    waiting = Programme.objects.filter(state__in=[*PLANNING, State.APPROVED], submitted_at__isnull=False)
    for programme in waiting.filter(first_day__year__in=years).select_related("worker", "point"):
        before = (programme.lead_days, programme.lead_short, programme.lead_provisional)
        _reckon_lead(programme)
        if (programme.lead_days, programme.lead_short, programme.lead_provisional) == before:
            continue
        store(programme, None)
        if programme.lead_short and not before[1]:
            key = f"lead:{programme.uuid}:{programme.lead_days}"
            tell(programme.worker, NOW_SHORT, key=key, about=programme.ref)
