"""The leader of the service point confirms the group work of a month (GRP-19)."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from groups import policy
from groups.actions.common import require, store
from groups.models import Confirmation, Session
from notifications.actions import met, move, owe
from people import roles
from rulebook.dates import DAY, add_months

RULE = "group.month_confirm"


def months_to_confirm(programme, before):
    """First days of the months before the day `before` with sessions held and no confirmation, oldest first."""
    days = programme.sessions.filter(held_on__lt=before.replace(day=1)).values_list("held_on", flat=True)
    done = set(programme.confirmations.values_list("month", flat=True))
    return sorted({day.replace(day=1) for day in days} - done)


@transaction.atomic
def confirm_month(*, programme, by, month, note=""):
    """Progress of the plan was looked at and the documents of a month are confirmed; once a month. Returns the row."""
    require(policy.may_confirm(by, programme))
    month = month.replace(day=1)
    row = Confirmation.objects.filter(programme=programme, month=month).first()
    if row:
        return row
    if not programme.sessions.filter(held_on__gte=month, held_on__lt=add_months(month, 1)).exists():
        require(_("There is nothing to confirm in this month."))
    row = store(Confirmation(programme=programme, month=month, by=by, note=note.strip()), by)
    if left := months_to_confirm(programme, clock.today()):
        move(RULE, about=programme.ref, since=left[0])
    else:
        met(RULE, about=programme.ref)
    return row


@transaction.atomic
def ask_leaders():
    """On the 1st: whoever leads a point owes the confirmation of last month's group work. May run twice."""
    first = add_months(clock.today().replace(day=1), -1)
    held = Session.objects.filter(held_on__gte=first, held_on__lte=add_months(first, 1) - DAY)
    asked = 0
    programmes = {row.programme for row in held.select_related("programme__point")}
    for programme in sorted(programmes, key=lambda row: row.pk):
        if first not in months_to_confirm(programme, clock.today()):
            continue
        for leader in roles.leaders_of_point(programme.point):
            if leader.pk != programme.worker_id:
                asked += owe(RULE, about=programme.ref, owner=leader, since=first, point=programme.point) is not None
    return asked
