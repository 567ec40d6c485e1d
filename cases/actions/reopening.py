"""A closed case is opened again for a new need: same number with -R1, new consent (lifecycles.md 1)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from cases.actions.common import locked, require_state, require_work, store
from cases.actions.opening import start_clocks
from cases.models import FollowUp, Reopening, Stage, State
from core import clock
from notifications.actions import drop


@transaction.atomic
def request_reopening(*, case, by, reason):
    """Ask the supervisor to open the case again. Returns the approval."""
    case = locked(case)
    require_work(by, case)
    require_state(case, State.CLOSED, text=_("Only a closed case is opened again."))
    if Reopening.objects.of(case).filter(approval__state="running").exists():
        raise ValidationError(_("This is with the supervisor already."), code="running")
    asked = Reopening(case=case, number=case.reopenings.count() + 1, reason=reason.strip(), asked_by=by)
    asked._history_user = by
    asked.full_clean()
    asked.save()
    return approvals.start(subject=asked, chain="cases.reopening", by=by)


@transaction.atomic
def reopening_approved(asked, by):
    """In service again from today: a new round with its own consent, records and closing."""
    case = locked(asked.case)
    require_state(case, State.CLOSED, text=_("The file has been sealed meanwhile."))
    case.rounds += 1
    case.state, case.stage = State.IN_SERVICE, Stage.ASSESSMENT
    case.served_since, case.closed_on, case.ground = clock.today(), None, ""
    store(case, by)
    for row in FollowUp.objects.of(case).filter(done_on__isnull=True):
        drop("case.follow_up", about=row.ref)
    drop("archive.month", about=case.volume.ref)
    drop("case.deposit", about=case.ref)
    start_clocks(case)
