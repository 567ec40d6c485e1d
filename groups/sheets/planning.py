"""F-G01 小组计划书: one row a version; the group itself holds what code reads of the approved one."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import ClientGroup
from core import formats
from groups.choices import Composition, GroupModel, GroupType, Openness, Phase
from groups.sheets.base import GroupRow, GroupSheet
from projects.funds import cents
from projects.funds.models import Source, money

PAID = [Source.ORG_POOL, Source.PROJECT, Source.HOST_UNIT, Source.SPONSOR]
CENT = MinValueValidator(Decimal("0.01"))


class GroupPlan(GroupSheet):
    CODE, NAME, TITLE = "F-G01", "group_plan", _("Group plan")
    APPROVED = True
    NEEDS = (("sources_tried", "fund_source", (Source.ORG_POOL,)),)
    SECTIONS = (
        (
            _("The group"),
            (
                "name", "group_type", "model", "target_group", "composition", "features", "planned_members",
                "open_closed",
            ),
        ),
        (_("Needs and goals"), ("needs", "theory", "purpose", "overall_goal", "process_goals")),
        (
            pgettext_lazy("heading", "Sessions"),
            ("first_session", "last_session", "sessions_planned", "frequency", "place", "session_plans"),
        ),
        (_("Recruitment, staff, resources"), ("recruitment", "staff", "resources")),
        (_("Expected problems, contingency and safety"), ("contingency",)),
        (_("Money"), ("fund_source", "budget", "budget_total", "sources_tried", "advance_wanted")),
        (_("Evaluation"), ("evaluation",)),
        (_("Time of submission"), ("late_reason",)),
    )  # fmt: skip
    WIDTHS = {"name": 8, "composition": 6, "open_closed": 6, "features": 12, "frequency": 6, "place": 6}

    name = models.CharField(_("Group name"), max_length=100)
    group_type = models.CharField(pgettext_lazy("group", "Type"), max_length=12, choices=GroupType)
    model = models.CharField(_("Model"), max_length=12, choices=GroupModel, blank=True)
    target_group = models.CharField(_("Target group"), max_length=20, choices=ClientGroup)
    composition = models.CharField(_("Composition"), max_length=14, choices=Composition)
    features = models.CharField(_("Features of the members"), max_length=300)
    planned_members = models.PositiveSmallIntegerField(_("Planned members"), validators=[MinValueValidator(1)])
    open_closed = models.CharField(_("Open or closed"), max_length=6, choices=Openness)
    needs = models.TextField(
        _("Needs and background"), help_text=_("What the members need, and how you know: survey, cases, talks.")
    )
    theory = models.TextField(_("Idea, theory"), blank=True)
    purpose = models.TextField(_("Purpose"))
    overall_goal = models.TextField(_("Overall goal"))
    first_session = models.DateField(
        _("First session"), help_text=_("The latest dates beside the form follow this day.")
    )
    last_session = models.DateField(_("Last session"), null=True, editable=False)
    sessions_planned = models.PositiveSmallIntegerField(_("Sessions"), default=0, editable=False)
    frequency = models.CharField(_("Frequency and length"), max_length=100)
    place = models.CharField(_("Place"), max_length=100)
    recruitment = models.TextField(
        _("Recruitment"), help_text=_("Way, time, place, and the conditions the leaflet states.")
    )
    resources = models.TextField(_("Resources"))
    contingency = models.TextField(
        _("Contingency and safety"), help_text=_("How crowding and accidents are prevented, and who does what.")
    )
    fund_source = models.CharField(_("Where does the money come from?"), max_length=10, choices=Source)
    budget_total = money(_("Budget in all"), null=True, editable=False)
    sources_tried = models.TextField(
        _("Other sources tried"),
        blank=True,
        max_length=2000,
        help_text=_("Only for the organization's activity money: whom you asked before, and what they answered."),
    )
    advance_wanted = models.BooleanField(_("Cash is wanted before the group begins"), default=False)
    evaluation = models.TextField(_("Evaluation"), help_text=_("Instruments, when, and what counts as success."))
    late_reason = models.TextField(
        _("Reason for short lead"), blank=True, help_text=_("Needed only when the plan comes later than the rule asks.")
    )

    class Meta(GroupSheet.Meta):
        verbose_name = _("Group plan")


class ProcessGoal(GroupRow):
    COLUMNS = ("stage", "goal", "indicator")

    sheet = models.ForeignKey(GroupPlan, models.PROTECT, related_name="process_goals", editable=False)
    stage = models.CharField(pgettext_lazy("goal", "Stage"), max_length=6, choices=Phase)
    goal = models.CharField(_("Goal"), max_length=300)
    indicator = models.CharField(_("Indicator"), max_length=200)

    class Meta(GroupRow.Meta):
        verbose_name = _("Stage goal")
        verbose_name_plural = _("Stage goals")


class SessionPlan(GroupRow):
    COLUMNS = ("day", "starts", "ends", "theme", "goal", "content", "materials", "problems")

    sheet = models.ForeignKey(GroupPlan, models.PROTECT, related_name="session_plans", editable=False)
    day = models.DateField(_("Day"))
    starts = models.TimeField(_("Start"))
    ends = models.TimeField(_("End"))
    theme = models.CharField(_("Theme"), max_length=100)
    goal = models.CharField(_("Goal"), max_length=300)
    content = models.TextField(_("Content and time split"))
    materials = models.CharField(_("Materials"), max_length=200, blank=True)
    problems = models.CharField(_("Possible problems"), max_length=200, blank=True)

    class Meta(GroupRow.Meta):
        verbose_name = _("Session plan")
        verbose_name_plural = _("Session plans")

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end lies before the start.")}, code="time_order")


class StaffDuty(GroupRow):
    COLUMNS = ("person", "duty")

    sheet = models.ForeignKey(GroupPlan, models.PROTECT, related_name="staff", editable=False)
    person = models.CharField(pgettext_lazy("duty", "Person"), max_length=60)
    duty = models.CharField(_("Duty"), max_length=200)

    class Meta(GroupRow.Meta):
        verbose_name = _("Duty")
        verbose_name_plural = _("Staff and duties")


class PlanBudgetLine(GroupRow):
    COLUMNS = ("item", "unit_price", "quantity", "amount")
    LEAST = 0

    sheet = models.ForeignKey(GroupPlan, models.PROTECT, related_name="budget", editable=False)
    item = models.CharField(_("Item"), max_length=120)
    unit_price = money(_("Unit price"), validators=[CENT])
    quantity = models.DecimalField(_("Quantity"), max_digits=8, decimal_places=2, validators=[CENT])
    amount = money(_("Amount"), null=True, blank=True, help_text=_("reckoned when left empty"))

    class Meta(GroupRow.Meta):
        verbose_name = _("Budget line")
        verbose_name_plural = _("Budget")

    def clean(self):
        super().clean()
        if self.unit_price is None or self.quantity is None:
            return
        reckoned = cents.times(self.unit_price, self.quantity)
        if self.amount is not None and self.amount != reckoned:
            text = _("Unit price times quantity is %(amount)s.") % {"amount": formats.money(reckoned)}
            raise ValidationError({"amount": text})
        self.amount = reckoned
