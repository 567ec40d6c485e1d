"""Who holds what, where and when, and who stands in for whom (roles.md 2, 5)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Audited
from core.querysets import AuditedQuerySet
from people.models.choices import Role, StandInKind
from people.models.structure import Department, ServicePoint, SupervisionGroup
from people.models.user import User


class DatedQuerySet(AuditedQuerySet):
    """Rows that hold from `since` to `until`, both days included; an empty `until` means still."""

    def on(self, day):
        """Those that hold on `day`."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def current(self):
        return self.on(clock.today())


class Dated(Audited):
    since = models.DateField(_("since"))
    until = models.DateField(_("until (last day)"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day lies before the first day.")})


class Appointment(Dated):
    """A role held by a person within a scope, for a time (roles.md section 2; ORG-04..06).

    Scope by role: front line = point and group; supervision assistant = group; supervisor = group or one worker;
    point leaders = point; department director = department; the rest none (organization).
    An acting supervisor (ORG-06) is an Appointment with role=supervisor, acting=True and an end.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name=_("department"))
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, blank=True, verbose_name=_("service point"))
    group = models.ForeignKey(
        SupervisionGroup, models.PROTECT, null=True, blank=True, verbose_name=_("supervision group")
    )
    worker = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised_by",
        verbose_name=_("worker supervised"),
    )
    acting = models.BooleanField(_("acting"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    appointed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("appointed by")
    )

    class Meta:
        ordering = ["person_id", "since"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        indexes = [
            models.Index(fields=["role", "group"]),
            models.Index(fields=["role", "point"]),
            models.Index(fields=["person", "role"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(acting=False) | Q(until__isnull=False), name="acting_appointment_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="appointment_dates"
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()}"

    def clean(self):
        super().clean()
        from people.policy import scope_error

        if error := scope_error(self):
            raise ValidationError(error)


def no_kinds():
    return []


class StandInQuerySet(DatedQuerySet):
    def on(self, day):
        """Those that hold on `day`; what was called off before it began never held."""
        return super().on(day).filter(called_off=False)


class StandIn(Dated):
    """`cover` acts for `absent` between two days, for the named kinds only; never transitive (roles.md section 5)."""

    absent = models.ForeignKey(User, models.PROTECT, related_name="stood_in_by", verbose_name=_("absent"))
    cover = models.ForeignKey(User, models.PROTECT, related_name="stands_in_for", verbose_name=_("stands in"))
    kinds = models.JSONField(_("for what"), default=no_kinds)
    reason = models.CharField(_("reason"), max_length=200)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    about = models.CharField(max_length=80, blank=True, editable=False, db_index=True)  # the leave it comes from
    called_off = models.BooleanField(_("called off"), default=False, editable=False)  # before it began

    objects = StandInQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        constraints = [
            models.CheckConstraint(condition=~Q(absent=models.F("cover")), name="nobody_stands_in_for_oneself"),
            models.CheckConstraint(
                condition=Q(until__isnull=False, until__gte=models.F("since")), name="stand_in_dates"
            ),
        ]

    def __str__(self):
        return _("%(cover)s for %(absent)s") % {"cover": self.cover, "absent": self.absent}

    def clean(self):
        super().clean()
        known = set(StandInKind.values)
        if not self.kinds or not set(self.kinds) <= known:
            raise ValidationError({"kinds": _("Choose at least one kind of work.")})
        if self.until is None:
            raise ValidationError({"until": _("A stand-in needs a last day.")})
