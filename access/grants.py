"""Time-limited permission to read one object: guardian stores it, our dated query decides."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from core import clock
from core.models import Audited, Opaque, Stamped
from core.querysets import AuditedQuerySet
from rulebook.values import value


class GrantQuerySet(AuditedQuerySet):
    """Every question about a grant asks the clock: no job has to run for a grant to end."""

    def live(self, at=None):
        """Grants that hold at this moment: begun, not over, not withdrawn."""
        at = at or clock.now()
        return self.filter(starts__lte=at, ends__gt=at, revoked_at__isnull=True)

    def allowing(self, kind):
        """Grants that name this use; each is granted by itself (ARCH-06). Portable: the list is read as text."""
        return self.annotate(uses=Cast("kinds", models.TextField())).filter(uses__contains=f'"{kind}"')

    def held_by(self, user):
        """Live grants of `user`; nobody inactive holds one."""
        return self.live().filter(user=user) if user.is_active else self.none()


class Grant(Audited, Opaque, Stamped, UserObjectPermissionBase):
    """Abstract. The room that owns the object declares the concrete model with `content_object = ForeignKey(...)`.

    `kinds` says what the holder may do (["read"], ["read", "print"]); never longer than the rulebook
    allows; nobody approves their own (database constraint of the concrete model, inherited from Meta).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("holder"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    purpose = models.CharField(_("purpose"), max_length=200)
    kinds = models.JSONField(_("may"), default=list)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="%(class)s_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(user=F("approved_by")), name="%(class)s_not_approved_by_holder"),
        ]

    def clean(self):
        super().clean()
        longest = value("archive.access_longest_days")
        if self.starts and self.ends and (self.ends - self.starts).days > longest:
            raise ValidationError({"ends": _("A grant lasts %(days)s days at most.") % {"days": longest}})

    @classmethod
    def permission_to_read(cls):
        """The permission row every grant of this model carries (guardian's column; our dated query decides)."""
        target = cls._meta.get_field("content_object").related_model
        return Permission.objects.get(
            content_type=ContentType.objects.get_for_model(target), codename=f"view_{target._meta.model_name}"
        )

    @property
    def is_live(self):
        return self.revoked_at is None and self.starts <= clock.now() < self.ends
