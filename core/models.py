"""Abstract models every room builds on. No tables here."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core import clock
from core.querysets import AuditedQuerySet


class Audited(models.Model):
    """A row whose every change is kept; history is dated by the house's clock."""

    history = HistoricalRecords(inherit=True, history_id_field=models.BigAutoField())
    objects = AuditedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def _history_date(self):
        return clock.now()


class Opaque(models.Model):
    """A row that shows itself outside by a random id only: bigint inside, UUID in every URL."""

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self):
        """The opaque reference other rooms keep, "<app>.<model>:<uuid>"; no name in it."""
        return f"{self._meta.label_lower}:{self.uuid}"


class Stamped(models.Model):
    """When the server first recorded the row; never a form field."""

    created_at = models.DateTimeField(_("recorded at"), default=clock.now, editable=False)

    class Meta:
        abstract = True
