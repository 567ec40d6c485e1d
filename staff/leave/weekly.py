"""The weekly leave report of a supervision group (F-H04, LEAVE-06): made by itself, confirmed, filed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archives.sheets import Row, Sheet
from core.querysets import VisibleQuerySet
from people.models import SupervisionGroup
from staff.leave import policy
from staff.leave.types import LeaveType

USER = settings.AUTH_USER_MODEL


class WeeklyLeaveQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.weekly_arms)


class WeeklyLeaveReport(Sheet):
    """F-H04. Until the supervision assistant confirms it, its lines are counted from the requests on every look."""

    CODE, NAME, TITLE = "F-H04", "weekly_leave_report", _("Weekly leave report of the supervision group")
    SIGNER = _("Signature")
    SECTIONS = (("", ("week", "of_group", "lines")),)

    class State(models.TextChoices):
        MADE = "made", _("to be confirmed")
        CONFIRMED = "confirmed", pgettext_lazy("leave report", "confirmed")
        FILED = "filed", pgettext_lazy("leave report", "filed")

    group = models.ForeignKey(SupervisionGroup, models.PROTECT, related_name="+", editable=False)
    monday = models.DateField(_("reported in the week of"), editable=False)
    first = models.DateField(_("from"), editable=False)
    last = models.DateField(_("to"), editable=False)
    week = models.CharField(_("week"), max_length=60, editable=False)
    of_group = models.CharField(_("supervision group"), max_length=120, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MADE, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    filed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", editable=False)
    filed_at = models.DateTimeField(null=True, editable=False)

    objects = WeeklyLeaveQuerySet.as_manager()

    class Meta(Sheet.Meta):
        ordering = ["-monday", "group"]
        verbose_name = _("weekly leave report")
        verbose_name_plural = _("weekly leave reports")
        indexes = [models.Index(fields=["-monday", "-id"])]
        constraints = [models.UniqueConstraint(fields=["group", "monday"], name="one_leave_report_a_week")]

    def get_absolute_url(self):
        return reverse("leave:week", args=[self.uuid])


class WeeklyLeaveLine(Row):
    """One decided leave, as it stood when the report was confirmed."""

    COLUMNS = ("worker", "leave_type", "first", "last", "days", "state")
    LEAST = 0

    sheet = models.ForeignKey(WeeklyLeaveReport, models.PROTECT, related_name="lines")
    worker = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("worker"))
    leave_type = models.CharField(_("type"), max_length=14, choices=LeaveType)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=1)
    state = models.CharField(_("state"), max_length=40)

    class Meta(Row.Meta):
        verbose_name = _("leave of the week")
        verbose_name_plural = _("leave")
