"""File numbers (ARCH-09)."""

from django.conf import settings
from django.db import models

from core import clock, immutable

PERSON = settings.AUTH_USER_MODEL


class NumberSeries(models.Model):
    """Where the numbering of one worker, field, year and kind stands (ARCH-09)."""

    worker = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    field = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "field", "year", "kind"], name="one_series")]


class FileNumber(models.Model):
    """A number that was issued: once, for good, unchanged on transfer (ARCH-09). Append-only."""

    number = models.CharField(max_length=60, unique=True)
    worker = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    field = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    sequence = models.PositiveIntegerField()
    issued_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "field", "year", "kind", "sequence"], name="number_issued_once")
        ]


immutable.protect("archives_filenumber")
