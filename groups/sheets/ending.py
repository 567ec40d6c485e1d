"""Report with evaluation, financial report, attachments (F-G07, F-G08, F-G10, F-G11)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.querysets import VisibleQuerySet
from groups import policy
from groups.choices import Attained, Kept, State
from groups.models import MemberQuerySet, Programme
from groups.sheets.base import GroupRow, GroupSheet, MemberSheet
from projects.funds.models import Source, money


class ReportQuerySet(MemberQuerySet):
    @staticmethod
    def arms(user):
        return policy.report_arms(user, "programme__")


class MoneyQuerySet(VisibleQuerySet):
    @staticmethod
    def arms(user):
        return policy.money_arms(user, "programme__")

    def of(self, programme):
        return self.filter(programme=programme)


class GroupReport(GroupSheet):
    """F-G08 小组报告, with the evaluation of F-G07 inside. Three sign it, in any order (GRP-14)."""

    CODE, NAME, TITLE = "F-G08", "group_report", _("Group report")
    APPROVED = True
    SECTIONS = (
        (
            _("Figures"),
            (
                "sessions_held", "members", "person_times", "attendance_rate", "counts", "opinions", "response_rate",
                "satisfaction",
            ),
        ),
        (_("Process"), ("summary",)),
        (_("Goals and effect"), ("goals_reached", "goals", "pre_post")),
        (_("Looking back and ahead"), ("problems", "follow_up")),
    )  # fmt: skip

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="groupreport", editable=False)
    sessions_held = models.PositiveSmallIntegerField(_("Sessions held"), default=0, editable=False)
    members = models.PositiveSmallIntegerField(_("Members"), default=0, editable=False)
    person_times = models.PositiveIntegerField(_("Person-times"), default=0, editable=False)
    attendance_rate = models.DecimalField(
        _("Attendance rate (%)"), max_digits=5, decimal_places=1, default=Decimal(0), editable=False
    )
    counts = models.BooleanField(_("Counts toward the indicator"), default=False, editable=False)
    opinions = models.PositiveSmallIntegerField(_("Opinion forms"), default=0, editable=False)
    response_rate = models.DecimalField(
        _("Response rate (%)"), max_digits=5, decimal_places=1, null=True, editable=False
    )
    satisfaction = models.DecimalField(
        _("Satisfaction (mean of 5)"), max_digits=3, decimal_places=2, null=True, editable=False
    )
    summary = models.TextField(_("Summary of the process"))
    goals = models.TextField(_("Goals and effect"))
    problems = models.TextField(_("Problems and improvement"))
    follow_up = models.TextField(_("Follow-up: cases, referrals"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta(GroupSheet.Meta):
        verbose_name = _("Group report")


class GoalReached(GroupRow):
    COLUMNS = ("goal", "result", "note")

    sheet = models.ForeignKey(GroupReport, models.PROTECT, related_name="goals_reached", editable=False)
    goal = models.CharField(_("Goal"), max_length=300)
    result = models.CharField(_("Result"), max_length=8, choices=Attained)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta(GroupRow.Meta):
        verbose_name = _("Goal")
        verbose_name_plural = _("Goals of the plan")


class PrePost(GroupRow):
    COLUMNS = ("item", "pre", "post")
    LEAST = 0

    sheet = models.ForeignKey(GroupReport, models.PROTECT, related_name="pre_post", editable=False)
    item = models.CharField(_("Measured"), max_length=120)
    pre = models.CharField(pgettext_lazy("measurement", "Before"), max_length=40)
    post = models.CharField(pgettext_lazy("measurement", "After"), max_length=40)

    class Meta(GroupRow.Meta):
        verbose_name = _("Measurement")
        verbose_name_plural = _("Before and after")


class FinancialReport(GroupSheet):
    """F-G10 小组财务报告. Who signs as financial officer follows from the source of the money (GRP-15)."""

    CODE, NAME, TITLE = "F-G10", "group_financial_report", _("Group financial report")
    FILES = {"invoices": _("Invoices")}
    SECTIONS = (
        (_("Money"), ("fund_source", "lines", "budget_total", "actual_total", "balance", "invoices")),
        (_("Financial officer"), ("finance_name", "finance_signed_on")),
    )

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="financialreport", editable=False)
    fund_source = models.CharField(_("Source of the money"), max_length=10, choices=Source, editable=False)
    budget_total = money(_("Budget"), default=Decimal(0), editable=False)
    actual_total = money(_("Actually spent"), default=Decimal(0), editable=False)
    balance = money(_("Left over (minus: overspent)"), default=Decimal(0), editable=False)
    finance_name = models.CharField(_("Financial officer"), max_length=60, blank=True, editable=False)
    finance_signed_on = models.DateField(_("Signed on"), null=True, editable=False)
    finance_signed_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = MoneyQuerySet.as_manager()

    class Meta(GroupSheet.Meta):
        verbose_name = _("Group financial report")

    def may_download(self, user):
        """The invoices are for whoever checks the money; of a sealed file, for a grant to copy (ARCH-06)."""
        return self.programme.state != State.ARCHIVED or super().may_download(user)

    @property
    def signed_with(self):
        """Both reports are signed together; the run belongs to the group report."""
        report = getattr(self.programme, "groupreport", None)
        return report.approval if report else None


class MoneyLine(GroupRow):
    COLUMNS = ("item", "budget", "actual", "voucher_no")
    LEAST = 0

    sheet = models.ForeignKey(FinancialReport, models.PROTECT, related_name="lines", editable=False)
    item = models.CharField(_("Item"), max_length=120)
    budget = money(_("Budget"), default=Decimal(0), validators=[MinValueValidator(0)])
    actual = money(_("Actual"), validators=[MinValueValidator(0)])
    voucher_no = models.CharField(_("Voucher number"), max_length=40, blank=True)

    class Meta(GroupRow.Meta):
        verbose_name = _("Money line")
        verbose_name_plural = _("Income and spending")


class GroupAttachment(MemberSheet):
    """F-G11 活动附件, also the routine plan given to the host unit (F-G12) and the volunteers' form (GRP-18)."""

    CODE, NAME, TITLE = "F-G11", "activity_attachment", _("Attachment")
    SIGNED = False
    FILES = {"file": _("File")}
    REQUIRED_FILES = ("file",)
    SECTIONS = (("", ("kind", "caption", "consent_ok", "file")),)

    kind = models.CharField(_("What it is"), max_length=14, choices=Kept)
    caption = models.CharField(_("Caption"), max_length=200, blank=True)
    consent_ok = models.BooleanField(_("Whoever can be recognized has agreed"), default=False)

    class Meta(MemberSheet.Meta):
        verbose_name = _("Attachment")
