"""The row is the message: work that must happen once after the commit, kept as rows, taken under a lease.

A row is due while `available_at` has come, nobody holds its lease and it is not done. A worker that dies leaves a
lease behind which runs out; the sweeper then takes the row again. Truth is the row, never the broker's message.
"""

import datetime as dt

from django.db import models, transaction
from django.db.models import F, Q

from core import clock

LEASE = dt.timedelta(minutes=2)


class OutboxQuerySet(models.QuerySet):
    def due(self):
        """Rows whose time has come and that nobody is working on."""
        now = clock.now()
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        return self.filter(free, done_at__isnull=True, available_at__lte=now)

    @transaction.atomic
    def take(self, limit=50):
        """Lease up to `limit` due rows to this worker. Two workers never get the same row.

        PostgreSQL locks the rows and skips locked ones; on SQLite the IMMEDIATE transaction is the lock.
        """
        rows = list(self.due().select_for_update(skip_locked=True).order_by("available_at", "pk")[:limit])
        until = clock.now() + LEASE
        self.model._base_manager.filter(pk__in=[row.pk for row in rows]).update(
            lease_until=until, attempts=F("attempts") + 1
        )
        for row in rows:
            row.lease_until, row.attempts = until, row.attempts + 1
        return rows

    def finish(self, row, **values):
        """Close a row this worker still holds; False where the lease passed to somebody else meanwhile."""
        mine = self.model._base_manager.filter(pk=row.pk, lease_until=row.lease_until, done_at__isnull=True)
        return mine.update(done_at=clock.now(), lease_until=None, **values) == 1

    def put_back(self, row, *, wait, **values):
        """Give a leased row back, to be tried again after `wait`."""
        mine = self.model._base_manager.filter(pk=row.pk, lease_until=row.lease_until, done_at__isnull=True)
        return mine.update(lease_until=None, available_at=clock.now() + wait, **values) == 1


class OutboxRow(models.Model):
    """Base of every row that is a message."""

    available_at = models.DateTimeField(default=clock.now, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        abstract = True
