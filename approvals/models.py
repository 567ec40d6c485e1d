"""An approval run, its steps, and who may act on them now. The document points here, never the other way."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from approvals import policy
from core import clock
from core.models import Audited, Opaque, Stamped
from core.querysets import AuditedQuerySet, VisibleQuerySet

MAY_ACT = "may_act"  # the one permission this house keeps in guardian besides `Grant`
UNDECIDED = ["record", "do", "file"]  # kinds that decide nothing, so that an applicant may do them


class Approval(Audited, Opaque, Stamped):
    """One run of a document along its chain. A returned document starts a new run that points to the old one."""

    class State(models.TextChoices):
        RUNNING = "running", _("in approval")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned for revision")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    chain = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=100, db_index=True)  # opaque "<app>.<model>:<uuid>" for lists
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    version = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_ref", "chain"], condition=Q(state="running"), name="one_running_approval_a_chain"
            )
        ]

    @property
    def is_running(self):
        return self.state == self.State.RUNNING


class StepQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.step_arms)


class Step(Audited, Opaque):
    """One step, copied from the chain when the run starts; closed steps are never edited."""

    class Kind(models.TextChoices):
        RECORD = "record", _("evidence from outside")
        OPINION = "opinion", _("opinion")
        DECIDE = "decide", _("decision")
        FILE = "file", _("filed for information")
        DO = "do", _("task")

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        DROPPED = "dropped", _("dropped with the run")

    class Outcome(models.TextChoices):
        OK = "ok", _("agreed")
        RETURNED = "returned", _("returned")
        REJECTED = "rejected", _("refused")
        PASSED = "passed", _("passed on by itself")  # an opinion nobody but an earlier or later decider could give

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="steps")
    # Kept on the step too, for the constraints: who asks, and who wrote it down where that is somebody else.
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    holds = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    provisional = models.BooleanField(default=False)  # the due time rests on a calendar that is not loaded yet
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.CharField(max_length=30, blank=True)  # role acted for (ORG-06), e.g. "supervisor"
    capacity = models.CharField(max_length=30, blank=True)  # role code in which the people of this step act
    passed_over = models.JSONField(default=list, blank=True)  # [{"role", "why"}]: who came first and could not act
    comment = models.TextField(blank=True)
    exception_accepted = models.BooleanField(default=False)  # DATE-08 level "exception"
    evidence = models.JSONField(default=dict, blank=True)  # RECORD steps: who answered, how, when
    seen_hash = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)  # when the assignee first looked (ORG-07)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["approval_id", "position"]
        permissions = [(MAY_ACT, "May act on this step now")]
        indexes = [models.Index(fields=["by", "decided_at"]), models.Index(fields=["state", "kind"])]
        constraints = [
            models.UniqueConstraint(fields=["approval", "position"], name="one_step_a_position"),
            models.CheckConstraint(
                condition=Q(kind__in=UNDECIDED) | Q(by__isnull=True) | ~Q(by=F("applicant")),
                name="nobody_decides_own_request",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True) | Q(kind__in=UNDECIDED) | ~Q(on_behalf_of=F("applicant")),
                name="nobody_decides_for_the_applicant",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=UNDECIDED) | Q(by__isnull=True) | ~Q(by=F("submitted_by")),
                name="nobody_decides_what_they_submitted",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True) | Q(by__isnull=True) | ~Q(on_behalf_of=F("by")),
                name="nobody_acts_on_own_behalf",
            ),
            models.UniqueConstraint(
                fields=["approval", "by"],
                condition=Q(kind="decide", by__isnull=False),
                name="nobody_decides_twice",
            ),
            models.UniqueConstraint(
                fields=["approval", "on_behalf_of"],
                condition=Q(kind="decide", on_behalf_of__isnull=False),
                name="nobody_is_decided_for_twice",
            ),
            models.CheckConstraint(
                condition=Q(kind="record") | Q(outcome__in=["", "passed"]) | Q(by__isnull=False),
                name="every_act_has_an_actor",
            ),
        ]

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class StepPermission(UserObjectPermissionBase):
    """Who may act on a step now; its history is the record of who could, and when.

    Granted when the step opens, withdrawn when it closes. The foreign key is direct, so guardian joins no text.
    """

    content_object = models.ForeignKey(Step, models.CASCADE, related_name="permissions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="step_permissions")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords(history_id_field=models.BigAutoField())

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    @property
    def _history_date(self):
        return clock.now()


def hash_of(token):
    """What is kept of the token of a one-time link."""
    return hashlib.sha256(token.encode()).hexdigest()


class OutsideLink(Audited, Opaque, Stamped):
    """A one-time link for somebody without an account to answer one question. Only the token's hash is kept."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AuditedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    @property
    def is_live(self):
        return self.used_at is None and self.revoked_at is None and clock.now() < self.expires_at


class Approvable(models.Model):
    """A document that walks a chain; `approval` is its newest run."""

    approval = models.OneToOneField(Approval, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        abstract = True
