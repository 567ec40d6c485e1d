"""Closing: the package, the supervisor's decision, follow-up afterwards (CASE-27..29, 31, 36)."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from archives import actions as archives
from cases import checklist, checks, facts, policy
from cases.actions.common import locked, require_state, require_work, store
from cases.actions.opening import end_not_approved, issue_number
from cases.models import FollowUp, State
from core import clock
from notifications.actions import disengage, drop, met, owe
from rulebook import deadlines

RUNNING = ("case.plan", "case.scale", "case.consent_renewal", "case.stage_review", "case.appointment")


def prepare(sheet, case, by):
    """Before F-C18 is filed: the boxes the system fills."""
    sheet.opened_on = case.opened_on
    sheet.contacts = case.contacts.count()
    sheet.goals_reached = _share_of_goals(case)
    if sheet.closed_on and sheet.closed_on < (case.served_since or case.opened_on):
        raise ValidationError({"closed_on": _("This day lies before the opening of the case.")})


def _share_of_goals(case):
    """Goals reached by the closing report, a part counting half, in percent; None without a report."""
    report = facts.newest(case, "case_closing_report")
    results = list(report.goals_result.filter(removed=False).values_list("result", flat=True)) if report else []
    if not results:
        return None
    worth = {"reached": 2, "partly": 1}
    return Decimal(sum(worth.get(result, 0) for result in results) * 50 / len(results)).quantize(Decimal(1))


@transaction.atomic
def submit_closing(*, case, by, missing=None):
    """The closing package goes to the supervisor; `missing` gives a reason for each form that is not in the file.

    A consultation goes its own way: one decision opens and closes it (CASE-09). Returns the approval.
    """
    case = locked(case)
    require_work(by, case)
    require_state(case, State.PROVISIONAL, State.IN_SERVICE, text=_("There is no closing to submit now."))
    if case.state == State.PROVISIONAL and not case.is_consultation:
        raise ValidationError(_("The supervisor has not approved the opening yet."), code="state")
    form = facts.newest(case, "case_closing")
    stated = {name: reason.strip() for name, reason in (missing or {}).items() if reason.strip()}
    checks.closing(case, form, missing=stated).raise_blocks()
    lacking = {line.name for line in checklist.lacking(case)}
    form.missing, form._history_user = {name: why for name, why in stated.items() if name in lacking}, by
    form.goals_reached, form.contacts = _share_of_goals(case), case.contacts.count()
    form.save()
    chain = "cases.consultation" if case.approved_on is None else "cases.closing"
    case.state = State.CLOSING_SUBMITTED
    store(case, by)
    return approvals.start(subject=form, chain=chain, by=by)


@transaction.atomic
def closing_approved(sheet, by):
    """Closed: the clocks of service stop, follow-ups are owed, the volume is begun (CASE-29, 31)."""
    case = locked(sheet.case)
    case.state, case.stage, case.next_contact_at = State.CLOSED, "", None
    case.closed_on, case.ground = sheet.closed_on, sheet.ground
    store(case, by)
    for rule in RUNNING:
        drop(rule, about=case.ref)
    disengage(case.ref)
    if not case.is_consultation and sheet.ground != "deceased_moved":
        _plan_follow_ups(case, by)
    if not case.point.has_storage:
        owe("case.deposit", about=case.ref, owner=case.worker, since=case.closed_on, point=case.point)
    _begin_volume(case, by)


def _begin_volume(case, by):
    """The finished file goes into the month's list; closed once more after reopening, it is the same volume."""
    if case.volume is not None:
        archives.finish_again(volume=case.volume, finished_on=case.closed_on, file_no=case.number, by=by)
        return
    case.volume = archives.open_volume(
        subject=case,
        kind="case",
        worker=case.worker,
        point=case.point,
        finished_on=case.closed_on,
        file_no=case.number,
        by=by,
    )
    store(case, by)


def _plan_follow_ups(case, by):
    planned = deadlines.follow_ups(case.closed_on, point=case.point, service_type=case.service_type)
    for number, due in enumerate(planned, 1):
        row = FollowUp(case=case, round=case.rounds, number=number, due_on=due.day)
        row._history_user = by
        row.full_clean()
        row.save()
        terms = {"since": case.closed_on, "due": due.at, "point": case.point}
        owe("case.follow_up", about=row.ref, owner=case.worker, **terms)


@transaction.atomic
def closing_returned(sheet, by):
    """Back to the worker: in service as before, a consultation provisionally open. Also when withdrawn."""
    case = locked(sheet.case)
    case.state = State.IN_SERVICE if case.approved_on else State.PROVISIONAL
    store(case, by)


@transaction.atomic
def closing_rejected(sheet, by):
    """The supervisor does not agree to close: the service goes on."""
    closing_returned(sheet, by)


@transaction.atomic
def consultation_approved(sheet, by):
    """One decision covers opening and closing: the number is issued and the case is closed (CASE-09; EX-49)."""
    case = locked(sheet.case)
    issue_number(case)
    store(case, by)
    met("case.retro_approval", about=case.ref)
    closing_approved(sheet, by)


@transaction.atomic
def consultation_rejected(sheet, step, by):
    """Not approved; the records are kept."""
    end_not_approved(locked(sheet.case), by, step.comment)


def require_follow_up(case, by):
    """Into a sealed file only its worker adds, and only follow-ups, without opening it (roles.md 4.3 rule 3)."""
    if not policy.works_on(by, case):
        raise PermissionDenied(_("Only the responsible worker follows up."))


def prepare_follow_up(sheet, case, by):
    """Before F-C24 is filed: it answers the oldest follow-up that is still owed, or is one more."""
    if sheet.contacted_on and sheet.contacted_on < case.closed_on:
        raise ValidationError({"contacted_on": _("This day lies before the closing of the case.")})
    if sheet.pk is None:
        owed = _owed(case)
        sheet.follow_up_no = owed.number if owed else facts.count(case, "case_follow_up_review") + 1


def _owed(case):
    return FollowUp.objects.of(case).filter(round=case.rounds, done_on__isnull=True).order_by("number").first()


def follow_up_filed(sheet, case, by, *, new):
    """Done; a review of a sealed case is appended to its volume without opening it (CASE-31; EX-61)."""
    owed = _owed(case) if new else None
    if owed:
        owed.done_on, owed._history_user = sheet.contacted_on, by
        owed.full_clean()
        owed.save()
        met("case.follow_up", about=owed.ref, on=clock.today())
    if new and case.is_sealed:
        archives.append(volume=case.volume, sheet=sheet, title=sheet.TITLE, by=by)
