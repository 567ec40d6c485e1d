"""Consent to recording (F-C19) and follow-up after closing (F-C24)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import choices
from cases.sheets.base import PaperSheet, ReadSheet
from core.encrypted import EncryptedLineField, EncryptedTextField
from core.fields import TickField


class RecordingConsent(PaperSheet):
    """F-C19 录音录影同意书."""

    CODE, NAME, TITLE = "F-C19", "recording_consent", _("Consent to audio and video recording")
    PAST = ("signed_on",)
    FILES = {"scan": _("Scan of the signed paper")}
    SECTIONS = (
        (
            _("Consent to recording"),
            (
                "kinds",
                "purpose",
                "keep_until",
                "signer",
                "signed_on",
                "scan",
                "paper_location",
            ),
        ),
    )

    kinds = TickField(_("Kinds of recording"), choices=choices.RecordingKind.choices)
    purpose = models.CharField(_("Purpose of the recording"), max_length=24, choices=choices.RecordingPurpose)
    keep_until = models.DateField(_("Keep until"))
    signer = EncryptedLineField(_("Signer"))
    signed_on = models.DateField(_("Signed on"))
    paper_location = EncryptedLineField(_("Where the paper is kept"), blank=True)

    class Meta(PaperSheet.Meta):
        verbose_name = _("Consent to audio and video recording")


class FollowUpReview(ReadSheet):
    """F-C24 个案周年、学年检视表."""

    CODE, NAME, TITLE = "F-C24", "case_follow_up_review", _("Case follow-up review")
    PAST = ("contacted_on",)
    SECTIONS = (
        (
            _("Follow-up"),
            (
                "follow_up_no",
                "contacted_on",
                "way",
                "situation",
                "effect_kept",
                "action",
            ),
        ),
    )

    contacted_on = models.DateField(_("Contacted on"))
    way = models.CharField(_("Contacted how"), max_length=24, choices=choices.Way)
    situation = EncryptedTextField(_("Present situation"))
    effect_kept = models.CharField(_("Effect kept"), max_length=24, choices=choices.EffectKept)
    action = models.CharField(_("What follows"), max_length=24, choices=choices.FollowUpAction)
    follow_up_no = models.PositiveSmallIntegerField(_("Follow-up number"), default=1, editable=False)

    class Meta(ReadSheet.Meta):
        verbose_name = _("Case follow-up review")
