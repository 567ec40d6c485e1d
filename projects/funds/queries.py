"""What the pages and the demo ask about money; reads only."""

from django.db.models import Exists, OuterRef, Q

from approvals import policy as approvals
from core import clock
from notifications.badges import badge
from notifications.models import Deadline
from projects.funds import policy
from projects.funds.actions.common import ADVANCE_RULE
from projects.funds.models import FundRequest, PoolEntry, PoolYear
from projects.funds.sheets import Advance

STATUS = {
    "draft": "draft",
    "sa_pending": "wait",
    "dept_pending": "wait",
    "finance_check": "wait",
    "head_pending": "wait",
    "approved": "done",
    "advanced": "plan",
    "settling": "wait",
    "settled": "done",
    "rejected": "bad",
    "cancelled": "na",
}
ADVANCE_STATUS = {
    "asked": "wait",
    "returned": "bad",
    "approved": "plan",
    "paid": "plan",
    "settled": "done",
    "rejected": "bad",
    "withdrawn": "na",
}


def state_of(row):
    """(kind, words) for {% status %}."""
    return STATUS[row.state], row.get_state_display()


def waiting_for(user):
    """A Q: applications that wait for something `user` does: decide, pay, settle, or send."""
    mine = approvals.waiting_for(user, state="open")
    wanted = Q(approval__in=mine)
    cash = Advance.objects.filter(request=OuterRef("pk"))
    wanted |= Q(Exists(cash.filter(approval__in=mine)))
    wanted |= Q(applicant=user, state=FundRequest.State.DRAFT)
    if policy.is_cashier(user):
        wanted |= Q(Exists(cash.filter(state=Advance.State.APPROVED)))
    if policy.is_accountant(user):
        wanted |= Q(state=FundRequest.State.SETTLING)
    return wanted


def balance(year=None):
    """The totals of a year's pool, this year's by default."""
    return PoolEntry.objects.totals(year or clock.today().year)


def years():
    """Years that have a pool, newest first, the present one among them."""
    known = set(PoolYear.objects.values_list("year", flat=True))
    return sorted(known | {clock.today().year}, reverse=True)


def open_advances(user):
    """Cash that was paid and is not settled, oldest debt first, each with its badge (FIN-04)."""
    rows = list(
        Advance.objects.visible_to(user).filter(state=Advance.State.PAID).select_related("request__applicant")[:100]
    )
    owed = Deadline.objects.open().filter(rule=ADVANCE_RULE, about__in=[row.request.ref for row in rows])
    due = {one.about: one.due_at for one in owed}
    for row in rows:
        row.due_at = due.get(row.request.ref)
        row.badge = badge(row.due_at) if row.due_at else None
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at))
