"""F-E04, F-E07, F-E10, F-E11: who registered, the site, the division of work, the materials (COM-07..12)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archives.sheets import Sheet
from clients.models import Client
from clients.paper import PERSON, PersonOnPaper
from community import choices, policy
from community.models import Event, InEvent
from community.sheets.base import EventRow, EventSheet, words
from core import formats
from core.encrypted import EncryptedLineField, EncryptedTextField
from core.fields import TickField
from core.querysets import VisibleQuerySet


class RegistrationQuerySet(VisibleQuerySet):
    @staticmethod
    def arms(user):
        return policy.people_arms(user)

    def of(self, event):
        return self.filter(event=event)

    def coming(self):
        return self.filter(withdrawn_on__isnull=True, result=choices.Result.ACCEPTED)


class Registration(InEvent, PersonOnPaper, Sheet):
    """F-E04 活动报名表: somebody who wants to take part or help, asked the same as for a group (F-G03)."""

    CODE, NAME, TITLE = "F-E04", "event_registration", _("Event registration")
    SHOWN = {**PERSON, "exception": _("Exception agreed by")}
    SECTIONS = (
        (_("The person"), ("person", "sex_and_age", "phone", "guardian")),
        (
            _("Registration"),
            (
                "volunteer", "way", "in_area", "meets_conditions", "guardian_agreed", "photo_consent", "expectations",
                "health_note", "note",
            ),
        ),
        (_("Result"), ("result", "reason", "exception", "withdrawn_on")),
    )  # fmt: skip

    class Way(models.TextChoices):
        FORM = "form", _("filled in a form")
        PHONE = "phone", _("by phone or word of mouth")
        INVITED = "invited", _("invited")
        ON_SITE = "on_site", _("came on the day")

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="registrations", editable=False)
    volunteer = models.BooleanField(_("as a volunteer"), default=False)
    way = models.CharField(_("Way of registering"), max_length=10, choices=Way, default=Way.PHONE)
    in_area = models.BooleanField(_("lives, studies or works in the service area"), default=True)
    meets_conditions = models.BooleanField(_("meets the conditions"), default=True)
    guardian_agreed = models.BooleanField(_("The guardian agrees (minors)"), default=False)
    photo_consent = models.BooleanField(_("May be photographed"), default=False)
    expectations = EncryptedTextField(_("Expectations"), blank=True)
    health_note = EncryptedLineField(_("Health, allergies"), blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    result = models.CharField(
        _("Result"), max_length=10, choices=choices.Result, default=choices.Result.ACCEPTED, editable=False
    )
    reason = EncryptedLineField(_("Reason"), blank=True, editable=False)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    exception_on = models.DateField(null=True, blank=True, editable=False)
    signed_in_at = models.DateTimeField(_("signed in at"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrew on"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [models.UniqueConstraint(fields=["event", "client"], name="registered_once_an_event")]

    def get_absolute_url(self):
        return reverse("community:people", args=[self.event.uuid])

    @property
    def is_coming(self):
        return self.withdrawn_on is None and self.result == choices.Result.ACCEPTED

    @property
    def needs_exception(self):
        """The conditions are not met and the supervisor has not agreed to an exception (GRP-09)."""
        return not (self.in_area and self.meets_conditions) and self.exception_on is None

    @property
    def exception(self):
        return f"{self.exception_by} {formats.day_full(self.exception_on)}" if self.exception_on else ""

    @property
    def file_no(self):
        return self.event.file_no or ""

    @property
    def point(self):
        return self.event.point


class SiteVisit(EventSheet):
    """F-E07 场地踩点记录, a week ahead (COM-07, COM-08)."""

    CODE, NAME, TITLE = "F-E07", "event_site_visit", _("Site visit record")
    PAST = ("visited_on",)
    FILES = {"photos": _("Photographs of the site")}
    SECTIONS = (
        (_("The site"), ("visited_on", "capacity", "checklist", "photos")),
        (_("Safety"), ("risks", "emergency_note")),
    )

    visited_on = models.DateField(_("Visited on"))
    checklist = TickField(_("The venue has"), choices=choices.Venue)
    capacity = models.PositiveIntegerField(_("Capacity in persons"))
    risks = words(_("Hazards"))
    emergency_note = words(_("Emergency note"))

    class Meta(EventSheet.Meta):
        verbose_name = _("Site visit record")


class StaffAssignment(EventSheet):
    """F-E10 工作人员分工表: named persons for sign-in, questionnaires, equipment and gifts (COM-11)."""

    CODE, NAME, TITLE = "F-E10", "event_staff_assignment", _("Staff assignment")
    SECTIONS = (("", ("briefing_at", "duties")),)

    briefing_at = models.DateTimeField(_("Briefing"))

    class Meta(EventSheet.Meta):
        verbose_name = _("Staff assignment")


class DutyLine(EventRow):
    COLUMNS = ("duty", "person", "phone")
    LEAST = 4

    sheet = models.ForeignKey(StaffAssignment, models.PROTECT, related_name="duties", editable=False)
    duty = models.CharField(_("Duty"), max_length=16, choices=choices.Duty)
    person = models.CharField(pgettext_lazy("run sheet", "Person"), max_length=40)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)

    class Meta(EventRow.Meta):
        verbose_name = _("duty")
        verbose_name_plural = _("Who does what")


class MaterialsList(EventSheet):
    """F-E11 活动物资清单: checked the day before, taken back afterwards (COM-09, 11, 12, 14)."""

    CODE, NAME, TITLE = "F-E11", "event_materials_checklist", _("Materials checklist")
    PAST = ("posters_up_on", "site_ready_on")
    SECTIONS = (("", ("items", "posters_up_on", "site_ready_on")),)

    posters_up_on = models.DateField(_("Posters up on"), null=True, blank=True)
    site_ready_on = models.DateField(_("Site ready on"), null=True, blank=True)

    class Meta(EventSheet.Meta):
        verbose_name = _("Materials checklist")


class MaterialLine(EventRow):
    COLUMNS = ("item", "quantity", "ready", "returned")

    sheet = models.ForeignKey(MaterialsList, models.PROTECT, related_name="items", editable=False)
    item = models.CharField(_("Material"), max_length=60)
    quantity = models.CharField(_("Quantity"), max_length=20)
    ready = models.BooleanField(_("ready"), default=False)
    returned = models.BooleanField(_("taken back"), default=False)

    class Meta(EventRow.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("Materials")
