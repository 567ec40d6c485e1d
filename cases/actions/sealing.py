"""What sealing its volume means for a case; called by the archives (ARCH-05, 06)."""

from django.db import transaction

from cases.actions.common import locked, store
from cases.models import State
from cases.sheets import RecordBrief, RecordProcess
from notifications.actions import drop


@transaction.atomic
def was_sealed(case, by=None):
    """closed -> archived: from now on only a grant opens the content."""
    case = locked(case)
    if case.state == State.CLOSED:
        case.state = State.ARCHIVED
        store(case, by)
        _end_readings(case)


def _end_readings(case):
    """What the supervisor had not read by now can only be read with a grant; nobody owes it any more."""
    for form in (RecordBrief, RecordProcess):
        for sheet in form.objects.of(case).filter(reviewed_at__isnull=True):
            drop("case.supervisor_review", about=sheet.ref)


@transaction.atomic
def unsealed(case, by=None):
    """The volume was opened again for a correction: archived -> closed."""
    case = locked(case)
    if case.state == State.ARCHIVED:
        case.state = State.CLOSED
        store(case, by)
