"""A community event, what has to be prepared for it, and the host unit's word. Paper forms are in community/sheets/."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from approvals.models import Approvable
from community import policy
from community.choices import Item, Kind, Setting
from core import clock
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from people.models import ServicePoint
from projects.funds.models import FundRequest, Source

USER = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Life cycle 3."""

    DRAFT = "draft", _("draft")
    AGREED = "host_agreed", _("host unit agreed")
    SUBMITTED = "plan_submitted", _("plan with the supervisor")
    SUPERVISED = "supervisor_approved", _("to be forwarded")
    REVIEW = "org_review", _("with the organization")
    PREPARING = "preparing", _("being prepared")
    HELD = "held", _("held, report to come")
    REPORTED = "report_submitted", _("report to be signed")
    COMPLETED = "completed", _("completed")
    ARCHIVED = "archived", _("archived")
    POSTPONED = "postponed", _("postponed")
    REJECTED = "rejected", _("not approved")
    CANCELLED = "cancelled", _("cancelled")


PLANNING = (State.DRAFT, State.AGREED)
IN_APPROVAL = (State.SUBMITTED, State.SUPERVISED, State.REVIEW)
AHEAD = (*PLANNING, *IN_APPROVAL, State.PREPARING, State.POSTPONED)
HAPPENED = (State.HELD, State.REPORTED, State.COMPLETED, State.ARCHIVED)
FINISHED = (State.COMPLETED, State.ARCHIVED)
OVER = (State.REJECTED, State.CANCELLED)


class EventQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def with_people(self):
        return self.select_related("worker", "point__host_unit", "volume", "fund_request")

    def ahead(self):
        return self.filter(state__in=AHEAD)

    def _at(self, arms):
        return self.filter(pk__in=self.model._base_manager.filter(policy.any_of(arms)).values("pk"))

    def content_open_to(self, user):
        """Events whose papers are open to the reader; after sealing by a grant only (ARCH-06)."""
        return self._at(policy.content_arms(user))

    def papers_open_to(self, user):
        """Events of which plan, report and news are open: to Public Affairs too."""
        return self._at(policy.public_arms(user, ""))

    def names_open_to(self, user):
        """Events whose registered people `user` may know."""
        return self._at(policy.people_arms(user, ""))

    def opinions_open_to(self, user):
        """Events of which `user` may read what the participants thought."""
        return self._at(policy.opinion_arms(user))

    def money_open_to(self, user):
        return self._at(policy.money_arms(user, ""))


class Event(Audited, Opaque, Stamped):
    """One activity in the community, from the first idea to the sealed file (COM-01..26)."""

    title = models.CharField(_("name of the event"), max_length=80)
    kind = models.CharField(_("kind of event"), max_length=20, choices=Kind, default=Kind.ACTIVITY)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    worker = models.ForeignKey(USER, models.PROTECT, related_name="events", editable=False, verbose_name=_("worker"))
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="events", verbose_name=_("service point"))
    day = models.DateField(_("day of the event"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=120)
    setting = models.CharField(_("indoors or outdoors"), max_length=10, choices=Setting, default=Setting.INDOOR)
    planned_people = models.PositiveIntegerField(_("people expected"), default=0)
    source = models.CharField(_("source of money"), max_length=10, choices=Source, default=Source.NONE)
    amount = models.DecimalField(_("budget"), max_digits=12, decimal_places=2, default=0)
    fund_request = models.OneToOneField(
        FundRequest, models.PROTECT, null=True, blank=True, related_name="event", editable=False
    )
    file_no = models.CharField(_("file number"), max_length=40, null=True, blank=True, unique=True, editable=False)
    agreed_on = models.DateField(_("agreed by the organization on"), null=True, editable=False)
    held_on = models.DateField(_("held on"), null=True, editable=False)
    minutes = models.PositiveIntegerField(_("minutes"), default=0, editable=False)
    named = models.PositiveIntegerField(_("signed in by name"), default=0, editable=False)
    heads = models.PositiveIntegerField(_("counted by heads"), default=0, editable=False)
    volunteers = models.PositiveIntegerField(_("volunteers"), default=0, editable=False)
    confirmed_at = models.DateTimeField(_("report signed at"), null=True, editable=False)
    postponed_times = models.PositiveSmallIntegerField(default=0, editable=False)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    volume = models.OneToOneField(
        "archives.Volume", models.PROTECT, null=True, blank=True, related_name="event", editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("community event")
        verbose_name_plural = _("community events")
        indexes = [
            models.Index(fields=["worker", "-created_at"]),
            models.Index(fields=["point", "-created_at"]),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["-created_at", "-id"]),
            models.Index(fields=["held_on", "point"]),
            models.Index(fields=["confirmed_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="event_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state__in=HAPPENED) | Q(held_on__isnull=False, agreed_on__isnull=False),
                name="held_only_after_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FINISHED) | Q(confirmed_at__isnull=False), name="completed_once_signed"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end lies before the start.")}, code="time_order")

    def get_absolute_url(self):
        return reverse("community:detail", args=[self.uuid])

    @property
    def starts_at(self):
        return clock.moment(self.day, self.starts)

    @property
    def ends_at(self):
        return clock.moment(self.day, self.ends)

    @property
    def planned_minutes(self):
        return int((self.ends_at - self.starts_at) / dt.timedelta(minutes=1))

    @property
    def participants(self):
        """Everybody who came, by name or by heads; volunteers stand beside (F-E05)."""
        return self.named + self.heads

    @property
    def is_ahead(self):
        return self.state in AHEAD

    @property
    def has_happened(self):
        return self.state in HAPPENED

    @property
    def is_sealed(self):
        return self.state == State.ARCHIVED

    @property
    def asks_money(self):
        """Money of the organization's pool goes with the plan (COM-04, FUND-02)."""
        return self.source == Source.ORG_POOL


class InEvent:
    """What lies in an event's file answers for its uploads as the event does (files/views.py)."""

    @property
    def read_log_ref(self):
        return self.event.ref

    def reading_reason(self, user):
        return ""

    def may_download(self, user):
        return policy.may_copy(user, self.event) is None


class InEventQuerySet(VisibleQuerySet):
    """Whatever belongs to an event: visible where the event's content is."""

    @staticmethod
    def arms(user):
        return policy.content_arms(user, "event__")

    def of(self, event):
        return self.filter(event=event)


class HostConsent(InEvent, Audited, Opaque, Stamped, Approvable):
    """The host unit is asked to agree to the draft; by phone, on paper, by a link that answers once (COM-02)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="consents", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    day = models.DateField(_("day asked about"), editable=False)
    place = models.CharField(_("place"), max_length=120, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = InEventQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "number"]
        verbose_name = _("consent of the host unit")
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="host_consents_run")]

    def __str__(self):
        return str(_("Host unit's consent to an event"))

    @property
    def point(self):
        return self.event.point


class Preparation(InEvent, Audited, Opaque, Stamped):
    """One line of the preparation list, counted back from the day (COM-08, 09, 11, 12) or after it (COM-15..17)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="preparations", editable=False)
    item = models.CharField(_("what"), max_length=12, choices=Item, default=Item.OTHER, editable=False)
    what = models.CharField(_("what"), max_length=80, blank=True)
    due_on = models.DateField(_("by"))
    responsible = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("responsible"))
    helper = models.CharField(_("helped by"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = InEventQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "due_on", "pk"]
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "item"], condition=~Q(item=Item.OTHER), name="one_standard_line_an_event"
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.item == Item.OTHER and not self.what.strip():
            raise ValidationError({"what": _("Write what has to be done.")})

    @property
    def title(self):
        return self.what or self.get_item_display()

    @property
    def is_done(self):
        return self.done_at is not None
