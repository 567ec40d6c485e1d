"""What the supervision assistant keeps of each person and day; not a clock-in (ATT-03)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from staff.attendance import policy


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


class AttendanceDay(Audited, Opaque, Stamped):
    """One person's working day in two halves. The type and the reason of a leave are not here (ATT-05)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendance")
    day = models.DateField(_("day"))
    morning = models.CharField(_("morning"), max_length=15, choices=Mark, blank=True)
    afternoon = models.CharField(_("afternoon"), max_length=15, choices=Mark, blank=True)
    morning_about = models.CharField(max_length=100, blank=True, db_index=True)  # the leave the mark comes from
    afternoon_about = models.CharField(max_length=100, blank=True, db_index=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        verbose_name = _("attendance of a day")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_attendance_row_a_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"
