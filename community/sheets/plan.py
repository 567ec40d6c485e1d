"""F-E02 and F-E08: the plan and its emergency plan (COM-03..06, COM-18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import ClientGroup
from community import choices, policy
from community.handed import ask
from community.models import InEventQuerySet
from community.sheets.base import EventRow, EventSheet, words
from community.sheets.study import CommunityStudy
from core.fields import TickField
from projects.funds.models import Source, money


class PublicQuerySet(InEventQuerySet):
    """Plan, report and news: Public Affairs reads these as well."""

    @staticmethod
    def arms(user):
        return policy.public_arms(user)


class EventPlan(EventSheet):
    """F-E02 活动计划书. Name, day, hours and place are the event's; filing the plan writes them there."""

    CODE, NAME, TITLE = "F-E02", "event_plan", _("Event plan")
    APPROVED = True
    SECTIONS = (
        (
            _("What and when"),
            ("name", "kind", "day", "starts", "ends", "setting", "place", "target_group", "planned_people", "partners"),
        ),
        (_("Why"), ("background", "idea", "study", "goals")),
        (_("How"), ("flow", "staff", "publicity", "materials")),
        (_("Money"), ("fund_source", "budget", "sources_tried", "advance_wanted")),
        (_("Difficulties and results"), ("difficulties", "evaluation")),
    )

    name = models.CharField(_("Name of the event"), max_length=80)
    kind = models.CharField(_("Kind of event"), max_length=20, choices=choices.Kind)
    day = models.DateField(_("Day of the event"))
    starts = models.TimeField(_("Begins at"))
    ends = models.TimeField(_("Ends at"))
    setting = models.CharField(_("Indoors or outdoors"), max_length=10, choices=choices.Setting)
    place = models.CharField(_("Place"), max_length=120)
    target_group = TickField(_("Target group"), choices=ClientGroup)
    planned_people = models.PositiveIntegerField(_("Expected people"))
    partners = models.CharField(_("Partners"), max_length=200, blank=True)
    background = words(_("Background"))
    idea = words(_("Idea"))
    study = models.ForeignKey(
        CommunityStudy, models.PROTECT, null=True, blank=True, related_name="plans",
        verbose_name=_("Needs assessment it rests on"),
    )  # fmt: skip
    publicity = words(_("Publicity"))
    fund_source = models.CharField(_("Source of money"), max_length=10, choices=Source)
    sources_tried = models.TextField(
        _("Other sources tried"), max_length=2000, blank=True,
        help_text=_("Needed where the organization's pool is asked: whom you asked, what they answered."),
    )  # fmt: skip
    advance_wanted = models.BooleanField(_("Cash wanted before the event"), default=False)
    difficulties = words(_("Difficulties and solutions"))
    evaluation = words(_("How it will be evaluated"))
    late_reason = models.TextField(_("Reason for the short lead"), max_length=1000, blank=True, editable=False)
    short_by = models.PositiveSmallIntegerField(_("days short"), default=0, editable=False)
    submitted_on = models.DateField(_("submitted on"), null=True, editable=False)

    objects = PublicQuerySet.as_manager()

    class Meta(EventSheet.Meta):
        verbose_name = _("Event plan")

    def findings_for_decision(self, user):
        return ask("plan_findings", self, user)


class PlanGoal(EventRow):
    COLUMNS = ("goal", "indicator")

    sheet = models.ForeignKey(EventPlan, models.PROTECT, related_name="goals", editable=False)
    goal = models.CharField(_("Goal"), max_length=200)
    indicator = models.CharField(_("Indicator"), max_length=200)

    class Meta(EventRow.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("Goals")


class PlanStep(EventRow):
    COLUMNS = ("at", "item", "content", "person")

    sheet = models.ForeignKey(EventPlan, models.PROTECT, related_name="flow", editable=False)
    at = models.CharField(_("Time"), max_length=20)
    item = models.CharField(pgettext_lazy("run sheet", "Item"), max_length=60)
    content = models.CharField(_("Content of the step"), max_length=300)
    person = models.CharField(pgettext_lazy("run sheet", "Person"), max_length=40)

    class Meta(EventRow.Meta):
        verbose_name = _("step of the flow")
        verbose_name_plural = _("Flow")


class PlanStaff(EventRow):
    COLUMNS = ("duty", "person")

    sheet = models.ForeignKey(EventPlan, models.PROTECT, related_name="staff", editable=False)
    duty = models.CharField(_("Duty"), max_length=16, choices=choices.Duty)
    person = models.CharField(pgettext_lazy("run sheet", "Person"), max_length=40)

    class Meta(EventRow.Meta):
        verbose_name = _("member of the team")
        verbose_name_plural = _("Division of work")


class PlanMaterial(EventRow):
    COLUMNS = ("item", "quantity", "have")

    sheet = models.ForeignKey(EventPlan, models.PROTECT, related_name="materials", editable=False)
    item = models.CharField(_("Material"), max_length=60)
    quantity = models.CharField(_("Quantity"), max_length=20)
    have = models.CharField(_("At hand or to buy"), max_length=8, choices=choices.HaveOrBuy)

    class Meta(EventRow.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("Materials")


class PlanBudget(EventRow):
    COLUMNS = ("item", "unit_price", "quantity", "amount")
    LEAST = 0

    sheet = models.ForeignKey(EventPlan, models.PROTECT, related_name="budget", editable=False)
    item = models.CharField(_("Budget item"), max_length=120)
    unit_price = money(_("Unit price"))
    quantity = models.DecimalField(_("Quantity"), max_digits=8, decimal_places=2)
    amount = money(_("Amount"), null=True, blank=True, editable=False)

    class Meta(EventRow.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("Budget")


class EmergencyPlan(EventSheet):
    """F-E08 活动应急方案: life first; no plan is submitted without it (COM-18)."""

    CODE, NAME, TITLE = "F-E08", "event_emergency_plan", _("Emergency plan")
    FILES = {"evacuation_map": _("Map of the ways out")}
    SECTIONS = (
        (_("Emergency team"), ("overall_head", "site_head", "section_heads")),
        (_("Risks"), ("risks",)),
        (
            pgettext_lazy("emergency plan", "Help"),
            ("evacuation", "evacuation_map", "medical", "bad_weather", "materials", "contacts"),
        ),
    )

    overall_head = models.CharField(_("Overall head and phone"), max_length=80)
    site_head = models.CharField(_("Head on site and phone"), max_length=80)
    evacuation = words(_("Ways out"))
    medical = models.CharField(_("Medical contact"), max_length=120)
    bad_weather = models.CharField(_("In bad weather"), max_length=200)
    materials = words(_("Emergency materials"))
    contacts = words(_("Emergency telephone numbers"), default="110、119、120")

    class Meta(EventSheet.Meta):
        verbose_name = _("Emergency plan")


class SectionHead(EventRow):
    COLUMNS = ("section", "person")

    sheet = models.ForeignKey(EmergencyPlan, models.PROTECT, related_name="section_heads", editable=False)
    section = models.CharField(_("Section"), max_length=60)
    person = models.CharField(pgettext_lazy("run sheet", "Person"), max_length=40)

    class Meta(EventRow.Meta):
        verbose_name = _("head of a section")
        verbose_name_plural = _("Heads of the sections")


class RiskLine(EventRow):
    COLUMNS = ("risk", "prevention", "response")

    sheet = models.ForeignKey(EmergencyPlan, models.PROTECT, related_name="risks", editable=False)
    risk = models.CharField(_("Risk"), max_length=12, choices=choices.Risk)
    prevention = models.CharField(_("Prevention"), max_length=200)
    response = models.CharField(_("Response"), max_length=200)

    class Meta(EventRow.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("Risks and measures")
