"""The forms a submitted month leaves behind: F-P09 of all workers, F-P10 of each service point (KPI-02)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archives.sheets import Row, Sheet
from core import formats
from core.querysets import VisibleQuerySet
from reports import policy
from reports.models import MonthlyReport


class ReportSheetQuerySet(VisibleQuerySet):
    """Whoever sees the report sees its form; the table of all workers only who sees all of them."""

    @staticmethod
    def arms(user):
        return {name: Q(report__in=MonthlyReport.objects.filter(rows)) for name, rows in policy.arms(user).items()}


class WholeSheetQuerySet(VisibleQuerySet):
    @staticmethod
    def arms(user):
        return {"all": Q(pk__isnull=False)} if policy.sees_all(user) else {}


class ReportSheet(Sheet):
    """What both forms share: the report they come from, and its month in the place of a file number."""

    report = models.OneToOneField(MonthlyReport, models.PROTECT, related_name="%(class)s", editable=False)

    class Meta(Sheet.Meta):
        abstract = True

    @property
    def file_no(self):
        return formats.month(self.report.month)

    def get_absolute_url(self):
        return self.report.get_absolute_url()


class WorkerStatistics(ReportSheet):
    """F-P09 社工服务统计表."""

    CODE, NAME, TITLE = "F-P09", "worker_service_statistics", _("Social-worker service statistics")
    SECTIONS = ((_("Service of the month"), ("rows",)),)

    objects = WholeSheetQuerySet.as_manager()

    class Meta(ReportSheet.Meta):
        verbose_name = _("social-worker service statistics")
        verbose_name_plural = _("social-worker service statistics")


class WorkerLine(Row):
    """One worker's month. The numbers are copied from the frozen figures; the name is as it was."""

    COLUMNS = (
        "worker", "point", "opened", "completed", "contacts", "consultations", "groups", "sessions", "events",
        "volunteers", "person_times", "persons", "hours",
    )  # fmt: skip

    sheet = models.ForeignKey(WorkerStatistics, models.PROTECT, related_name="rows")
    worker = models.CharField(_("Social worker"), max_length=60)
    point = models.CharField(_("Service point"), max_length=120, blank=True)
    opened = models.PositiveIntegerField(_("Cases opened"), default=0)
    completed = models.PositiveIntegerField(_("Cases completed"), default=0)
    contacts = models.PositiveIntegerField(_("Case contacts"), default=0)
    consultations = models.PositiveIntegerField(_("Consultations"), default=0)
    groups = models.PositiveIntegerField(_("Groups completed"), default=0)
    sessions = models.PositiveIntegerField(_("Group sessions"), default=0)
    events = models.PositiveIntegerField(_("Community events"), default=0)
    volunteers = models.PositiveIntegerField(_("Volunteers' attendances"), default=0)
    person_times = models.PositiveIntegerField(_("Person-times served"), default=0)
    persons = models.PositiveIntegerField(_("Persons served"), default=0)
    hours = models.DecimalField(_("Hours of service"), max_digits=8, decimal_places=1, default=0)

    class Meta(Row.Meta):
        verbose_name = _("worker's month")
        verbose_name_plural = _("Service of each worker")


class PointStatistics(ReportSheet):
    """F-P10 服务点服务报表."""

    CODE, NAME, TITLE = "F-P10", "service_point_monthly_report", _("Service report of the service point")
    SECTIONS = ((_("Service point"), ("point", "talk")), (_("Indicators"), ("indicators",)))

    point = models.CharField(_("Service point"), max_length=120)
    talk = models.CharField(_("Follow-up talk"), max_length=200, blank=True)

    objects = ReportSheetQuerySet.as_manager()

    class Meta(ReportSheet.Meta):
        verbose_name = _("service report of the service point")
        verbose_name_plural = _("service reports of the service points")


class IndicatorLine(Row):
    """One figure of the point, with its target where the contract has one."""

    COLUMNS = ("indicator", "unit", "month", "target", "cumulative", "rate", "time_share", "flag")

    sheet = models.ForeignKey(PointStatistics, models.PROTECT, related_name="indicators")
    indicator = models.CharField(_("Indicator"), max_length=80)
    unit = models.CharField(_("Unit"), max_length=20)
    month = models.CharField(_("This month"), max_length=30)
    target = models.CharField(_("Target"), max_length=20, blank=True)
    cumulative = models.CharField(_("Since the contract began"), max_length=20, blank=True)
    rate = models.CharField(pgettext_lazy("target", "Completed"), max_length=10, blank=True)
    time_share = models.CharField(_("Time gone"), max_length=10, blank=True)
    flag = models.CharField(_("Remark"), max_length=20, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("Indicators")
