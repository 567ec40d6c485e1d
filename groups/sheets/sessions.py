"""Registration, roll call and session record (F-G03, F-G04, F-G05)."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.paper import PERSON, PersonOnPaper
from core import formats
from core.encrypted import EncryptedLineField, EncryptedTextField
from groups.choices import Mark
from groups.models import Member, Session
from groups.sheets.base import GroupRow, MemberSheet, ReadSheet


class Registration(PersonOnPaper, MemberSheet):
    """F-G03 小组报名表. Who it is lies with the client, encrypted; here only what was asked for this group."""

    CODE, NAME, TITLE = "F-G03", "group_registration", _("Group registration")
    SHOWN = {
        **PERSON,
        "way": _("Registered how"),
        "in_area": _("Lives, studies or works in the service area"),
        "conditions": _("Conditions"),
        "exception": _("Exception agreed by"),
        "result": _("Result"),
        "withdrawn": _("Left on, and why"),
    }
    SECTIONS = (
        (_("The person"), ("person", "sex_and_age", "phone", "guardian")),
        (
            _("Registration"),
            (
                "way",
                "in_area",
                "conditions",
                "exception",
                "filled_on",
                "expectations",
                "health_note",
                "photo_consent",
                "result",
                "withdrawn",
            ),
        ),
    )

    member = models.OneToOneField(Member, models.PROTECT, related_name="registration", editable=False)
    expectations = EncryptedTextField(_("Expectations"), blank=True)
    health_note = EncryptedLineField(_("Health, allergies"), blank=True)
    photo_consent = models.BooleanField(_("May be photographed"), default=False)

    class Meta(MemberSheet.Meta):
        verbose_name = _("Group registration")

    @property
    def client(self):
        return self.member.client

    @property
    def way(self):
        return self.member.get_way_display()

    @property
    def in_area(self):
        return _("yes") if self.member.in_area else _("no")

    @property
    def conditions(self):
        return _("met") if self.member.in_area and self.member.meets_conditions else _("not met")

    @property
    def exception(self):
        if self.member.exception_on is None:
            return ""
        return f"{self.member.exception_by} {formats.day_full(self.member.exception_on)}"

    @property
    def result(self):
        told = "" if self.member.left_on else self.member.reason
        return " ".join(filter(None, [str(self.member.get_state_display()), told]))

    @property
    def withdrawn(self):
        if self.member.left_on is None:
            return ""
        return " ".join(filter(None, [formats.day_full(self.member.left_on), self.member.reason]))


class RollCall(MemberSheet):
    """F-G04 小组点名表: one a session; its lines are the presences."""

    CODE, NAME, TITLE = "F-G04", "group_roll_call", _("Group roll call")
    SECTIONS = (("", ("session_no", "held_at", "rows", "present_count", "rate")),)

    session = models.OneToOneField(Session, models.PROTECT, related_name="roll", editable=False)
    session_no = models.PositiveSmallIntegerField(_("Session"), editable=False)
    held_at = models.DateTimeField(_("Time"), editable=False)
    present_count = models.PositiveSmallIntegerField(_("Present"), default=0, editable=False)
    rate = models.DecimalField(
        _("Attendance rate (%)"), max_digits=4, decimal_places=1, default=Decimal(0), editable=False
    )

    class Meta(MemberSheet.Meta):
        verbose_name = _("Group roll call")


class Presence(GroupRow):
    """One member at one session (GRP-10)."""

    COLUMNS = ("member", "mark")
    LEAST = 0

    sheet = models.ForeignKey(RollCall, models.PROTECT, related_name="rows", editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="presences", editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="presences", verbose_name=_("Member"))
    mark = models.CharField(pgettext_lazy("roll call", "Attendance"), max_length=10, choices=Mark)

    class Meta(GroupRow.Meta):
        verbose_name = _("Presence")
        verbose_name_plural = pgettext_lazy("roll call", "Attendance")
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="one_mark_a_session")]


class SessionRecord(ReadSheet):
    """F-G05 小组集会记录表."""

    CODE, NAME, TITLE = "F-G05", "group_session_record", _("Group session record")
    SECTIONS = (
        (_("The session"), ("session_no", "held_at", "place", "present_count", "theme", "goal")),
        (_("What happened"), ("process", "goal_reached", "dynamics", "members")),
        (_("Afterwards"), ("reflection", "next", "volunteers", "incident")),
        (_("Supervisor"), ("supervisor_comment",)),
    )

    session = models.OneToOneField(Session, models.PROTECT, related_name="record", editable=False)
    session_no = models.PositiveSmallIntegerField(_("Session"), editable=False)
    held_at = models.DateTimeField(_("Time"), editable=False)
    present_count = models.PositiveSmallIntegerField(_("Present"), default=0, editable=False)
    place = models.CharField(_("Place"), max_length=100)
    theme = models.CharField(_("Theme"), max_length=100)
    goal = models.TextField(_("Goal of the session"))
    process = EncryptedTextField(_("Process and special events"))
    goal_reached = models.TextField(_("How far the goal was reached"))
    dynamics = EncryptedTextField(_("Group dynamics"), help_text=_("Interaction, communication, conflict, roles."))
    members = EncryptedTextField(_("How single members took part"), blank=True)
    reflection = models.TextField(_("Worker's reflection"))
    next = models.TextField(_("For the next session"))
    volunteers = models.PositiveSmallIntegerField(_("Volunteers who helped"), default=0)
    incident = models.BooleanField(_("There was an accident or incident"), default=False)

    class Meta(ReadSheet.Meta):
        verbose_name = _("Group session record")
