"""A member of staff and how they are found."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.mixins import GuardianUserMixin  # noqa: TID251 - the mixin that replaces its monkey patch
from simple_history.models import HistoricalRecords

from core import clock
from core.models import Opaque
from core.querysets import AuditedQuerySet
from people.models.structure import Department


class UserManager(BaseUserManager.from_queryset(AuditedQuerySet)):
    """Staff sign in by staff number; nobody is ever created without one."""

    def create_user(self, staff_no, password=None, **fields):
        user = self.model(staff_no=staff_no, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, staff_no):
        return self.get(staff_no=staff_no)


class User(GuardianUserMixin, PermissionsMixin, AbstractBaseUser, Opaque):
    """A member of staff. What somebody may do follows from dated appointments, never from flags here."""

    staff_no = models.CharField(_("staff number"), max_length=20, unique=True)
    worker_no = models.PositiveSmallIntegerField(
        _("worker number in file numbers"), null=True, blank=True, unique=True, help_text=_("1 to 999")
    )
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=80, blank=True, editable=False, db_index=True)
    initials = models.CharField(_("pinyin initials"), max_length=20, blank=True, editable=False, db_index=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("department")
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    first_job_on = models.DateField(_("first job on (insured years)"), null=True, blank=True)
    social_work_start_date = models.DateField(_("in social work since"), null=True, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_system = models.BooleanField(_("system account, no person"), default=False, editable=False)
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["last_seen_at", "last_login", "password"])

    objects = UserManager()
    USERNAME_FIELD = "staff_no"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["staff_no"]
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = [
            models.CheckConstraint(
                condition=Q(worker_no__isnull=True) | Q(worker_no__range=(1, 999)),
                name="worker_no_three_digits",
            )
        ]

    def __str__(self):
        return self.get_full_name()

    @property
    def _history_date(self):
        return clock.now()

    def get_full_name(self):
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name

    def get_short_name(self):
        return self.get_full_name()

    @property
    def is_staff(self):
        """Django admin opens for HR and system administrators only; models decide the rest (admin.py)."""
        from people import roles

        return roles.has_any(self, *roles.ADMIN_ROLES) or roles.is_hr(self)
