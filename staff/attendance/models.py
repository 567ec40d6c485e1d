"""What the supervision assistant keeps of each person and day, and what belongs to it; not a clock-in (ATT-03)."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.encrypted import EncryptedLineField
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from staff.attendance import policy

PERSON = settings.AUTH_USER_MODEL


class Mark(models.TextChoices):
    """F-H05 `status` of half a working day; empty means nothing recorded yet."""

    NONE = "", _("not recorded")
    PRESENT = "present", _("present")
    LATE = "late", _("late arrival")
    EARLY = "early_leave", _("early leave")
    ABSENT = "absent", _("absence without leave")
    LEAVE = "leave", _("on leave")
    LEAVE_PENDING = "leave_pending", _("leave not yet decided")
    OUTING = "outing", _("outing")
    TRAINING = "training", _("training")
    COMPENSATORY = "compensatory", _("compensatory leave")


class Half(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")


class AttendanceQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def in_month(self, first):
        return self.filter(day__year=first.year, day__month=first.month)

    def about(self, ref):
        """Days on which the leave `ref` set a mark."""
        return self.filter(Q(morning_about=ref) | Q(afternoon_about=ref))

    def of_people(self, user, people, first, last):
        """The days of `people` that `user` may see: as visible_to, for the many rows of a grid in one reading.

        The arms stand beside the people and days asked for, so that nothing else is looked at.
        """
        return self.filter(reduce(or_, self.arms(user).values()), person__in=people, day__range=(first, last))


class AttendanceDay(Audited, Opaque, Stamped):
    """One person's working day in two halves. The type and the reason of a leave are not here (ATT-05)."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="attendance")
    day = models.DateField(_("day"))
    morning = models.CharField(_("morning"), max_length=15, choices=Mark, blank=True)
    afternoon = models.CharField(_("afternoon"), max_length=15, choices=Mark, blank=True)
    morning_about = models.CharField(max_length=100, blank=True, db_index=True)  # the leave the mark comes from
    afternoon_about = models.CharField(max_length=100, blank=True, db_index=True)
    came = models.TimeField(_("came at"), null=True, blank=True)
    left = models.TimeField(_("left at"), null=True, blank=True)
    late_minutes = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    early_minutes = models.PositiveSmallIntegerField(_("minutes early"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)
    explanation = models.CharField(_("word of explanation"), max_length=300, blank=True)  # by the person
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)  # the SA asked the person about the day

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        verbose_name = _("attendance of a day")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_attendance_row_a_day")]
        indexes = [models.Index(fields=["day"])]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"

    @property
    def marks(self):
        return self.morning, self.afternoon


class PeriodQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.period_arms)


class GroupMonth(Audited, Opaque, Stamped):
    """The month of one supervision group: kept, reported to HR, verified, archived (F-H05; RP-16)."""

    class State(models.TextChoices):
        OPEN = "open", _("being kept")
        REPORTED = "reported", _("reported to HR")
        RETURNED = "returned", _("returned by HR")
        VERIFIED = "verified", pgettext_lazy("attendance", "verified")
        ARCHIVED = "archived", _("archived")

    CLOSED = (State.REPORTED, State.VERIFIED, State.ARCHIVED)

    group = models.ForeignKey("people.SupervisionGroup", models.PROTECT, related_name="+")
    month = models.DateField(_("month"))  # its first day
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "group"]
        verbose_name = _("attendance of a month")
        verbose_name_plural = _("attendance of months")
        constraints = [models.UniqueConstraint(fields=["group", "month"], name="one_attendance_month_a_group")]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def is_closed(self):
        return self.state in self.CLOSED

    def get_absolute_url(self):
        return reverse("attendance:grid", args=[self.group.code, f"{self.month:%Y-%m}"])


class OutingQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.outing_arms)

    def valid(self):
        return self.filter(cancelled_at__isnull=True)

    def between(self, first, last):
        """Outings that touch the days from `first` to `last`."""
        from core.records import span

        start, end = span(first, last)
        return self.filter(starts_at__lt=end, ends_at__gte=start)


class Outing(Audited, Opaque, Stamped):
    """Somebody serves outside: announced beforehand, with time, place and purpose; verifiable (ATT-09)."""

    class Purpose(models.TextChoices):
        HOME_VISIT = "home_visit", _("home visit")
        SERVICE = "service", _("group or event outside")
        LIAISON = "liaison", _("liaison with a unit")
        SUPERVISION = "supervision", _("supervision")
        MEETING = "meeting", _("meeting")
        TRAINING = "training", _("training")
        ERRAND = "errand", _("errand for the work")
        OTHER = "other", _("other work outside")

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="outings")
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose)
    place = models.CharField(_("where"), max_length=120)
    note = models.CharField(_("more"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("back by"))
    returned_at = models.DateTimeField(_("back at"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True, editable=False)
    verified_with = models.CharField(_("verified with"), max_length=80, blank=True)

    objects = OutingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("outing")
        verbose_name_plural = _("outings")
        indexes = [models.Index(fields=["person", "-starts_at"])]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="outing_times")]

    def __str__(self):
        return self.get_purpose_display()

    def get_absolute_url(self):
        return reverse("attendance:outing", args=[self.uuid])


class CheckPlanQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.plan_arms)


class CheckPlan(Audited, Opaque, Stamped):
    """A check somebody means to make; never shown to the person it is about (ATT-04)."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker"))
    on = models.DateField(_("day"))
    planned_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CheckPlanQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("planned check")
        verbose_name_plural = _("planned checks")


class SeedQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.seed_arms)


class SampleSeed(Audited, Opaque, Stamped):
    """The seed of a month's sample: its hash is published while the month runs, the seed itself when it is drawn."""

    month = models.DateField(_("month"), unique=True)
    seed = EncryptedLineField(_("seed"))
    commitment = models.CharField(_("SHA-256 of the seed"), max_length=64)

    objects = SeedQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        verbose_name = _("seed of a sample")
        verbose_name_plural = _("seeds of samples")


class DisciplineQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.discipline_arms)


class DisciplineNote(Audited, Opaque, Stamped):
    """A disciplinary record in its simplest form: what happened and what was said; it sanctions nobody (ATT-10)."""

    class Category(models.TextChoices):
        PRIVATE_BUSINESS = "private_business", _("private business in working time")
        EQUIPMENT = "equipment", _("office equipment used privately")
        PHONE = "phone", _("long private calls")
        LATENESS = "lateness", _("late arrival or early leave")
        ABSENCE = "absence", _("absence without leave")
        OTHER = "other", _("other breach of discipline")

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("member of staff"))
    day = models.DateField(_("day"))
    category = models.CharField(_("category"), max_length=20, choices=Category)
    facts = models.TextField(_("what happened"), max_length=2000)
    talk = models.TextField(_("what was said"), max_length=2000, blank=True)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", editable=False)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("disciplinary note")
        verbose_name_plural = _("disciplinary notes")
        indexes = [models.Index(fields=["person", "-created_at"])]

    def get_absolute_url(self):
        return reverse("attendance:discipline_note", args=[self.uuid])
