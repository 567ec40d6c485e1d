"""A file that belongs to a document; its bytes lie in the store under their own hash."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped
from core.querysets import AuditedQuerySet


class AttachmentQuerySet(AuditedQuerySet):
    """A file has no audience of its own: whoever may open its document may fetch it (files/views.py)."""

    def of(self, document):
        """The usable files of a document, oldest first."""
        kind = ContentType.objects.get_for_model(document)
        return self.ready().filter(content_type=kind, object_id=document.pk).order_by("pk")

    def held_by(self, documents):
        """{"files", "bytes"}: how much lies with these documents, a queryset of one model."""
        kind = ContentType.objects.get_for_model(documents.model)
        rows = self.ready().filter(content_type=kind, object_id__in=documents.values("pk"))
        return rows.aggregate(files=models.Count("pk"), bytes=models.Sum("size"))

    def ready(self):
        return self.filter(state=Attachment.State.READY)


class Attachment(Audited, Opaque, Stamped):
    """The row comes first (uploading), the bytes second, "ready" last: an upload that is cut off leaves a trace."""

    class State(models.TextChoices):
        UPLOADING = "uploading", _("uploading")
        QUARANTINE = "quarantine", _("being checked")
        READY = "ready", _("ready")
        REFUSED = "refused", _("refused")
        ABANDONED = "abandoned", _("never finished")

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    document = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    mime = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    is_recording = models.BooleanField(_("sound or film"), default=False, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UPLOADING, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.kind} {self.uuid}"
