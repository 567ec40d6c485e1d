"""What happens when: the calendar of a person, written by the rooms that own the appointments."""

from django.db import transaction

from core import clock
from core.querysets import update_with_history
from notifications.models import Engagement


@transaction.atomic
def engage(*, about, owner, what, starts_at, ends_at, place=""):
    """`owner` is busy with `about` from `starts_at` to `ends_at`; told again, the old time is replaced."""
    row = Engagement.objects.filter(about=about, owner=owner, off_at__isnull=True).first()
    row = row or Engagement(about=about, owner=owner)
    row.what, row.place, row.starts_at, row.ends_at = what, place, starts_at, ends_at
    row.full_clean(exclude=["owner"])
    row.save()
    return row


@transaction.atomic
def disengage(about, *, owner=None):
    """Called off, or moved to somebody else."""
    rows = Engagement.objects.filter(about=about, off_at__isnull=True)
    rows = list(rows.filter(owner=owner) if owner else rows)
    for row in rows:
        row.off_at = clock.now()
    update_with_history(Engagement, rows, ["off_at"])
    return len(rows)
