"""What a contract asks of a service point: targets by indicator and period (KPI-05, PROJ-09)."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from people.models import ServicePoint
from projects.contracts import policy
from projects.contracts.indicators import INDICATORS


def known(code):
    """Validator: an indicator of the registry."""
    if code not in INDICATORS:
        raise ValidationError(_("Choose from the list."))


class TargetQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def on(self, day):
        """Those whose period a day falls in."""
        return self.standing().filter(first__lte=day, last__gte=day)


class Target(Audited, Opaque, Stamped):
    """How much of an indicator a service point, or the organization (no point), is to reach in a period."""

    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("service point")
    )
    indicator = models.CharField(_("indicator"), max_length=40, validators=[known])
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    value = models.DecimalField(
        _("target"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    note = models.CharField(_("contract or reason"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    set_on = models.DateField(_("set on"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["point__code", "indicator", "first"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        indexes = [models.Index(fields=["point", "first", "last"])]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="target_period"),
            models.CheckConstraint(condition=Q(value__gt=0), name="target_is_positive"),
            models.UniqueConstraint(
                fields=["point", "indicator", "first"],
                condition=Q(withdrawn_at__isnull=True, point__isnull=False),
                name="one_target_a_point_and_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "first"],
                condition=Q(withdrawn_at__isnull=True, point__isnull=True),
                name="one_target_of_the_organization_and_period",
            ),
        ]

    def __str__(self):
        return f"{self.line.category} · {self.line.label}"

    def get_absolute_url(self):
        return reverse("contracts:one", args=[self.uuid])

    @property
    def line(self):
        """The indicator of the registry."""
        return INDICATORS[self.indicator]
