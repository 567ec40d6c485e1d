"""Who is who, where, holds what, and stands in for whom."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.mixins import GuardianUserMixin  # noqa: TID251 - the mixin that replaces its monkey patch
from simple_history.models import HistoricalRecords

from core import clock
from core.models import Audited, Opaque
from core.querysets import AuditedQuerySet


class Role(models.TextChoices):
    """roles.md section 2; the value is the code name of the glossary."""

    BOARD_CHAIR = "board_chair", _("board chair")
    BOARD_MEMBER = "board_member", _("board member")
    SUPERVISORY_BOARD_MEMBER = "supervisory_board_member", _("supervisory board member")
    DIRECTOR_GENERAL = "director_general", _("director-general")
    DEPUTY_DIRECTOR_GENERAL = "deputy_director_general", _("deputy director-general")
    DEPARTMENT_DIRECTOR = "department_director", _("department director")
    SUPERVISOR = "supervisor", _("supervisor")
    SUPERVISION_ASSISTANT = "supervision_assistant", _("supervision assistant")
    TEAM_LEADER = "team_leader", _("team leader")
    CENTRE_DIRECTOR = "centre_director", _("centre director")
    PROJECT_DIRECTOR = "project_director", _("project director")
    SOCIAL_WORKER = "social_worker", _("social worker")
    SOCIAL_WORK_ASSISTANT = "social_work_assistant", _("social work assistant")
    NURSE = "nurse", _("nursing staff")
    HR_OFFICER = "hr_officer", _("HR officer")
    ACCOUNTANT = "accountant", _("accountant")
    CASHIER = "cashier", _("cashier")
    POINT_FINANCE = "point_finance", _("service-point finance colleague")
    ARCHIVIST = "archivist", _("archivist")
    PUBLICITY_OFFICER = "publicity_officer", _("publicity officer")
    OFFICE_CLERK = "office_clerk", _("office clerk")
    EVALUATION_MEMBER = "evaluation_member", _("evaluation committee member")
    UNION_CHAIR = "union_chair", _("union chair")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    AUDITOR = "auditor", _("auditor")


# Who works at the front line: holds cases, belongs to a supervision group, is posted at a service point.
FRONT_LINE = (Role.SOCIAL_WORKER, Role.SOCIAL_WORK_ASSISTANT, Role.NURSE)
# Who leads a service point (roles.md: team leader, centre director, project director).
POINT_LEADERS = (Role.TEAM_LEADER, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


class ServiceType(models.TextChoices):
    POST = "post", _("post")
    CENTRE = "centre", _("comprehensive community service centre")
    PROJECT = "project", _("project")


class Field(models.TextChoices):
    """Service fields (forms.md FIELD); the value is the two-digit code of file numbers (ARCH-09)."""

    REHAB = "01", _("rehabilitation")
    MEDICAL = "02", _("medical")
    COMMUNITY = "03", _("community")
    JUDICIAL = "04", _("judicial and correction")
    ELDERLY = "05", _("elderly")
    YOUTH = "06", _("youth")
    WOMEN_FAMILY = "07", _("women and family")
    SCHOOL = "08", _("school")
    MIGRANT = "09", _("migrants")
    PETITION = "10", _("petitions")
    ENTERPRISE = "11", _("enterprise and union")
    DRUG = "12", _("drug rehabilitation")
    PARTY_LEAGUE = "13", _("party and league affairs")
    OTHER = "99", _("other field")


class Named(models.Model):
    """A thing with a Chinese name and an optional English one; `str()` follows the reader's language."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class Department(Audited, Named):
    """A body or department (roles.md section 1; ORG-01, ORG-02): data, not code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("reports to"))
    duties = models.TextField(_("duties in writing"), blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")


class HostUnit(Audited, Named):
    """An external unit that receives posted workers and consents to leave and events (用人单位)."""

    contact_name = models.CharField(_("contact person"), max_length=40, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("host unit")
        verbose_name_plural = _("host units")


class ServicePoint(Audited, Opaque, Named):
    """Where service happens: a post, a centre or a project (ORG-02)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    type = models.CharField(_("service type"), max_length=10, choices=ServiceType)
    field = models.CharField(_("service field"), max_length=2, choices=Field)
    host_unit = models.ForeignKey(HostUnit, models.PROTECT, null=True, blank=True, verbose_name=_("host unit"))
    has_storage = models.BooleanField(_("can store closed originals"), default=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("service point")
        verbose_name_plural = _("service points")


class SupervisionGroup(Audited, Named):
    """Workers of several service points under one supervision assistant (ORG-05)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("supervision group")
        verbose_name_plural = _("supervision groups")


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


class StandInKind(models.TextChoices):
    """What a stand-in may do for the absent person (roles.md section 5)."""

    APPROVALS = "approvals", _("decide and sign")
    SERVICE = "service", _("look after cases and files")
    ATTENDANCE = "attendance", _("keep attendance")


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
