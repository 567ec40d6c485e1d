"""F-E01: the study of the community a plan rests on (COM-01, COM-21)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Sheet
from community import choices, policy
from community.sheets.base import EventRow, words
from core.querysets import VisibleQuerySet
from people.models import ServicePoint


class StudyQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.study_arms)


class CommunityStudy(Sheet):
    """F-E01 社区考察与需求评估; it belongs to a service point and carries the plans of a year."""

    CODE, NAME, TITLE = "F-E01", "community_needs_assessment", _("Community study and needs assessment")
    FILES = {"map": _("Community map")}
    SECTIONS = (
        ("", ("point", "filled_on")),
        (_("The community"), ("geography", "map", "population", "power", "culture", "resources")),
        (_("Needs"), ("needs", "method", "conclusion")),
    )

    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="studies", verbose_name=_("service point"))
    geography = words(_("Geography"))
    population = words(_("Population"))
    power = words(_("Power structure"), blank=True)
    culture = words(_("Culture"), blank=True)
    method = models.CharField(_("Method and sample"), max_length=300)
    conclusion = words(_("Conclusion"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)

    objects = StudyQuerySet.as_manager()

    class Meta(Sheet.Meta):
        ordering = ["-filled_on", "-pk"]
        verbose_name = _("community study")
        verbose_name_plural = _("community studies")
        indexes = [models.Index(fields=["point", "-created_at"])]

    def get_absolute_url(self):
        return reverse("community:study", args=[self.uuid])


class StudyResource(EventRow):
    COLUMNS = ("kind", "formal", "inside", "note")

    sheet = models.ForeignKey(CommunityStudy, models.PROTECT, related_name="resources", editable=False)
    kind = models.CharField(_("Kind"), max_length=10, choices=choices.ResourceKind)
    formal = models.CharField(_("Formal or informal"), max_length=10, choices=choices.Formal)
    inside = models.CharField(_("Inside or outside"), max_length=10, choices=choices.Inside)
    note = models.CharField(_("What"), max_length=200)

    class Meta(EventRow.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("Resources")


class StudyNeed(EventRow):
    COLUMNS = ("kind", "need", "evidence")

    sheet = models.ForeignKey(CommunityStudy, models.PROTECT, related_name="needs", editable=False)
    kind = models.CharField(_("Kind of need"), max_length=12, choices=choices.NeedKind)
    need = models.CharField(_("Need"), max_length=200)
    evidence = models.CharField(_("Evidence"), max_length=200)

    class Meta(EventRow.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("Needs")
