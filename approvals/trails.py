"""The stepper of a document: every round in order, who acted or will, in words ready to print (ia.md section 4.4)."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals import chains, words
from approvals.models import Approval, Step
from approvals.seats import preview_seats
from core import formats
from people.models import User


@dataclass(frozen=True)
class Shown:
    """One line of components/steps.html."""

    state: str  # ok, now, back or ""
    who: str
    role: str = ""
    when: str = ""
    act: str = ""
    opinion: str = ""
    number: str = ""
    cc: bool = False
    row: Step | None = None


def trail(approval):
    """The lines of every run of this document along this chain, oldest first; steps still to come say whose turn."""
    if approval is None:
        return []
    runs = list(
        Approval.objects.filter(subject_ref=approval.subject_ref, chain=approval.chain, pk__lte=approval.pk)
        .select_related("applicant")
        .order_by("pk")
    )
    rows = list(Step.objects.filter(approval__in=runs).select_related("by", "on_behalf_of", "applicant"))
    prefetch_related_objects([row for row in rows if row.state == Step.State.OPEN], "permissions__user")
    by_run = {run.pk: run for run in runs}
    for row in rows:
        row.approval = by_run[row.approval_id]
    lines = []
    for run in runs:
        lines.append(_submitted(run))
        lines += [_line(row) for row in rows if row.approval_id == run.pk and row.state != Step.State.DROPPED]
        if run.state == Approval.State.WITHDRAWN:
            act = _("Withdrawn")
            lines.append(
                Shown("back", str(run.applicant), words.capacity("applicant"), formats.moment(run.ended_at), act)
            )
    return _numbered(lines)


def preview(chain, subject, applicant):
    """The lines a document would walk if it were submitted now: shown before submitting, nothing is stored."""
    chain = chains.get(chain)
    wanted = [step for step in chain.steps if step.when is None or step.when(subject)]
    run = Approval(chain=chain.key, applicant=applicant, submitted_by=applicant)
    rows = [
        Step(approval=run, position=n, key=step.key, kind=step.kind, holds=step.holds_for(subject))
        for n, step in enumerate(wanted, start=1)
    ]
    return _numbered([line for row in rows if (line := _to_come(row, subject, rows))])


def _submitted(run):
    first = run.previous_id is None
    act = _("Submitted") if first else _("Submitted again")
    return Shown("ok", str(run.applicant), words.capacity("applicant"), formats.moment(run.created_at), act)


def _line(row):
    if row.state == Step.State.CLOSED:
        return _closed(row)
    if row.state == Step.State.OPEN:
        return _open(row)
    subject = chains.subject_of(row.approval)
    later = list(row.approval.steps.filter(position__gt=row.position))
    return _to_come(row, subject, later) or Shown("", "", act=_("Waiting"), row=row)


def _closed(row):
    declared = chains.get(row.approval.chain).step(row.key)
    act = words.outcome(row, declared)
    way = words.WAYS.get(row.evidence.get("way"))
    notes = [str(way) if way else "", _("exception accepted") if row.exception_accepted else "", words.passed_over(row)]
    act = " · ".join(filter(None, [act, *notes]))
    state = "ok" if row.outcome in (Step.Outcome.OK, Step.Outcome.PASSED) else "back"
    who = words.actor(row) or str(declared.label or declared.act)
    role = str(declared.label) if row.kind == Step.Kind.RECORD else words.capacity_of(row)
    cc = row.kind == Step.Kind.FILE
    at = row.first_opened_at if cc else row.decided_at  # a copy counts from its reading (ORG-07)
    return Shown(state, who, role, formats.moment(at or row.decided_at), act, row.comment, cc=cc, row=row)


def _open(row):
    declared = chains.get(row.approval.chain).step(row.key)
    seats = [permission for permission in row.permissions.all() if permission.on_behalf_of_id is None]
    names = pgettext("between names", ", ").join(str(permission.user) for permission in seats) or _(
        "Nobody can act yet"
    )
    act = " · ".join(filter(None, [str(declared.act), words.passed_over(row)]))
    cc = row.kind == Step.Kind.FILE
    return Shown("" if cc else "now", names, words.capacity_of(row), "", act, cc=cc, row=row)


def _to_come(row, subject, later):
    """A step that has not opened: who would get it today; None where it would pass on by itself."""
    seats = preview_seats(row, subject, later)
    if seats.by_itself:
        return None
    declared = chains.get(row.approval.chain).step(row.key)
    row.capacity, row.acting_for, row.passed_over = seats.role, seats.acting_for, list(seats.passed_over)
    names = pgettext("between names", ", ").join(str(user) for user in User.objects.filter(pk__in=seats.own_right))
    act = " · ".join(filter(None, [str(declared.act), words.passed_over(row)]))
    return Shown("", names or _("Nobody can act yet"), words.capacity_of(row), "", act, cc=row.kind == Step.Kind.FILE)


def _numbered(lines):
    """Numbers for those who act; the informed stand beside the flow without one."""
    numbered, n = [], 0
    for line in lines:
        n += not line.cc
        numbered.append(Shown(**{**line.__dict__, "number": "" if line.cc else str(n)}))
    return numbered
