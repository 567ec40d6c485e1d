from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from core.fields import TickField
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet


class MatterQuerySet(VisibleQuerySet):
    @staticmethod
    def arms(user):
        return {"own": Q(worker=user)}


class Matter(Audited, Opaque, Stamped):
    """What volumes are made of in these tests."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    point = models.ForeignKey("people.ServicePoint", models.PROTECT, null=True)
    name = models.CharField(max_length=40, default="matter")
    file_no = models.CharField(max_length=40, blank=True)
    volume = models.OneToOneField("archives.Volume", models.PROTECT, null=True, related_name="+")
    waits_for_consent = models.BooleanField(default=True)
    frozen = models.BooleanField(default=False)

    objects = MatterQuerySet.as_manager()


class Note(Sheet):
    CODE, NAME, TITLE = "T-01", "test_note", "个案记录表"
    SECTIONS = (
        (_("Contact"), ("filled_on", "way", "topics", "urgent", "next_on", "no_next_reason")),
        (_("Content"), ("summary", "goals", "scan")),
    )
    FILES = {"scan": _("Scan")}
    WIDTHS = {"way": 6}

    class Way(models.TextChoices):
        FACE = "face", _("face to face")
        PHONE = "phone", _("by phone")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notes")
    way = models.CharField(_("way"), max_length=10, choices=Way)
    topics = TickField(_("topics"), choices=[("a", "A"), ("b", "B"), ("c", "C")], blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    next_on = models.DateField(_("next contact"), null=True, blank=True)
    no_next_reason = models.CharField(_("why there is none"), max_length=100, blank=True)
    summary = models.TextField(_("summary"))

    def clean(self):
        super().clean()
        if not self.next_on and not self.no_next_reason:
            raise ValidationError({"no_next_reason": "Give the next date, or the reason why there is none."})

    @property
    def file_no(self):
        return self.matter.file_no


class NoteGoal(Row):
    COLUMNS = ("goal", "until")
    sheet = models.ForeignKey(Note, models.PROTECT, related_name="goals")
    goal = models.CharField(_("goal"), max_length=100)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name_plural = _("goals")


class Consent(Sheet):
    CODE, NAME, TITLE = "T-02", "test_consent", "接受个案服务同意书"
    SECTIONS = (("", ("filled_on", "scope")),)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="consents")
    scope = models.TextField(_("scope"))
