"""The money of activities: the pool of a year and its ledger, applications (F-M01), what was settled."""

import hashlib
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from core import clock, formats, immutable
from core.fields import MoneyField
from core.models import Audited, Opaque, Stamped
from core.querysets import AuditedQuerySet, VisibleQuerySet
from people.models import ServicePoint
from projects.funds import cents, policy
from rulebook.findings import Finding, Findings
from rulebook.values import value

USER = settings.AUTH_USER_MODEL
CENT = MinValueValidator(Decimal("0.01"))


def money(label, **more):
    """A column for an amount in yuan, to the cent."""
    return MoneyField(label, **more)


class Source(models.TextChoices):
    """FUND_SOURCE of forms.md: where the money of an activity comes from."""

    ORG_POOL = "org_pool", _("organization's activity pool (2 %)")
    PROJECT = "project", _("project money")
    HOST_UNIT = "host_unit", _("host unit")
    SPONSOR = "sponsor", _("enterprise or sponsor")
    NONE = "none", _("no cost")


class FundRequestQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)


class FundRequest(Sheet):
    """An application for activity money (F-M01), begun by the group or event it is for (`for_ref`; life cycle 6)."""

    CODE, NAME, TITLE = "F-M01", "activity_fund_application", _("Activity fund application")
    SECTIONS = (
        (_("Activity"), ("title", "point", "activity_on")),
        (_("Other sources first"), ("sources_tried",)),
        (_("What the money is for"), ("lines", "amount", "advance_wanted")),
        (_("Pool"), ("source", "pool_balance")),
    )

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SA = "sa_pending", _("with the supervision assistant")
        DEPARTMENT = "dept_pending", _("with the department head")
        FINANCE = "finance_check", _("being checked by finance")
        HEAD = "head_pending", _("with the organization head")
        APPROVED = "approved", _("approved")
        ADVANCED = "advanced", _("cash advanced")
        SETTLING = "settling", _("to be settled")
        SETTLED = "settled", _("settled")
        REJECTED = "rejected", _("not approved")
        CANCELLED = "cancelled", _("cancelled")

    IN_APPROVAL = (State.SA, State.DEPARTMENT, State.FINANCE, State.HEAD)
    GRANTED = (State.APPROVED, State.ADVANCED, State.SETTLING, State.SETTLED)
    OVER = (State.REJECTED, State.CANCELLED)

    for_ref = models.CharField(max_length=100, db_index=True, editable=False)
    applicant = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False, verbose_name=_("applicant"))
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("service point")
    )
    title = models.CharField(_("group or event"), max_length=160, editable=False)
    activity_on = models.DateField(_("day of the activity"), null=True, blank=True, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.ORG_POOL, editable=False)
    sources_tried = models.TextField(
        _("other sources tried"),
        max_length=2000,
        help_text=_("Whom you asked (host unit, enterprises, associations, residents) and what they answered."),
    )
    amount = money(_("amount"), validators=[CENT], editable=False)
    advance_wanted = models.BooleanField(_("cash wanted before the activity"), default=False)
    year = models.PositiveSmallIntegerField(_("year of the pool"), null=True, editable=False)
    pool_balance = money(_("pool balance when checked"), null=True, editable=False)
    over_by = money(_("beyond the pool by"), default=Decimal(0), editable=False)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.DRAFT, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    activity_approved_on = models.DateField(_("activity agreed by the organization on"), null=True, editable=False)
    end_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True, editable=False)

    objects = FundRequestQuerySet.as_manager()

    class Meta(Sheet.Meta):
        ordering = ["-created_at"]
        verbose_name = _("fund application")
        verbose_name_plural = _("fund applications")
        indexes = [
            models.Index(fields=["applicant", "-created_at"]),
            models.Index(fields=["point", "-created_at"]),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["-created_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["for_ref"],
                condition=~Q(state__in=["rejected", "cancelled"]),
                name="one_live_request_an_activity",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fund_request_asks_for_something"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funds:detail", args=[self.uuid])

    @property
    def is_approved(self):
        """The organization agreed to the money."""
        return self.state in self.GRANTED

    def content_hash(self):
        """What a decision is about: whatever the applicant can change."""
        names = ("title", "amount", "sources_tried", "advance_wanted")
        lines = [(str(line.item), str(line.amount)) for line in self.lines.all() if not line.removed]
        return hashlib.sha256(repr([str(getattr(self, name)) for name in names] + lines).encode()).hexdigest()

    def shortage(self):
        """By how much it goes beyond what the pool has left; 0 once reserved (FUND-01)."""
        if self.source != Source.ORG_POOL or self.year is None:
            return Decimal(0)
        held = PoolEntry.objects.held_for(self)
        if held.reserved or held.committed:
            return Decimal(0)
        return max(Decimal(0), self.amount - PoolEntry.objects.totals(self.year).available)

    def needs_dg(self):
        """Above the limit, or beyond the pool: the director-general decides (FUND-01, FUND-03; EX-44, EX-46)."""
        return self.amount > value("fund.dg_limit") or self.shortage() > 0

    def findings_for_decision(self, user):
        """What the director-general must accept expressly: money the pool does not have (FUND-01)."""
        short = self.shortage() if self.state == self.State.HEAD else 0
        if not short:
            return Findings()
        text = _("Beyond the balance of the activity pool by %(short)s.") % {"short": formats.money(short)}
        return Findings([Finding("exception", "FUND-01", text)])


class BudgetLine(Row):
    """One line of the budget: what, at what price, how many."""

    COLUMNS = ("item", "unit_price", "quantity", "amount")
    WIDTHS = {"item": 6, "unit_price": 3, "quantity": 3}
    LEAST = 1

    sheet = models.ForeignKey(FundRequest, models.PROTECT, related_name="lines")
    item = models.CharField(_("item"), max_length=120)
    unit_price = money(_("unit price"), validators=[CENT])
    quantity = models.DecimalField(_("quantity"), max_digits=8, decimal_places=2, validators=[CENT])
    amount = money(_("amount"), default=Decimal(0), editable=False)

    class Meta(Row.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")

    def clean(self):
        super().clean()
        if self.unit_price is not None and self.quantity is not None:
            self.amount = cents.times(self.unit_price, self.quantity)


class PoolYear(models.Model):
    """The pool of a year. Whoever changes what it has left locks this row first."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("activity pool")
        verbose_name_plural = _("activity pools")


class PoolEntryQuerySet(AuditedQuerySet):
    """The ledger: entries are added, never changed."""

    def totals(self, year):
        """What the pool of `year` received, holds and has left, as `cents.Totals`."""
        return cents.Totals(value("fund.pool_base"), **self.filter(pool__year=year)._sums())

    def held_for(self, request):
        """What the pool holds for one application, as `cents.Totals`."""
        return cents.Totals("received", **self.filter(request=request)._sums())

    def _sums(self):
        wanted = {kind: Sum("amount", filter=Q(kind=kind)) for kind in PoolEntry.Kind.values}
        shares = {f"{kind}_share": Sum("share", filter=Q(kind=kind)) for kind in ("fee", "contract")}
        return {name: cents.exact(found) for name, found in self.aggregate(**wanted, **shares).items()}


class PoolEntry(Opaque, Stamped):
    """One line of the pool's ledger; append only. `share` is what a fee sets aside at the rate of its day (FUND-01)."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("brought forward")
        CONTRACT = "contract", _("post fees contracted")
        FEE = "fee", _("post fees received")
        RESERVE = "reserve", _("reserved")
        UNRESERVE = "unreserve", _("reservation ended")
        COMMIT = "commit", _("committed")
        ADVANCE = "advance", _("cash advanced")
        SETTLE = "settle", _("spent")
        RELEASE = "release", _("returned to the pool")

    pool = models.ForeignKey(PoolYear, models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = money(_("amount"), validators=[CENT])
    share = money(_("set aside"), default=Decimal(0))
    rate = models.DecimalField(_("rate"), max_digits=5, decimal_places=2, default=Decimal(0))
    on = models.DateField(_("on"), default=clock.today)
    note = models.CharField(_("note"), max_length=200, blank=True)
    request = models.ForeignKey(FundRequest, models.PROTECT, null=True, blank=True, related_name="entries")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = PoolEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [models.Index(fields=["pool", "kind"])]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amounts_are_positive")]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The ledger is append only.")
        super().save(*args, **kwargs)


immutable.protect("funds_poolentry")


class Settlement(Audited, Opaque, Stamped):
    """What an activity really cost, from its financial report; the accountant confirms it (FUND-05)."""

    request = models.OneToOneField(FundRequest, models.PROTECT, related_name="settlement")
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("filed by"))
    actual = money(_("actually spent"))
    charged = money(_("paid from the pool"))
    overspent = money(_("beyond what was approved"), default=Decimal(0))
    returned = money(_("returned to the pool"), default=Decimal(0))
    rows = models.JSONField(_("lines"), default=list, blank=True)  # [{"item", "budget", "actual", "voucher_no"}]
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
