"""The cash advance request (F-M02)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Sheet
from core import formats
from core.querysets import VisibleQuerySet
from projects.funds import policy
from projects.funds.models import CENT, USER, FundRequest, money


class AdvanceQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.advance_arms)


class Advance(Sheet):
    """F-M02: cash before the activity, once the organization agreed to the activity and to the money (FUND-04)."""

    CODE, NAME, TITLE = "F-M02", "cash_advance_request", _("Cash advance request")
    SECTIONS = (
        (_("Application"), ("request",)),
        (_("Cash"), ("amount", "use")),
        (_("Paid and settled"), ("paid_on", "settled_on")),
    )

    class State(models.TextChoices):
        ASKED = "asked", _("in approval")
        RETURNED = "returned", _("returned for revision")
        APPROVED = "approved", _("to be paid")
        PAID = "paid", _("paid, to be settled")
        SETTLED = "settled", _("settled")
        REJECTED = "rejected", _("not approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    LIVE = (State.ASKED, State.APPROVED, State.PAID, State.SETTLED)
    OPEN = (State.ASKED, State.RETURNED, State.APPROVED)

    request = models.ForeignKey(
        FundRequest, models.PROTECT, related_name="advances", editable=False, verbose_name=_("fund application")
    )
    amount = money(_("cash wanted"), validators=[CENT])
    use = models.TextField(_("what it is needed for"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED, editable=False)
    paid_on = models.DateField(_("paid on"), null=True, blank=True, editable=False)
    paid_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("paid by")
    )
    settled_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)

    objects = AdvanceQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("cash advance")
        verbose_name_plural = _("cash advances")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="advance_asks_for_something"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state__in=["asked", "returned", "approved"]),
                name="one_open_advance_a_request",
            ),
        ]

    def __str__(self):
        return f"{self.TITLE} {formats.money(self.amount)}"

    def get_absolute_url(self):
        return reverse("funds:advance", args=[self.uuid])
