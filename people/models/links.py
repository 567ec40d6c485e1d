"""A set-up link for an account in use is asked for by one and confirmed by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Stamped
from people.models.user import User


class SetupAsk(Audited, Stamped):
    """Somebody who keeps people asked for a set-up link; holds for two days, until another confirms it."""

    person = models.ForeignKey(User, models.PROTECT, related_name="setup_asks", verbose_name=_("person"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    reason = models.CharField(_("reason"), max_length=90)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("request for a set-up link")
        verbose_name_plural = _("requests for set-up links")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                name="nobody_confirms_own_setup_link",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="nobody_confirms_link_to_self",
            ),
        ]
