"""What is under seal: sealings, their lines and files, the month's registers. Append-only, on both engines."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archives.models.volumes import Item, Volume
from core import immutable
from core.models import Opaque, Stamped
from core.outbox import OutboxRow

PERSON = settings.AUTH_USER_MODEL


class Sealing(OutboxRow, Opaque, Stamped):
    """Work to do outside the request: render, hash and file what goes under seal. May be killed and taken up again."""

    class Kind(models.TextChoices):
        VOLUME = "volume", _("volume")
        SUPPLEMENT = "supplement", _("supplement")
        CORRECTION = "correction", _("correction")

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="sealings")
    edition = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.VOLUME)
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120, blank=True)
    sheets = models.JSONField(default=list, blank=True)  # of a supplement or correction
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class Seal(Opaque):
    """One sealing: a volume's edition, a supplement to it, or a correction. Append-only, on both engines."""

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="seals")
    kind = models.CharField(max_length=12, choices=Sealing.Kind)
    edition = models.PositiveSmallIntegerField()
    file_no = models.CharField(max_length=60)
    worker = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    envelope_no = models.CharField(max_length=40, blank=True)
    location = models.CharField(max_length=120, blank=True)
    originals = models.CharField(max_length=12, blank=True)
    verified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    sealed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    month = models.DateField()  # of sealing: the register it enters
    sha256 = models.CharField(max_length=64)  # of its list, volumes/<month>/seals/<uuid>.json

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["month"])]


class SealedItem(models.Model):
    """One line of a sealed catalogue, or one file of it. Append-only, on both engines."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=Item.State)
    reason = models.CharField(max_length=300, blank=True)
    ref = models.CharField(max_length=100, blank=True)  # the form behind it
    name = models.CharField(max_length=200, blank=True)  # of a scan, as it was uploaded
    filled_on = models.DateField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    row_sha256 = models.CharField(max_length=64, blank=True)  # of the database rows of the form
    size = models.PositiveBigIntegerField(default=0)
    mime = models.CharField(max_length=80, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Register(Opaque):
    """The signed register over what was sealed in a month, chained to the one before it. Append-only."""

    month = models.DateField()
    part = models.PositiveSmallIntegerField(default=1)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    seals_count = models.PositiveIntegerField()
    files_count = models.PositiveIntegerField()
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)

    class Meta:
        ordering = ["month", "part"]
        constraints = [
            models.UniqueConstraint(fields=["month", "part"], name="one_register_a_part"),
            models.UniqueConstraint(fields=["previous_sha256"], name="the_chain_does_not_fork"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}-{self.part}"


class RegisterEntry(models.Model):
    """A sealing in a register. Append-only."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    seal = models.OneToOneField(Seal, models.PROTECT, related_name="entry")


for _table in ("seal", "sealeditem", "register", "registerentry"):
    immutable.protect(f"archives_{_table}")
