"""Kinds and states of work reports (life cycle 5), items of the weekly form (F-P01)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    WEEKLY = "weekly", _("Weekly plan and report")
    MONTHLY_PLAN = "monthly_plan", _("Monthly plan")
    MONTHLY_SUMMARY = "monthly_summary", _("Monthly summary")


MONTHLY = (Kind.MONTHLY_PLAN, Kind.MONTHLY_SUMMARY)


class State(models.TextChoices):
    OPEN = "open", _("to be filled in")
    SUBMITTED = "submitted", _("handed in")
    LATE = "late_submitted", _("handed in late")
    READ = "read", pgettext_lazy("report", "read")
    RETURNED = "returned", _("returned")
    MISSING = "missing", pgettext_lazy("report", "missing")
    ARCHIVED = "archived", pgettext_lazy("report", "archived")


TO_WRITE = (State.OPEN, State.RETURNED, State.MISSING)  # the author still owes it
TO_READ = (State.SUBMITTED, State.LATE)  # it waits for the superior
FROZEN = (State.READ, State.ARCHIVED)


class Item(models.TextChoices):
    CASE = "case", _("case")
    GROUP = "group", _("group")
    EVENT = "event", _("event")
    ADMIN = "admin", _("administration")
    MEETING = "meeting", _("meeting")
    SUPERVISION = "supervision", _("supervision")
    TRAINING = "training", _("training")
