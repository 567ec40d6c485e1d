"""A group, its members and its sessions. The paper forms are in groups/sheets/.

The model is called Programme, because Django has a Group of its own.
"""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clients.models import Client, ClientGroup
from core import clock
from core.encrypted import EncryptedTextField
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from groups import policy
from groups.choices import GOING, OVER, GroupModel, GroupType, Result, State, Way
from people.models import Field, ServicePoint, ServiceType
from projects.funds.models import FundRequest, Source


class ProgrammeQuerySet(VisibleQuerySet):
    """`visible_to` shows the group, plan, sessions and report; `members_open_to` also who its members are."""

    arms = staticmethod(policy.list_arms)

    def _at(self, arms):
        seen = policy.any_of(arms)
        return self.none() if seen is None else self.filter(pk__in=self.model._base_manager.filter(seen).values("pk"))

    def content_open_to(self, user):
        """Groups whose plan and report `user` may read today (ARCH-06)."""
        return self._at(policy.plan_arms(user))

    def members_open_to(self, user):
        """Groups whose members `user` may know by name."""
        return self._at(policy.member_arms(user))

    def opinions_open_to(self, user):
        """Groups of which `user` may read what the participants thought."""
        return self._at(policy.opinion_arms(user))

    def money_open_to(self, user):
        return self._at(policy.money_arms(user))

    def with_people(self):
        return self.select_related("worker", "point")


class Programme(Audited, Opaque, Stamped):
    """A group from the first idea to the sealed file (GRP-01..20). What the plan says lies in its sheets."""

    name = models.CharField(_("group name"), max_length=100)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="programmes", verbose_name=_("responsible worker")
    )
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="programmes", verbose_name=_("service point"))
    field = models.CharField(_("service field"), max_length=2, choices=Field)
    service_type = models.CharField(_("service type"), max_length=10, choices=ServiceType)
    group_type = models.CharField(_("group type"), max_length=12, choices=GroupType, default=GroupType.GROWTH)
    model = models.CharField(_("working model"), max_length=12, choices=GroupModel, blank=True)
    target_group = models.CharField(_("target group"), max_length=20, choices=ClientGroup, default=ClientGroup.OTHER)
    planned_members = models.PositiveSmallIntegerField(
        _("planned members"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    sessions_planned = models.PositiveSmallIntegerField(
        _("planned sessions"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    first_day = models.DateField(_("first session on"))
    last_day = models.DateField(_("last session on"), null=True, blank=True)
    fund_source = models.CharField(_("source of the money"), max_length=10, choices=Source, default=Source.NONE)
    fund_request = models.OneToOneField(
        FundRequest, models.PROTECT, null=True, blank=True, related_name="programme", editable=False
    )
    submitted_at = models.DateTimeField(_("plan submitted at"), null=True, blank=True, editable=False)
    lead_days = models.SmallIntegerField(_("working days ahead"), null=True, editable=False)
    lead_short = models.PositiveSmallIntegerField(_("working days missing"), default=0, editable=False)
    lead_provisional = models.BooleanField(default=False, editable=False)  # a year's calendar was not loaded (DATE-01)
    reached_head_at = models.DateTimeField(null=True, blank=True, editable=False)  # plan with the department head
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("last session held on"), null=True, blank=True, editable=False)
    completed_on = models.DateField(_("completed on"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    no_feedback_reason = models.CharField(_("why there are no opinions"), max_length=300, blank=True)
    file_no = models.CharField(_("file number"), max_length=40, null=True, blank=True, unique=True)
    volume = models.OneToOneField(
        "archives.Volume", models.PROTECT, null=True, blank=True, related_name="programme", editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("group (social work)")
        verbose_name_plural = _("groups (social work)")
        indexes = [
            models.Index(fields=["worker", "-created_at"]),
            models.Index(fields=["point", "-created_at"]),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["completed_on"]),
            models.Index(fields=["ended_on"]),
            models.Index(fields=["-created_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED, State.RUNNING, State.ENDED, State.COMPLETED, State.ARCHIVED])
                | Q(approved_on__isnull=False, file_no__isnull=False),
                name="a_group_runs_only_after_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.COMPLETED, State.ARCHIVED]) | Q(completed_on__isnull=False),
                name="a_completed_group_has_a_day",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.file_no == "":
            self.file_no = None
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last session lies before the first.")})

    def get_absolute_url(self):
        return reverse("groups:detail", args=[self.uuid])

    @property
    def is_going(self):
        """Sessions are held: approved and not yet ended."""
        return self.state in GOING

    @property
    def is_over(self):
        return self.state in OVER


class PlanQuerySet(VisibleQuerySet):
    """Inside a group, for whoever reads its plan."""

    @staticmethod
    def arms(user):
        return policy.plan_arms(user, "programme__")

    def of(self, programme):
        return self.filter(programme=programme)


class MemberQuerySet(PlanQuerySet):
    """Inside a group, for whoever knows its members."""

    @staticmethod
    def arms(user):
        return policy.member_arms(user, "programme__")

    def counted(self):
        """Members as GRP-16 counts them: confirmed by the end of the second session, also if they left later."""
        return self.filter(in_count=True)

    def present(self):
        """Who is called at a roll call: confirmed and not withdrawn."""
        return self.filter(state=Result.CONFIRMED)


class Member(Audited, Opaque, Stamped):
    """Somebody who registered for a group: the person is a client, here stands what became of it (GRP-08, GRP-09).

    `in_count` belongs to the denominator of the attendance (GRP-16); leaving does not change it (EXIT-09).
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="members", editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="memberships", verbose_name=_("member"))
    state = models.CharField(_("registration"), max_length=10, choices=Result, default=Result.REGISTERED)
    way = models.CharField(_("registered how"), max_length=8, choices=Way, default=Way.FORM)
    in_area = models.BooleanField(_("lives, studies or works in the service area"), default=True)
    meets_conditions = models.BooleanField(_("meets the conditions"), default=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    exception_on = models.DateField(null=True, blank=True, editable=False)
    registered_on = models.DateField(_("registered on"), default=clock.today)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    in_count = models.BooleanField(default=False, editable=False)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    reason = EncryptedTextField(_("reason"), blank=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["programme_id", "pk"]
        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [models.UniqueConstraint(fields=["programme", "client"], name="a_member_once_a_group")]
        indexes = [models.Index(fields=["programme", "state"])]

    def __str__(self):
        return str(self.client)

    @property
    def name(self):
        """The name in full, for whoever works with the members; the alias where none is known."""
        return self.client.name or str(self.client)

    @property
    def name_on_paper(self):
        return self.name

    @property
    def needs_exception(self):
        """The conditions are not met and the supervisor has not agreed to an exception (GRP-09)."""
        return not (self.in_area and self.meets_conditions) and self.exception_on is None


class SessionQuerySet(PlanQuerySet):
    def held(self):
        return self.filter(held_on__isnull=False)

    def ahead(self):
        """Planned, neither held nor dropped."""
        return self.filter(held_on__isnull=True, dropped_on__isnull=True)

    def in_order(self):
        return self.order_by("number")


class Session(Audited, Opaque, Stamped):
    """One session: planned with the plan, held once the roll was called (GRP-10), dropped with a reason."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sessions", editable=False)
    number = models.PositiveSmallIntegerField(_("session"), editable=False)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("start"))
    ends = models.TimeField(_("end"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    roll_called_at = models.DateTimeField(_("roll called at"), null=True, blank=True, editable=False)
    held_on = models.DateField(_("held on"), null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("record filed at"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("record read at"), null=True, blank=True, editable=False)
    dropped_on = models.DateField(_("did not take place, noted on"), null=True, blank=True, editable=False)
    drop_reason = models.CharField(_("why it did not take place"), max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["programme_id", "number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="sessions_run"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_session_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(roll_called_at__isnull=False), name="held_with_a_roll_call"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(dropped_on__isnull=True), name="held_or_dropped"
            ),
        ]
        indexes = [models.Index(fields=["held_on", "day"]), models.Index(fields=["day"])]

    def __str__(self):
        return f"{self.programme} {self.number}"

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end lies before the start.")}, code="time_order")

    @property
    def minutes(self):
        start, end = (dt.datetime.combine(self.day, one) for one in (self.starts, self.ends))
        return int((end - start).total_seconds() // 60)

    @property
    def starts_at(self):
        return clock.moment(self.day, self.starts)

    @property
    def ends_at(self):
        return clock.moment(self.day, self.ends)


class Confirmation(Audited, Opaque, Stamped):
    """The leader of the service point confirmed what a group did in a month (GRP-19)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="confirmations", editable=False)
    month = models.DateField(_("month"), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    note = models.CharField(_("remark"), max_length=300, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "pk"]
        verbose_name = _("monthly confirmation")
        verbose_name_plural = _("monthly confirmations")
        constraints = [models.UniqueConstraint(fields=["programme", "month"], name="a_month_confirmed_once")]
