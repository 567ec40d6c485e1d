"""The handover sheet (F-H03): what is handed over, how it stands, who takes it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from core.querysets import VisibleQuerySet
from staff.leave import policy
from staff.leave.models import LeaveRequest


class HandoverSheetQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.handover_arms)


class HandoverSheet(Sheet):
    """F-H03, for leave (LEAVE-08). The receiver accepts, the supervision assistant confirms."""

    CODE, NAME, TITLE = "F-H03", "handover_sheet", _("Handover sheet")
    SECTIONS = (
        (_("Why"), ("reason",)),
        (_("What is handed over"), ("items",)),
        (_("Who takes it"), ("receiver",)),
    )

    class Reason(models.TextChoices):
        LEAVE = "leave", _("leave")
        TRANSFER = "transfer", _("transfer")
        RESIGNATION = "resignation", _("resignation")

    request = models.OneToOneField(LeaveRequest, models.PROTECT, related_name="handover", editable=False)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, default=Reason.LEAVE)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)

    objects = HandoverSheetQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("handover sheet")
        verbose_name_plural = _("handover sheets")


class HandoverItem(Row):
    """One line of the handover sheet."""

    COLUMNS = ("kind", "item", "condition", "next_step", "receiver")
    LEAST = 1

    class Kind(models.TextChoices):
        CASE = "case", _("case")
        GROUP = "group", _("group")
        EVENT = "event", _("event")
        ARCHIVE = "archive", _("archive")
        MATERIAL = "material", _("material")
        ACCOUNT = "account", _("account")
        OTHER = "other", _("other")

    sheet = models.ForeignKey(HandoverSheet, models.PROTECT, related_name="items")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    item = models.CharField(_("item"), max_length=200)
    condition = models.CharField(_("how it stands"), max_length=200)
    next_step = models.CharField(_("next step"), max_length=200)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )

    class Meta(Row.Meta):
        verbose_name = _("item handed over")
        verbose_name_plural = _("items handed over")
