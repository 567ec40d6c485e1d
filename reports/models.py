"""Months summed into rows that can be rebuilt, and the monthly reports with what was frozen in them."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals.models import Approvable
from core import formats, immutable
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from reports import policy

PERSON = settings.AUTH_USER_MODEL


class Scope(models.TextChoices):
    ORGANIZATION = "organization", _("organization")
    POINT = "point", _("service point")
    GROUP = "group", _("supervision group")
    WORKER = "worker", _("social worker")


class TallyQuerySet(models.QuerySet):
    def of(self, scope, pk=0):
        return self.filter(scope=scope, of=pk)


class Tally(models.Model):
    """One figure of one month and scope, as counted last. Rebuilt from the rooms at any time; holds no truth."""

    month = models.DateField()
    scope = models.CharField(max_length=12, choices=Scope)
    of = models.PositiveBigIntegerField(default=0)  # pk of the point, group or worker; 0 for the organization
    figure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    whole = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # denominator of a rate
    refused = models.PositiveIntegerField(default=0)  # records that did not count

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "scope", "of", "figure"], name="one_tally_a_figure")]
        indexes = [models.Index(fields=["scope", "of", "month"]), models.Index(fields=["figure", "scope", "month"])]


class Month(models.Model):
    """A month that was summed: when its rows last changed, and whether they wait to be summed again."""

    first = models.DateField(unique=True)
    dirty = models.BooleanField(default=True)
    built_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first"]


class Watch(models.Model):
    """Up to which moment changes in the rooms were looked for. One row."""

    looked_at = models.DateTimeField()


class MonthlyReportQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def of_month(self, month):
        return self.filter(month=month)

    def whole(self):
        """Reports of the organization."""
        return self.filter(point__isnull=True)

    def of_points(self):
        return self.filter(point__isnull=False)

    def frozen(self):
        return self.filter(state__in=policy.FROZEN)


class Snapshot(Opaque, Stamped):
    """The figures as they stood when the report was confirmed, and the corrections of earlier months told with them.

    With the hash of their text. Append-only: the database refuses any change (KPI-10).
    """

    month = models.DateField()
    taken_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]


immutable.protect("reports_snapshot")


class MonthlyReport(Audited, Opaque, Stamped, Approvable):
    """The monthly report of a service point, or of the organization where `point` is empty (life cycle 16)."""

    class State(models.TextChoices):
        COLLECTING = "collecting", pgettext_lazy("report", "being checked")
        COMPILED = "compiled", pgettext_lazy("report", "compiled")
        CONFIRMED = "confirmed", pgettext_lazy("report", "confirmed")
        SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
        ADJUSTED = "adjusted", pgettext_lazy("report", "submitted, corrected later")

    class Part(models.TextChoices):
        """What the package to the city association is made of (KPI-01)."""

        PLANS = "plans", pgettext_lazy("package", "roll-up of the monthly plans")
        STAFF = "staff", pgettext_lazy("package", "statistics of the social workers")
        VOLUNTEERS = "volunteers", pgettext_lazy("package", "volunteer service records")

    OPEN = ("collecting", "compiled")

    month = models.DateField(_("month"))
    point = models.ForeignKey(
        "people.ServicePoint", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("service point")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.COLLECTING)
    notes = models.TextField(_("problems, and arrangements for next month"), max_length=3000, blank=True)
    return_words = models.TextField(_("what was wrong"), max_length=1000, blank=True)
    handed_in_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="reports")
    sent_on = models.DateField(_("sent to the city association on"), null=True, blank=True)
    sent_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    sent_parts = models.JSONField(_("in the package"), default=list, blank=True)
    sent_lacking = models.CharField(_("what was missing, and why"), max_length=300, blank=True)
    volume = models.OneToOneField("archives.Volume", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "point__code"]
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        indexes = [models.Index(fields=["state", "month"]), models.Index(fields=["-created_at", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["month", "point"], name="one_report_a_point_and_month"),
            models.UniqueConstraint(fields=["month"], condition=Q(point__isnull=True), name="one_report_a_month"),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "submitted", "adjusted"]) | Q(snapshot__isnull=False),
                name="what_is_confirmed_is_kept",
            ),
        ]

    def __str__(self):
        return str(_("Monthly report")) if self.point is None else str(self.point)

    def get_absolute_url(self):
        if self.point_id is None:
            return reverse("reports:month", args=[self.month.strftime("%Y-%m")])
        return reverse("reports:point_month", args=[self.month.strftime("%Y-%m"), self.point.uuid])

    @property
    def title(self):
        name = f" · {self.point}" if self.point_id else ""
        return str(_("Monthly service report, %(month)s")) % {"month": formats.month(self.month)} + name

    @property
    def is_open(self):
        """Counted again until it is confirmed; a report that came back is open once more."""
        return self.state in self.OPEN

    @property
    def is_frozen(self):
        return self.state in policy.FROZEN

    @property
    def package(self):
        """The parts that were sent, in words."""
        return [part.label for part in self.Part if part in self.sent_parts]

    @property
    def last_day(self):
        return (self.month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)

    def content_hash(self):
        """What is decided on: the snapshot, never figures that move."""
        return self.snapshot.sha256 if self.snapshot_id else ""


class FigureCheckQuerySet(VisibleQuerySet):
    """Answers of workers; reached through the reports they belong to."""

    @staticmethod
    def arms(user):
        return {name: Q(report__in=MonthlyReport.objects.filter(rows)) for name, rows in policy.arms(user).items()}


class FigureCheck(Audited, Opaque, Stamped):
    """A worker's word on the own figures of a month: right, or in what they differ (KPI-02)."""

    report = models.ForeignKey(MonthlyReport, models.PROTECT, related_name="checks")
    worker = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    right = models.BooleanField(_("figures are right"))
    words = models.TextField(_("what differs"), max_length=1000, blank=True)
    said_at = models.DateTimeField()

    objects = FigureCheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "worker"], name="one_word_a_worker")]
