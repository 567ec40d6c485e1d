"""The read log: who opened, printed, fetched or searched what, chained so that no row can be changed unseen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access import policy
from core import clock, immutable
from core.querysets import VisibleQuerySet


class Verb(models.TextChoices):
    """What was done. Reading verbs first; the rest are acts that must leave a trace of their own."""

    READ = "read", _("opened")
    PRINT = "print", _("printed")
    DOWNLOAD = "download", _("downloaded")
    EXPORT = "export", _("exported")
    SEARCH = "search", _("searched")
    CHANGE = "change", _("changed")
    DENY = "deny", _("refused")
    GRANT = "grant", _("access granted")
    REVOKE = "revoke", _("access withdrawn")
    SEAL = "seal", _("sealed")
    REOPEN = "reopen", _("reopened")
    SIGN_IN = "sign_in", _("signed in")
    SIGN_OUT = "sign_out", _("signed out")
    SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
    ACCOUNT = "account", _("account changed")


READING = (Verb.READ, Verb.PRINT, Verb.DOWNLOAD, Verb.EXPORT, Verb.SEARCH)


class AuditQuerySet(VisibleQuerySet):
    """Append-only; `visible_to` shows everybody their own accesses, and the readers of the log everything."""

    arms = staticmethod(policy.arms)

    def about(self, *refs):
        """Who opened this file, newest first (`refs` as of core.models.Opaque)."""
        return self.filter(about__in=refs).select_related("actor").order_by("-seq")

    def readings(self):
        return self.filter(verb__in=READING)


class AuditEvent(models.Model):
    """One event. `hash` covers every other column and the hash before it (access/ledger.py)."""

    seq = models.PositiveBigIntegerField(_("number"), unique=True, editable=False)
    at = models.DateTimeField(_("time"), default=clock.now, editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("person"),
    )
    verb = models.CharField(_("what"), max_length=20, choices=Verb, editable=False)
    about = models.CharField(_("about"), max_length=100, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    detail = models.JSONField(_("details"), default=dict, blank=True, editable=False)  # ids, door, session hash
    prev_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-seq"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit log")
        indexes = [models.Index(fields=["about", "-seq"]), models.Index(fields=["actor", "-seq"])]

    def __str__(self):
        return f"{self.seq} {self.verb}"


class AuditHead(models.Model):
    """The end of the chain, one row: the lock that puts simultaneous events in order, and a witness of the tail."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


immutable.protect("access_auditevent")


class Submission(models.Model):
    """One press of the button of a form: its key and where the first result led (ui/ia.md 5.3). Kept for a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()
    location = models.CharField(max_length=500, blank=True)  # "" while the first press is still being worked on
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="submitted_once")]

    def __str__(self):
        return str(self.key)
