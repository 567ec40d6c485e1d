"""The forms: weekly plan and work report (F-P01), monthly plan (F-P02), monthly summary (F-P03).

Nothing confidential stands in them: what is filled in by itself holds kinds of work, counts, days and times only.
"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from core.querysets import VisibleQuerySet
from staff.plans.choices import Item, Kind
from staff.plans.models import USER, WorkReport


class ReportSheetQuerySet(VisibleQuerySet):
    """A form is seen by whoever sees its report."""

    def visible_to(self, user):
        return self.filter(report__in=WorkReport.objects.visible_to(user))


class ReportSheet(Sheet):
    """What the three forms share: the period, and what the superior says."""

    report = models.OneToOneField(WorkReport, models.PROTECT, related_name="%(class)s", editable=False)
    superior_comment = models.TextField(_("superior's comment"), max_length=2000, blank=True, editable=False)

    objects = ReportSheetQuerySet.as_manager()

    class Meta(Sheet.Meta):
        abstract = True


def period(label):
    return models.CharField(label, max_length=60, editable=False)


class WeeklyReport(ReportSheet):
    """F-P01."""

    CODE, NAME, TITLE = "F-P01", "weekly_plan_report", _("Weekly plan and work report")
    SIGNER = _("Signature")
    SECTIONS = (
        ("", ("week",)),
        (_("Last week's work"), ("last_week",)),
        (_("This week's plan"), ("this_week",)),
        (_("Outings: service, supervision, meetings"), ("outings",)),
        (_("Not done, and support needed"), ("not_done", "support")),
        (_("Superior's comment"), ("superior_comment",)),
    )

    week = period(_("week"))
    not_done = models.TextField(_("not done, and why"), max_length=2000, blank=True)
    support = models.TextField(_("support needed"), max_length=2000, blank=True)

    class Meta(ReportSheet.Meta):
        verbose_name = _("weekly plan and work report")


class DoneRow(Row):
    """One line of last week's work."""

    COLUMNS = ("day", "item", "content", "hours", "result")
    WIDTHS = {"day": 3, "item": 3, "content": 6, "hours": 3, "result": 9}
    PULL_DOWN = ("item",)

    sheet = models.ForeignKey(WeeklyReport, models.PROTECT, related_name="last_week")
    day = models.DateField(_("date"))
    item = models.CharField(_("item"), max_length=12, choices=Item)
    content = models.CharField(_("content"), max_length=200)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(24))],
    )  # fmt: skip
    result = models.CharField(_("result"), max_length=200, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("work done")
        verbose_name_plural = _("last week's work")


class PlannedRow(Row):
    """One line of this week's plan."""

    COLUMNS = ("day", "item", "content", "place")
    WIDTHS = {"day": 3, "item": 3, "content": 6, "place": 12}
    PULL_DOWN = ("item",)

    sheet = models.ForeignKey(WeeklyReport, models.PROTECT, related_name="this_week")
    day = models.DateField(_("date"))
    item = models.CharField(_("item"), max_length=12, choices=Item)
    content = models.CharField(_("content"), max_length=200)
    place = models.CharField(_("place"), max_length=120, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("work planned")
        verbose_name_plural = _("this week's plan")


class OutingRow(Row):
    """One outing (ATT-09): when, where, what for; the superior verifies it with the host unit."""

    COLUMNS = ("day", "at", "place", "purpose", "verified")
    WIDTHS = {"day": 3, "at": 3, "place": 6, "purpose": 12}
    LEAST = 0

    sheet = models.ForeignKey(WeeklyReport, models.PROTECT, related_name="outings")
    day = models.DateField(_("date"))
    at = models.CharField(_("time"), max_length=20)
    place = models.CharField(_("place"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=200)
    verified = models.BooleanField(_("verified with the host unit"), default=False, editable=False)
    verified_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("outing")
        verbose_name_plural = _("outings")


class MonthlyPlan(ReportSheet):
    """F-P02."""

    CODE, NAME, TITLE = "F-P02", "monthly_plan", _("Monthly plan")
    SIGNER = _("Signature")
    SECTIONS = (
        ("", ("month",)),
        (_("Plan of the month"), ("items",)),
        (_("Superior's comment"), ("superior_comment",)),
    )

    month = period(_("month"))

    class Meta(ReportSheet.Meta):
        verbose_name = _("monthly plan")


class PlanItem(Row):
    """One line of a monthly plan."""

    COLUMNS = ("item", "target", "date", "partner")
    WIDTHS = {"item": 12, "target": 4, "date": 4, "partner": 4}

    sheet = models.ForeignKey(MonthlyPlan, models.PROTECT, related_name="items")
    item = models.CharField(_("work"), max_length=200)
    target = models.CharField(_("target"), max_length=120)
    date = models.CharField(_("when"), max_length=60)
    partner = models.CharField(_("with whom"), max_length=120, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("work planned for the month")
        verbose_name_plural = _("plan of the month")


class MonthlySummary(ReportSheet):
    """F-P03."""

    CODE, NAME, TITLE = "F-P03", "monthly_summary", _("Monthly summary")
    SIGNER = _("Signature")
    SECTIONS = (
        ("", ("month",)),
        (_("What was done"), ("done",)),
        (_("Problems and improvements"), ("problems",)),
        (_("Superior's comment"), ("superior_comment",)),
    )

    month = period(_("month"))
    problems = models.TextField(_("problems and improvements"), max_length=3000)

    class Meta(ReportSheet.Meta):
        verbose_name = _("monthly summary")


class SummaryRow(Row):
    """One line of a monthly summary; the figures are filled in from what the rooms recorded."""

    COLUMNS = ("item", "content", "number", "hours", "note")
    WIDTHS = {"item": 3, "content": 9, "number": 3, "hours": 3, "note": 6}
    PULL_DOWN = ("item",)

    sheet = models.ForeignKey(MonthlySummary, models.PROTECT, related_name="done")
    item = models.CharField(_("item"), max_length=12, choices=Item)
    content = models.CharField(_("content"), max_length=200)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, null=True, blank=True)
    note = models.CharField(_("as planned?"), max_length=200, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("work of the month")
        verbose_name_plural = _("what was done")


FORMS = {Kind.WEEKLY: WeeklyReport, Kind.MONTHLY_PLAN: MonthlyPlan, Kind.MONTHLY_SUMMARY: MonthlySummary}


def sheet_of(report):
    """The form that was handed in, or None."""
    return FORMS[report.kind].objects.filter(report=report).select_related("filled_by", "report").first()
