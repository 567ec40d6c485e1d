"""What sealing its volume means for a case; called by the archives (ARCH-05, 06)."""

from django.db import transaction

from archives.models import Volume
from cases.actions.common import locked, store
from cases.models import State
from cases.sheets import RecordBrief, RecordProcess
from notifications.actions import drop, met


@transaction.atomic
def was_sealed(case, by=None):
    """closed -> archived: from now on only a grant opens the content. Sealed with its originals, they are handed over.

    (CASE-30: the archive room has them, whatever the service point could keep.)
    """
    case = locked(case)
    if case.state == State.CLOSED:
        case.state = State.ARCHIVED
        store(case, by)
        _end_readings(case)
    if case.volume and case.volume.originals == Volume.Originals.ORIGINAL:
        met("case.deposit", about=case.ref)


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
