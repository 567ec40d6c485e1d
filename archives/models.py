"""Drafts of paper forms, volumes and what lies in them, checks, access to what is sealed, the month's register."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.grants import Grant, GrantQuerySet
from archives import policy
from core import clock, crypto, immutable
from core.models import Audited, Opaque, Stamped
from core.outbox import OutboxRow
from core.querysets import VisibleQuerySet

PERSON = settings.AUTH_USER_MODEL


class Draft(Opaque):
    """What somebody is typing into a form, seen by nobody else; one per person, form and file.

    `data` is ciphertext bound to this row. After submitting it is emptied and keeps the key and the address of the
    result, so that a form sent twice has one effect. Not audited: scratch paper leaves no history.
    """

    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    about = models.CharField(max_length=100, blank=True)
    data = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    window = models.CharField(max_length=40, blank=True)  # the browser window that writes; not a person's device
    filled = models.PositiveSmallIntegerField(default=0)  # required boxes that are not empty
    wanted = models.PositiveSmallIntegerField(default=0)  # required boxes in all
    updated_at = models.DateTimeField(default=clock.now)
    last_key = models.CharField(max_length=40, blank=True)
    last_url = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form", "about"], name="one_draft_a_form")]

    @property
    def bound_to(self):
        return f"archives.draft|{self.uuid}"

    def put(self, text):
        self.data = crypto.encrypt(text, bound_to=self.bound_to) if text else ""

    def text(self):
        return crypto.decrypt(self.data, bound_to=self.bound_to) if self.data else ""


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


class VolumeQuerySet(VisibleQuerySet):
    """Catalogue lines (roles.md 4.1, last row): who sees that a volume exists, its number, dates, state, place."""

    arms = staticmethod(policy.arms)

    def of_month(self, month):
        return self.filter(month=month)

    def unfinished(self):
        """Not yet sealed."""
        return self.exclude(state__in=policy.CLOSED)


class Volume(Audited, Opaque, Stamped):
    """A 卷: the papers of one finished case, group, event or document set (life cycle 7)."""

    class State(models.TextChoices):
        ASSEMBLING = "assembling", _("being put together")
        VERIFICATION = "verification", _("to be verified")
        RETURNED = "returned", _("returned to be completed")
        VERIFIED = "verified", _("verified")
        SEALING = "sealing", _("being sealed")
        SEALED = "sealed", _("sealed")
        INSPECTED = "inspected", _("inspected")
        SUSPENDED = "access_suspended", _("reading suspended")

    class FileClass(models.TextChoices):
        EXTERNAL = "external", _("external documents")
        INTERNAL = "internal", _("internal documents")
        SERVICE = "service", _("front-line service")

    class Originals(models.TextChoices):
        ORIGINAL = "original", _("originals")
        COPY = "copy", _("copies")
        BOTH = "both", _("originals and copies")
        ELECTRONIC = "electronic", _("electronic only")

    kind = models.CharField(_("kind"), max_length=20)
    subject_ref = models.CharField(max_length=100, unique=True)
    title_ref = models.CharField(max_length=100)
    file_no = models.CharField(_("file number"), max_length=60)
    file_class = models.CharField(_("class"), max_length=10, choices=FileClass, default=FileClass.SERVICE)
    worker = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker"))
    point = models.ForeignKey("people.ServicePoint", models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey("people.SupervisionGroup", models.PROTECT, null=True, blank=True, related_name="+")
    finished_on = models.DateField(_("finished on"))
    month = models.DateField(editable=False)  # first day of the month of `finished_on`: the list it stands in
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ASSEMBLING)
    missing = models.PositiveSmallIntegerField(default=0)  # required items neither present nor waived
    wanted = models.PositiveSmallIntegerField(default=0)  # required items that apply
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    return_reason = models.TextField(_("what is missing or wrong"), blank=True)
    verified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    envelope_no = models.CharField(_("envelope number"), max_length=40, blank=True)
    location = models.CharField(_("kept at"), max_length=120, blank=True)
    originals = models.CharField(_("original or copy"), max_length=12, choices=Originals, blank=True)
    sealed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.TextField(_("why it was reopened"), blank=True)
    suspend_reason = models.TextField(_("why reading is suspended"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = VolumeQuerySet.as_manager()

    class Meta:
        ordering = ["-finished_on", "-pk"]
        verbose_name = _("volume")
        verbose_name_plural = _("volumes")
        indexes = [
            models.Index(fields=["worker", "-finished_on"]),
            models.Index(fields=["group", "month"]),
            models.Index(fields=["point", "-finished_on"]),
            models.Index(fields=["state"]),
            models.Index(fields=["file_no"]),
        ]

    def __str__(self):
        return self.file_no

    @property
    def is_closed(self):
        return self.state in policy.CLOSED


class Item(Audited):
    """One line of the catalogue in a volume (F-A01), as last counted; frozen into `SealedItem` when sealed."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        MISSING = "missing", _("missing")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        WAIVED = "waived", _("waived")

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(_("form"), max_length=120)
    required = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=20, choices=State)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    sheets = models.JSONField(default=list, blank=True)  # references of the forms, oldest first
    waived_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["volume", "code"], name="one_line_a_form"),
            models.CheckConstraint(
                condition=~Q(state="waived") | (Q(waived_by__isnull=False) & ~Q(reason="")), name="waived_with_a_reason"
            ),
        ]


def score(label):
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Check(Audited, Opaque, Stamped):
    """A check of a volume (F-A02): the SA's verification, or the inspection of a sample the system drew."""

    class Kind(models.TextChoices):
        VERIFICATION = "verification", _("verification")
        INSPECTION = "inspection", _("inspection by sample")
        UNSCHEDULED = "unscheduled", _("unscheduled check")

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="checks")
    edition = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    ok = models.BooleanField(_("in order"), null=True, blank=True)
    completeness = score(_("completeness"))
    standard = score(_("standardization"))
    professional = score(_("professionalism"))
    accuracy = score(_("accuracy of the data"))
    findings = models.TextField(_("findings"), blank=True)
    drawn_from = models.CharField(max_length=64, blank=True)  # hash of the register the sample was drawn with

    class Meta:
        ordering = ["pk"]


class MonthlyList(Audited, Opaque, Stamped):
    """The monthly archiving list of one supervision group (F-A05): opened on the 1st, due the 5th (ARCH-02)."""

    month = models.DateField(_("month"))  # its first day
    group = models.ForeignKey("people.SupervisionGroup", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)  # as unfinished, to the DDG and the Service Department

    class Meta:
        ordering = ["-month", "group"]
        constraints = [
            models.UniqueConstraint(fields=["month", "group"], name="one_list_a_month"),
            models.UniqueConstraint(fields=["month"], condition=Q(group__isnull=True), name="one_list_without_group"),
        ]


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


for _table in ("filenumber", "seal", "sealeditem", "register", "registerentry"):
    immutable.protect(f"archives_{_table}")


class AccessGrant(Grant):
    """May read (copy, take away) one sealed volume until then (ARCH-06)."""

    content_object = models.ForeignKey(Volume, models.PROTECT, related_name="grants")
    request = models.ForeignKey("archives.AccessRequest", models.PROTECT, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta(Grant.Meta):
        indexes = [models.Index(fields=["user", "ends"])]
