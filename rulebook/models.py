"""What is stored: changed settings with their dates, the days that differ from Monday to Friday, the years loaded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped
from core.querysets import AuditedQuerySet
from people.models import ServicePoint, ServiceType


class Edition(models.Model):
    """One row that counts changes of the rulebook, so that every process notices them. Not a record, no history."""

    number = models.PositiveBigIntegerField(default=0)


class RuleValueQuerySet(AuditedQuerySet):
    def in_force(self):
        return self.filter(state=RuleValue.State.APPROVED)

    def waiting(self):
        return self.filter(state=RuleValue.State.PROPOSED)


class RuleValue(Audited, Opaque, Stamped):
    """A setting changed by the organization, for a scope, from a day on (roles.md 4.2, "Settings").

    The newest approved row whose `since` has come holds; older rows stay readable.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    key = models.CharField(_("setting"), max_length=60, db_index=True)
    service_type = models.CharField(_("service type"), max_length=10, choices=ServiceType, blank=True)
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, blank=True, verbose_name=_("service point"))
    value = models.JSONField(_("value"), null=True)
    since = models.DateField(_("holds from"))
    reason = models.CharField(_("reason"), max_length=300)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = RuleValueQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("changed setting")
        verbose_name_plural = _("changed settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(service_type="") | Q(point__isnull=True), name="rule_value_has_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("changed_by")),
                name="nobody_approves_own_setting",
            ),
        ]

    def __str__(self):
        return self.key


class CalendarYear(Audited):
    """A year whose national calendar is loaded (DATE-01)."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    loaded_at = models.DateTimeField(_("loaded at"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("loaded by")
    )

    class Meta:
        ordering = ["year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self):
        return str(self.year)


class CalendarDay(Audited):
    """A day that is not what its weekday says: a holiday, a make-up workday, a closure of our own (DATE-01)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        WORKDAY = "workday", _("make-up workday")
        CLOSURE = "closure", _("local closure")
        ORDINARY = "ordinary", _("as its weekday")

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=60, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("edited by")
    )

    class Meta:
        ordering = ["day"]
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")

    def __str__(self):
        return str(self.day)

    @property
    def works(self):
        """Whether it is a working day; None where its weekday decides."""
        return {self.Kind.WORKDAY: True, self.Kind.ORDINARY: None}.get(self.kind, False)
