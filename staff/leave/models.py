"""Leave: the request (F-H01), its dates for those who may not read the reason, its proof, the return from it."""

import hashlib
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from approvals.models import Approvable, Step
from archives.sheets import Sheet
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from people.models import ServicePoint
from rulebook.findings import Finding, Findings
from staff.attendance import halves
from staff.leave import policy
from staff.leave.types import LeaveType

USER = settings.AUTH_USER_MODEL


class FromPart(models.TextChoices):
    AM = "am", _("from the morning")
    PM = "pm", _("from the afternoon")


class ToPart(models.TextChoices):
    PM = "pm", _("until the evening")
    AM = "am", _("until noon")


class Tier(models.TextChoices):
    """Who decides by length; computed, never chosen (LEAVE-02 to LEAVE-05)."""

    SA = "sa", _("up to one day")
    DDG = "ddg", _("more than one, up to three days")
    DG = "dg", _("more than three days")


class LeaveRequestQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def live(self):
        """Those that count: asked for, approved, taken; not refused, returned or withdrawn."""
        return self.filter(state__in=LeaveRequest.LIVE)

    def with_stage(self):
        """Each with the key of the step it waits at as `waiting_at`, for lists."""
        at = Step.objects.filter(approval=OuterRef("approval"), state=Step.State.OPEN, holds=True)
        return self.annotate(waiting_at=Subquery(at.values("key")[:1]))


class LeaveRequest(Sheet):
    """A leave application (F-H01). Written once it is submitted; what is being typed lies in the draft."""

    CODE, NAME, TITLE = "F-H01", "leave_application", _("Leave application")
    SECTIONS = (
        (
            _("What leave, from when to when"),
            ("leave_type", "first", "first_part", "last", "last_part", "days", "tier"),
        ),
        (_("Reason for leave"), ("reason", "late_reason", "told_how")),
        (_("Who looks after the work"), ("cover", "handover_note")),
        (_("Return"), ("actual_first", "actual_last")),
    )
    WIDTHS = {"leave_type": 12, "first": 4, "first_part": 8, "last": 4, "last_part": 8}

    class State(models.TextChoices):
        PENDING = "pending", _("in approval")
        RETURNED = "returned", _("returned for revision")
        APPROVED = "approved", _("approved")
        ON_LEAVE = "on_leave", _("on leave")
        CLOSED = "closed", _("back from leave")
        REFUSED = "refused", _("not approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    LIVE = ("pending", "approved", "on_leave", "closed")
    GRANTED = ("approved", "on_leave", "closed")
    BEGUN = ("on_leave", "closed")

    applicant = models.ForeignKey(
        USER, models.PROTECT, related_name="leaves", editable=False, verbose_name=_("applicant")
    )
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, editable=False, verbose_name=_("service point"))
    leave_type = models.CharField(_("type"), max_length=14, choices=LeaveType)
    first = models.DateField(_("leave begins"))
    first_part = models.CharField(_("part of the day"), max_length=2, choices=FromPart, default=FromPart.AM)
    last = models.DateField(_("leave ends"))
    last_part = models.CharField(_("part of the last day"), max_length=2, choices=ToPart, default=ToPart.PM)
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=1, editable=False, default=Decimal(0))
    merged_days = models.DecimalField(
        _("days with adjoining leave"), max_digits=5, decimal_places=1, editable=False, default=Decimal(0)
    )
    tier = models.CharField(_("tier"), max_length=3, choices=Tier, editable=False)
    lead_days = models.IntegerField(_("days ahead"), editable=False, default=0)
    short_by = models.PositiveSmallIntegerField(_("lead too short by"), editable=False, default=0)
    exception = models.BooleanField(_("needs an accepted exception"), editable=False, default=False)
    after_the_fact = models.BooleanField(_("filed afterwards"), editable=False, default=False)
    consent_needed = models.BooleanField(_("host unit consents first"), editable=False, default=False)
    reason = models.TextField(_("reason for leave"), max_length=1000)
    late_reason = models.TextField(_("why it was not asked for in time"), max_length=1000, blank=True)
    told_how = models.CharField(_("how you told your superior and the host unit"), max_length=200, blank=True)
    cover = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who stands in")
    )
    handover_note = models.TextField(_("note on the handover"), max_length=1000, blank=True)
    tier_now = models.CharField(max_length=3, choices=Tier, editable=False, blank=True)  # by a calendar changed since
    extends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="supplements"
    )  # supplementary request for a longer absence (LEAVE-15)
    asked_on = models.DateField(_("asked on"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING, editable=False)
    in_effect = models.BooleanField(editable=False, default=False)  # attendance and stand-in are written
    handed_refs = models.JSONField(editable=False, default=list)  # deadlines passed to the stand-in meanwhile
    proof_waived = models.CharField(_("certificate waived because"), max_length=300, blank=True, editable=False)
    actual_first = models.DateField(_("actually from"), null=True, blank=True, editable=False)
    actual_first_part = models.CharField(max_length=2, choices=FromPart, blank=True, editable=False)
    actual_last = models.DateField(_("actually to"), null=True, blank=True, editable=False)
    actual_last_part = models.CharField(max_length=2, choices=ToPart, blank=True, editable=False)
    closed_at = models.DateTimeField(_("back since"), null=True, blank=True, editable=False)

    objects = LeaveRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("leave request")
        verbose_name_plural = _("leave requests")
        indexes = [
            models.Index(fields=["applicant", "-created_at"]),
            models.Index(fields=["applicant", "first"]),
            models.Index(fields=["state", "first"]),
            models.Index(fields=["-created_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | ~Q(cover=F("applicant")), name="nobody_covers_own_leave"
            ),
        ]

    def __str__(self):
        return f"{self.get_leave_type_display()} {self.first}"

    def get_absolute_url(self):
        return reverse("leave:detail", args=[self.uuid])

    def findings_for_decision(self, user):
        """What whoever decides must accept expressly: a lead that is too short (DATE-08)."""
        found, rule = Findings(), {Tier.SA: "LEAVE-02", Tier.DDG: "LEAVE-03", Tier.DG: "LEAVE-04"}[self.tier]
        if self.exception:
            text = ngettext("Short lead: %(n)s day", "Short lead: %(n)s days", self.short_by) % {"n": self.short_by}
            found.append(Finding("exception", rule, text, short_by=self.short_by))
        if self.tier_now and self.tier_now != self.tier:
            text = _(
                "The calendar changed: by its length this leave is now “%(tier)s”. Return it, and it goes its way."
            )
            found.append(Finding("exception", "LEAVE-05", text % {"tier": self.get_tier_now_display()}))
        return found

    def decision_window(self):
        """The days whose appointments the decision page shows (LEAVE-07)."""
        return self.first, self.last

    def content_hash(self):
        """What a decision is about: whatever the applicant can change."""
        names = ("leave_type", "first", "first_part", "last", "last_part", "reason", "late_reason", "cover_id")
        return hashlib.sha256(repr([str(getattr(self, name)) for name in names]).encode()).hexdigest()

    @property
    def span(self):
        """First and last half day as planned."""
        return halves.span(self.first, self.first_part, self.last, self.last_part)

    @property
    def actual_span(self):
        """First and last half day as taken, where that is confirmed; else as planned."""
        if self.actual_last is None:
            return self.span
        return halves.span(self.actual_first, self.actual_first_part, self.actual_last, self.actual_last_part)

    @property
    def used_span(self):
        """What of the leave as approved was used: days stayed away beyond it are absence, not leave (LEAVE-15)."""
        (first, last), (start, end) = self.span, self.actual_span
        return max(first, start), min(last, end)


class LeaveDatesQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.date_arms)

    def showing(self):
        return self.exclude(state=LeaveDates.State.OFF)


class LeaveDates(Opaque, Stamped, Audited):
    """Who is away when: what a superior may know without type and reason (roles.md 4.2). Its own row, own audience."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("approved")
        OFF = "off", _("called off")

    request = models.OneToOneField(LeaveRequest, models.PROTECT, related_name="dates")
    person = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("person"))
    first = models.DateField(_("from"))
    first_part = models.CharField(max_length=2, choices=FromPart)
    last = models.DateField(_("to"))
    last_part = models.CharField(max_length=2, choices=ToPart)
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=1)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)

    objects = LeaveDatesQuerySet.as_manager()

    class Meta:
        ordering = ["-first", "-pk"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        indexes = [models.Index(fields=["first", "person"]), models.Index(fields=["person", "first"])]


class MedicalProofQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.proof_arms)


class MedicalProof(Audited, Opaque, Stamped):
    """A certificate (LEAVE-11): health data with an audience of its own. The scan is an attachment of this row."""

    request = models.ForeignKey(LeaveRequest, models.PROTECT, related_name="proofs")
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("filed by"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = MedicalProofQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")


class LeaveReturnQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.return_arms)


class LeaveReturn(Audited, Opaque, Stamped, Approvable):
    """The actual dates, filed on return and confirmed by the superior (LEAVE-15)."""

    request = models.ForeignKey(LeaveRequest, models.PROTECT, related_name="returns")
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    first = models.DateField(_("actually from"))
    first_part = models.CharField(_("part of the day"), max_length=2, choices=FromPart, default=FromPart.AM)
    last = models.DateField(_("actually to"))
    last_part = models.CharField(_("part of the last day"), max_length=2, choices=ToPart, default=ToPart.PM)
    note = models.CharField(_("note"), max_length=300, blank=True)
    not_taken = models.BooleanField(_("the leave was not taken at all"), default=False)

    objects = LeaveReturnQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("return from leave")
        verbose_name_plural = _("returns from leave")
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="return_dates")]

    @property
    def span(self):
        return halves.span(self.first, self.first_part, self.last, self.last_part)
