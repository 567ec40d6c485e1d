"""Volumes while they are put together, verified and inspected; grants to read what is sealed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.grants import Grant, GrantQuerySet
from archives import policy
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet

PERSON = settings.AUTH_USER_MODEL


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
        VERIFIED = "verified", pgettext_lazy("volume", "verified")
        SEALING = "sealing", _("being sealed")
        SEALED = "sealed", pgettext_lazy("volume", "sealed")
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
        PRESENT = "present", pgettext_lazy("paper", "present")
        MISSING = "missing", pgettext_lazy("paper", "missing")
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
    group = models.ForeignKey("people.SupervisionGroup", models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)  # as unfinished, to the DDG and the Service Department

    class Meta:
        ordering = ["-month", "group"]
        constraints = [
            models.UniqueConstraint(fields=["month", "group"], name="one_list_a_month"),
            models.UniqueConstraint(fields=["month"], condition=Q(group__isnull=True), name="one_list_without_group"),
        ]


class AccessGrant(Grant):
    """May read (copy, take away) one sealed volume until then (ARCH-06)."""

    content_object = models.ForeignKey(Volume, models.PROTECT, related_name="grants")
    request = models.ForeignKey("archives.AccessRequest", models.PROTECT, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta(Grant.Meta):
        indexes = [models.Index(fields=["user", "ends"])]
