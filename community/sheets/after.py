"""F-E05, F-E12 to F-E16: the day itself and what follows (COM-13..17, COM-22)."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community import choices, policy
from community.handed import ask
from community.models import InEventQuerySet
from community.sheets.base import EventRow, EventSheet, words
from community.sheets.plan import PublicQuerySet
from core import formats
from projects.funds.models import Source, money


class SignIn(EventSheet):
    """F-E05 活动签到表: names signed in and heads counted; the size class follows from both (COM-13, COM-19)."""

    CODE, NAME, TITLE = "F-E05", "event_sign_in", _("Event sign-in sheet")
    FILES = {"proof": _("Photograph or scan of the list")}
    SECTIONS = (
        (_("Time"), ("started_at", "ended_at")),
        (_("Who came"), ("named", "heads", "volunteers", "staff_count", "proof")),
    )

    started_at = models.DateTimeField(_("Began at"))
    ended_at = models.DateTimeField(_("Ended at"))
    named = models.PositiveIntegerField(_("Participants signed in by name"), default=0, editable=False)
    heads = models.PositiveIntegerField(_("Participants counted by heads, without names"), default=0)
    volunteers = models.PositiveIntegerField(_("Volunteers"), default=0)
    staff_count = models.PositiveIntegerField(pgettext_lazy("event", "Staff"), default=0, blank=True)

    class Meta(EventSheet.Meta):
        verbose_name = _("Event sign-in sheet")

    @property
    def headcount(self):
        return self.named + self.heads


class Debrief(EventSheet):
    """F-E12 现场总结会记录, on the spot (COM-14, COM-15)."""

    CODE, NAME, TITLE = "F-E12", "event_debrief", _("On-site debrief")
    PAST = ("debriefed_on",)
    SECTIONS = (("", ("debriefed_on", "present", "good", "improve", "cleared_up")),)

    debriefed_on = models.DateField(_("Held on"))
    present = models.CharField(_("Present"), max_length=200)
    good = words(_("Went well"))
    improve = words(_("To improve"))
    cleared_up = models.BooleanField(_("Site cleaned, materials taken back"), default=False)

    class Meta(EventSheet.Meta):
        verbose_name = _("On-site debrief")


class News(EventSheet):
    """F-E13 活动通讯稿和照片, to Public Affairs within three working days (COM-16, CONF-07)."""

    CODE, NAME, TITLE = "F-E13", "event_news_release", _("News text and photos")
    FILES = {"photos": _("Photographs")}
    SECTIONS = (
        (_("Text"), ("title", "body")),
        (_("Photographs"), ("photos", "photo_consent")),
        ("", ("sent_at", "published")),
    )

    title = models.CharField(_("Headline"), max_length=80)
    body = words(_("News text"))
    photo_consent = models.CharField(
        _("Who is recognizable in the photographs"), max_length=12, choices=choices.PhotoConsent, blank=True
    )
    sent_at = models.DateTimeField(_("Sent at"), null=True, editable=False)
    published = models.CharField(_("Published where"), max_length=200, blank=True, editable=False)

    objects = PublicQuerySet.as_manager()

    class Meta(EventSheet.Meta):
        verbose_name = _("News text and photos")


class Evaluation(EventSheet):
    """F-E14 社区活动评估表."""

    CODE, NAME, TITLE = "F-E14", "event_evaluation", _("Event evaluation")
    SECTIONS = (("", ("process", "outcome", "efficiency", "satisfaction", "reassess")),)

    process = words(_("Process"))
    outcome = words(_("Outcome"))
    efficiency = words(_("Efficiency"))
    satisfaction = models.DecimalField(
        _("Satisfaction, mean of 5"), max_digits=3, decimal_places=2, null=True, editable=False
    )
    reassess = words(_("Needs looked at again"), blank=True)

    class Meta(EventSheet.Meta):
        verbose_name = _("Event evaluation")


class EventReport(EventSheet):
    """F-E15 活动报告: signed by the supervisor within a week (COM-17)."""

    CODE, NAME, TITLE = "F-E15", "event_report", _("Event report")
    APPROVED = True
    SHOWN = {"held_at": _("Held at")}
    SECTIONS = (
        (_("What took place"), ("held_at", "minutes", "participants", "volunteers", "size_class")),
        (_("Results"), ("goals", "summary", "forms", "satisfaction", "no_opinions_reason")),
        (_("Afterwards"), ("problems", "follow_up")),
    )

    held_on = models.DateField(_("Held on"), editable=False)
    minutes = models.PositiveIntegerField(_("Minutes"), default=0, editable=False)
    participants = models.PositiveIntegerField(_("Participants"), default=0, editable=False)
    volunteers = models.PositiveIntegerField(_("Volunteers"), default=0, editable=False)
    size_class = models.CharField(_("Size class"), max_length=10, choices=choices.Size, blank=True, editable=False)
    summary = words(_("Record and summary"))
    forms = models.PositiveIntegerField(_("Opinion forms"), default=0, editable=False)
    satisfaction = models.DecimalField(
        _("Satisfaction, mean of 5"), max_digits=3, decimal_places=2, null=True, editable=False
    )
    no_opinions_reason = models.CharField(_("No opinion forms, because"), max_length=300, blank=True)
    problems = words(_("Problems and suggestions"))
    follow_up = words(_("Follow-up"), blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta(EventSheet.Meta):
        verbose_name = _("Event report")

    @property
    def held_at(self):
        """The real day and hours, from the sign-in sheet."""
        sheet = getattr(self.event, "signin", None)
        if sheet is None:
            return formats.day_full(self.held_on)
        return f"{formats.moment(sheet.started_at)} – {formats.moment(sheet.ended_at)}"

    def findings_for_decision(self, user):
        return ask("report_findings", self)


class GoalResult(EventRow):
    COLUMNS = ("goal", "result", "note")

    sheet = models.ForeignKey(EventReport, models.PROTECT, related_name="goals", editable=False)
    goal = models.CharField(_("Goal"), max_length=200)
    result = models.CharField(_("Result"), max_length=8, choices=choices.Reached)
    note = models.CharField(_("How it shows"), max_length=200, blank=True)

    class Meta(EventRow.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("Goals")


class MoneyQuerySet(InEventQuerySet):
    @staticmethod
    def arms(user):
        return policy.money_arms(user)


class FinancialReport(EventSheet):
    """F-E16 活动财务报告: what was planned and what it cost; who signs follows from the source (GRP-15)."""

    CODE, NAME, TITLE = "F-E16", "event_financial_report", _("Event financial report")
    FILES = {"invoices": _("Invoices")}
    SECTIONS = (
        (_("Income and spending"), ("fund_source", "lines", "budget_total", "actual_total", "balance")),
        ("", ("invoices", "finance_name")),
    )

    fund_source = models.CharField(_("Source of money"), max_length=10, choices=Source, editable=False)
    budget_total = money(_("Budget"), default=Decimal(0), editable=False)
    actual_total = money(_("Actually spent"), default=Decimal(0), editable=False)
    balance = money(_("Left or overspent"), default=Decimal(0), editable=False)
    finance_name = models.CharField(_("Financial officer"), max_length=60, blank=True, editable=False)

    objects = MoneyQuerySet.as_manager()

    class Meta(EventSheet.Meta):
        verbose_name = _("Event financial report")


class SpentLine(EventRow):
    COLUMNS = ("item", "budget", "actual", "voucher_no")

    sheet = models.ForeignKey(FinancialReport, models.PROTECT, related_name="lines", editable=False)
    item = models.CharField(_("Budget item"), max_length=120)
    budget = money(_("Planned"))
    actual = money(_("Spent"))
    voucher_no = models.CharField(_("Voucher number"), max_length=40, blank=True)

    class Meta(EventRow.Meta):
        verbose_name = _("line of the accounts")
        verbose_name_plural = _("Lines of the accounts")
