"""A case, its contacts and what is attached to it. The paper forms are in cases/sheets/."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals.models import Approvable
from cases import policy
from cases.choices import CaseKind, ConfLevel, Ground, Source, ToldWay, Way
from cases.handed import ask
from clients.models import Client
from core import clock
from core.encrypted import EncryptedLineField, EncryptedTextField
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet, allowed
from people.models import Field, ServicePoint, ServiceType


class State(models.TextChoices):
    """Life cycle 1, as far as this house has the forms for it (referral and exit come with theirs)."""

    INQUIRY = "inquiry", _("inquiry")
    SCREENING = "screening", _("being screened")
    NOT_ACCEPTED = "not_accepted", _("ended without opening")
    OPENING_SUBMITTED = "opening_submitted", _("opening in approval")
    PROVISIONAL = "provisional", _("provisionally open")
    IN_SERVICE = "in_service", _("in service")
    CLOSING_SUBMITTED = "closing_submitted", _("closing in approval")
    CLOSED = "closed", pgettext_lazy("case", "closed")
    CLOSED_NOT_APPROVED = "closed_not_approved", _("ended, not approved")
    ARCHIVED = "archived", _("archived")


# States in which the case is served: contacts are recorded, deadlines run, the worker is asked for.
SERVED = (State.PROVISIONAL, State.IN_SERVICE)
OPEN = (State.INQUIRY, State.SCREENING, State.OPENING_SUBMITTED, *SERVED, State.CLOSING_SUBMITTED)
INTAKE = (State.INQUIRY, State.SCREENING, State.NOT_ACCEPTED)


class Stage(models.TextChoices):
    """Where the service stands; a field, not a state (lifecycles.md 1)."""

    ASSESSMENT = "assessment", _("assessment")
    PLANNING = "planning", _("planning")
    INTERVENTION = "intervention", _("intervention")
    EVALUATION = "evaluation", _("evaluation")


class Outcome(models.TextChoices):
    """How an inquiry ends that is not opened (CASE-04)."""

    INFO_ONLY = "info_only", _("information given")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    REFERRED = "referred", _("referred elsewhere")


class CaseQuerySet(VisibleQuerySet):
    """`visible_to` is the list level: number, state, dates, names masked. `content_open_to` is the file itself."""

    arms = staticmethod(policy.list_arms)
    wide = policy.WIDE

    def content_open_to(self, user):
        """Cases whose content `user` may read today (roles.md 4.1; CONF-08; ARCH-06)."""
        seen = policy.any_of(policy.content_arms(user))
        return self.none() if seen is None else allowed(self, seen)

    def findable_by_name(self, user):
        """Visible cases that a client's name may lead to: of a case of level high, only for who reads it (CONF-08)."""
        readable = self.model.objects.content_open_to(user).values("pk")
        return self.visible_to(user).filter(~Q(conf_level=ConfLevel.HIGH) | Q(pk__in=readable))

    def served(self):
        return self.filter(state__in=SERVED)

    def with_people(self):
        return self.select_related("client", "worker", "point")


class Case(Audited, Opaque, Stamped):
    """One person's case, from the first question to the sealed file (CASE-01..37)."""

    kind = models.CharField(_("kind of case"), max_length=20, choices=CaseKind, default=CaseKind.COUNSELLING)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.INQUIRY)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", verbose_name=_("responsible worker")
    )
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="cases", verbose_name=_("service point"))
    field = models.CharField(_("service field"), max_length=2, choices=Field)
    service_type = models.CharField(_("service type"), max_length=10, choices=ServiceType)
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("client")
    )
    source = models.CharField(_("source"), max_length=20, choices=Source, default=Source.SELF)
    urgent = models.BooleanField(_("urgent"), default=False)
    conf_level = models.CharField(
        _("confidentiality level"), max_length=10, choices=ConfLevel, default=ConfLevel.MEDIUM
    )
    file_no = models.CharField(_("file number"), max_length=40, null=True, blank=True, unique=True)
    temp_no = models.CharField(_("temporary number"), max_length=30, null=True, blank=True, unique=True)
    rounds = models.PositiveSmallIntegerField(_("times reopened"), default=0, editable=False)
    inquired_on = models.DateField(_("asked on"), default=clock.today)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    provisional_reason = EncryptedTextField(_("why it was opened first"), blank=True)
    served_since = models.DateField(_("in service since"), null=True, blank=True)  # the opening or the last reopening
    approved_on = models.DateField(_("opening approved on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    ground = models.CharField(_("ground for closing"), max_length=24, choices=Ground, blank=True)
    outcome = models.CharField(_("outcome of the inquiry"), max_length=20, choices=Outcome, blank=True)
    outcome_reason = EncryptedTextField(_("reason told"), blank=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_way = models.CharField(_("told how"), max_length=10, choices=ToldWay, blank=True)
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    next_contact_at = models.DateTimeField(_("next contact"), null=True, blank=True)
    volume = models.OneToOneField(
        "archives.Volume", models.PROTECT, null=True, blank=True, related_name="case", editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["worker", "-created_at"]),
            models.Index(fields=["point", "-created_at"]),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["-created_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[*INTAKE, State.OPENING_SUBMITTED]) | Q(opened_on__isnull=False),
                name="a_served_case_has_an_opening_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.IN_SERVICE, State.CLOSED, State.ARCHIVED])
                | Q(file_no__isnull=False, approved_on__isnull=False),
                name="in_service_only_after_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CLOSED, State.ARCHIVED]) | (Q(closed_on__isnull=False) & ~Q(ground="")),
                name="closed_with_day_and_ground",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="closed_after_opened"
            ),
        ]

    def __str__(self):
        return self.number or str(_("inquiry"))

    def clean(self):
        super().clean()
        if self.file_no == "":
            self.file_no = None
        if self.temp_no == "":
            self.temp_no = None

    def get_absolute_url(self):
        return reverse("cases:intake" if self.state in INTAKE else "cases:detail", args=[self.uuid])

    @property
    def number(self):
        """The file number as people read it: with -R1 after reopening, the temporary one before approval."""
        if self.file_no:
            return f"{self.file_no}-R{self.rounds}" if self.rounds else self.file_no
        return self.temp_no or ""

    @property
    def is_consultation(self):
        return self.kind == CaseKind.CONSULTATION

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_served(self):
        return self.state in SERVED

    @property
    def is_sealed(self):
        return self.state == State.ARCHIVED


class ContentQuerySet(VisibleQuerySet):
    """Whatever lies inside a case's file: visible where the file's content is, narrower than the case itself."""

    @staticmethod
    def arms(user):
        return policy.content_arms(user, "case__")

    def of(self, case):
        return self.filter(case=case)


class InTheFile:
    """What lies in a case's file answers for its uploads as the file does (files/views.py): same log, same reason."""

    @property
    def read_log_ref(self):
        return self.case.ref

    def reading_reason(self, user):
        """ "" = none needed, a code = goes without saying, None = must be picked (roles.md 4.3 rule 2)."""
        if not policy.needs_reason(user, self.case):
            return ""
        return policy.preset_reason(user, self.case) or None

    def may_download(self, user):
        return policy.may_copy(user, self.case) is None


class Contact(Audited, Opaque, Stamped):
    """A contact that took place (CASE-10, 18): numbered in the case, and owed a record until one lies in the file."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts", editable=False)
    number = models.PositiveSmallIntegerField(_("contact number"), editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    way = models.CharField(_("way of contact"), max_length=12, choices=Way)
    outside_plan = models.BooleanField(_("outside a plan"), default=False, editable=False)
    recorded_at = models.DateTimeField(_("record filed at"), null=True, editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "number"]
        verbose_name = _("contact")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="contact_numbers_run")]

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the start.")}, code="time_order")
        if self.starts_at and self.starts_at > clock.now():
            raise ValidationError({"starts_at": _("This contact has not taken place yet.")})

    @property
    def minutes(self):
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def day(self):
        return clock.day_of(self.starts_at)


class CaseAttachment(InTheFile, Audited, Opaque, Stamped):
    """Something kept with the file that is no form: a photo, a letter, a recording (F-C27)."""

    class Kind(models.TextChoices):
        SCAN = "scan", _("scan or letter")
        PHOTO = "photo", _("photo")
        AUDIO = "audio", _("sound recording")
        VIDEO = "video", _("film")
        OTHER = "other", _("other document")

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments", editable=False)
    kind = models.CharField(_("kind of attachment"), max_length=10, choices=Kind)
    title = EncryptedLineField(_("what it is"))
    destroy_on = models.DateField(_("to be destroyed on"), null=True, blank=True, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("attachment")

    def upload_refusal(self, *, kind, is_recording):
        """None, or why a file is not taken in: a recording needs the consent to recording first (CASE-37)."""
        return ask("recording_refusal", self.case, self.kind, is_recording)

    def kept_beside(self):
        """What is kept with a case counts together against its limit."""
        return CaseAttachment.objects.filter(case=self.case)


class FollowUp(Audited, Opaque, Stamped):
    """A follow-up owed after closing: after six months, after twelve (CASE-31); filled in, it holds its review."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups", editable=False)
    round = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveSmallIntegerField(_("follow-up number"), editable=False)
    due_on = models.DateField(_("due on"), editable=False)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "round", "number"]
        verbose_name = _("follow-up")
        constraints = [models.UniqueConstraint(fields=["case", "round", "number"], name="follow_ups_run")]


class Reopening(Audited, Opaque, Stamped, Approvable):
    """A closed case is asked to be opened again for a new need; the supervisor decides (lifecycles.md 1)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reopenings", editable=False)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    reason = EncryptedTextField(_("new need"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "number"]
        verbose_name = _("reopening")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="reopenings_run")]

    def __str__(self):
        return str(_("Reopening of a case"))


class Transfer(Audited, Opaque, Stamped):
    """The case passed from one worker to another on a day; access follows the fact, the history stays."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers", editable=False)
    from_worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    to_worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to"))
    on = models.DateField(_("from which day"), default=clock.today)
    reason = models.CharField(_("reason for the transfer"), max_length=200)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "pk"]
        verbose_name = _("transfer of a case")
