"""An approval run and its steps. The document points here, never the other way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped


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
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


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

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="steps")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # for the constraint
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    holds = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.CharField(max_length=30, blank=True)  # role acted for (ORG-06), e.g. "supervisor"
    capacity = models.CharField(max_length=30, blank=True)  # role code in which the person acted
    comment = models.TextField(blank=True)
    exception_accepted = models.BooleanField(default=False)  # DATE-08 level "exception"
    evidence = models.JSONField(default=dict, blank=True)  # RECORD steps: who answered, how, when
    seen_hash = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)  # when the assignee first looked (ORG-07)

    class Meta:
        ordering = ["approval_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "position"], name="one_step_a_position"),
            models.CheckConstraint(
                condition=Q(kind__in=["record", "do", "file"]) | Q(by__isnull=True) | ~Q(by=F("applicant")),
                name="nobody_decides_own_request",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True)
                | Q(kind__in=["record", "do", "file"])
                | ~Q(on_behalf_of=F("applicant")),
                name="nobody_decides_for_the_applicant",
            ),
            models.UniqueConstraint(
                fields=["approval", "by"],
                condition=Q(kind="decide", by__isnull=False),
                name="nobody_decides_twice",
            ),
        ]

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class Approvable(models.Model):
    """A document that walks a chain; `approval` is its newest run."""

    approval = models.OneToOneField(Approval, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        abstract = True
