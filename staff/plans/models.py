"""Work reports: one row for everybody and every period (life cycle 5), the round they belong to, the month archived."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.models import Volume
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from people.models import SupervisionGroup
from staff.plans import periods, policy
from staff.plans.choices import FROZEN, TO_READ, TO_WRITE, Kind, State

USER = settings.AUTH_USER_MODEL


class Round(Audited, Opaque, Stamped):
    """One week or month for which everybody writes: when it is due for all of them, and what superiors owe of it."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    first = models.DateField(_("first day"))
    due_at = models.DateTimeField(_("due at"))
    provisional = models.BooleanField(_("provisional"), default=False)

    class Meta:
        ordering = ["-first", "kind"]
        verbose_name = _("round of reports")
        constraints = [models.UniqueConstraint(fields=["kind", "first"], name="one_round_a_period")]

    def __str__(self):
        return f"{self.get_kind_display()} {periods.label(self.kind, self.first)}"

    @property
    def last(self):
        return periods.last_of(self.kind, self.first)

    @property
    def key(self):
        return periods.key_of(self.kind, self.first)


class Bundle(Audited, Opaque, Stamped):
    """The reports of one supervision group that fell due in one month, as HR & Administration archives them (PLAN-06).

    Without a group: those of everybody who belongs to none.
    """

    month = models.DateField(_("month"))  # its first day
    group = models.ForeignKey(SupervisionGroup, models.PROTECT, null=True, blank=True, related_name="+")
    volume = models.OneToOneField(Volume, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-month", "group"]
        verbose_name = _("month of reports")
        constraints = [
            models.UniqueConstraint(fields=["month", "group"], name="one_bundle_a_month"),
            models.UniqueConstraint(
                fields=["month"], condition=models.Q(group__isnull=True), name="one_bundle_without_group"
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"


class WorkReportQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def to_read(self):
        return self.filter(state__in=TO_READ)

    def with_people(self):
        return self.select_related("owner", "read_by", "round", "group")


class WorkReport(Audited, Opaque, Stamped):
    """What one person owes for one period: to be filled in, handed in in time or late, read, returned, archived."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports", editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    first = models.DateField(_("first day"), editable=False)
    owner = models.ForeignKey(USER, models.PROTECT, related_name="work_reports", editable=False)
    # The group at the time, for the figures of punctuality; who may read follows the facts of today.
    group = models.ForeignKey(SupervisionGroup, models.PROTECT, null=True, related_name="+", editable=False)
    due_at = models.DateTimeField(_("due at"), editable=False)
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.OPEN, editable=False)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, editable=False)
    minutes_late = models.PositiveIntegerField(_("minutes late"), null=True, editable=False)
    days_late = models.PositiveIntegerField(_("working days late"), null=True, editable=False)
    read_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)
    return_reason = models.TextField(_("why it was returned"), max_length=1000, blank=True, editable=False)
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="reports", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = WorkReportQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "kind", "owner"]
        verbose_name = _("work report")
        verbose_name_plural = _("work reports")
        indexes = [
            models.Index(fields=["owner", "-due_at"]),
            models.Index(fields=["kind", "first", "state"]),
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["group", "kind", "first"]),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "first", "owner"], name="one_report_a_period")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.label}"

    def get_absolute_url(self):
        return reverse("plans:detail", args=[self.uuid])

    @property
    def label(self):
        return periods.label(self.kind, self.first)

    @property
    def last(self):
        return periods.last_of(self.kind, self.first)

    @property
    def key(self):
        return periods.key_of(self.kind, self.first)

    @property
    def is_owed(self):
        return self.state in TO_WRITE

    @property
    def waits_for_reading(self):
        return self.state in TO_READ

    @property
    def is_frozen(self):
        return self.state in FROZEN

    @property
    def was_late(self):
        return bool(self.minutes_late)
