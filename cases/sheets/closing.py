"""Closing: F-C16 to F-C18."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import choices
from cases.sheets.base import CaseRow, OnceSheet
from core.encrypted import EncryptedJSONField, EncryptedLineField, EncryptedTextField


class ClosingEvaluation(OnceSheet):
    """F-C16 个案结束评估表."""

    CODE, NAME, TITLE = "F-C16", "case_closing_evaluation", _("Case closing evaluation")
    FILES = {"scan": _("Scan of the signed paper")}
    SECTIONS = (
        (
            _("Filled in by the client"),
            (
                "filled_by_whom",
                "goal_reached",
                "attitude",
                "content",
                "effect",
                "overall",
                "suggestion",
                "signed",
                "scan",
            ),
        ),
    )

    filled_by_whom = models.CharField(_("Filled in by"), max_length=24, choices=choices.FilledBy)
    goal_reached = models.CharField(_("Degree of goals reached"), max_length=24, choices=choices.Scale5)
    attitude = models.CharField(_("Attitude of the worker"), max_length=24, choices=choices.Satisfaction)
    content = models.CharField(_("Content of the service"), max_length=24, choices=choices.Satisfaction)
    effect = models.CharField(_("Improvement"), max_length=24, choices=choices.Scale5)
    overall = models.CharField(_("Overall satisfaction"), max_length=24, choices=choices.Satisfaction)
    suggestion = EncryptedTextField(_("Suggestions of the client"), blank=True)
    signed = models.CharField(_("Signature"), max_length=24, choices=choices.Signed, blank=True)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Case closing evaluation")


class ClosingReport(OnceSheet):
    """F-C17 结案报告."""

    CODE, NAME, TITLE = "F-C17", "case_closing_report", _("Case closing report")
    SECTIONS = (
        (
            _("Report"),
            (
                "background",
                "process",
                "result",
                "goals_result",
                "reflection",
            ),
        ),
    )

    background = EncryptedTextField(_("Background of the case"))
    process = EncryptedTextField(_("Course of the service"))
    result = EncryptedTextField(_("Results, with the change on the scale"))
    reflection = EncryptedTextField(_("Professional reflection"), blank=True)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Case closing report")


class GoalResult(CaseRow):
    COLUMNS = (
        "goal",
        "result",
    )

    sheet = models.ForeignKey(ClosingReport, models.PROTECT, related_name="goals_result", editable=False)
    goal = EncryptedLineField(_("Goal at closing"))
    result = models.CharField(_("Result at closing"), max_length=24, choices=choices.Reached)

    class Meta(CaseRow.Meta):
        verbose_name = _("Goal looked back on")
        verbose_name_plural = _("Goals at closing")


class CaseClosing(OnceSheet):
    """F-C18 个案结束表."""

    CODE, NAME, TITLE = "F-C18", "case_closing", _("Case closing form")
    PAST = ("linkage_declined_on",)
    APPROVED = True
    SECTIONS = (
        (
            _("Closing"),
            (
                "opened_on",
                "closed_on",
                "contacts",
                "ground",
                "ground_note",
                "goals_reached",
                "client_agreed",
                "reason_told",
            ),
        ),
        (
            _("Other service"),
            (
                "linkage",
                "linkage_declined_on",
            ),
        ),
        (
            _("Afterwards"),
            (
                "follow_up_plan",
                "file_moved_to",
            ),
        ),
    )

    closed_on = models.DateField(_("Closed on"))
    ground = models.CharField(_("Ground for closing"), max_length=24, choices=choices.Ground)
    ground_note = EncryptedTextField(_("Explanation of the ground"))
    client_agreed = models.CharField(_("Does the client agree to close?"), max_length=24, choices=choices.Agreed)
    reason_told = EncryptedLineField(_("Reason told: when and how"))
    linkage = EncryptedTextField(_("Linkage to other service: whom, when, result"), blank=True)
    linkage_declined_on = models.DateField(_("Client declined other service on"), null=True, blank=True)
    follow_up_plan = EncryptedTextField(_("Follow-up plan"))
    file_moved_to = models.CharField(_("Where the paper file goes"), max_length=24, choices=choices.FileMovedTo)
    opened_on = models.DateField(_("Case opened on"), editable=False)
    contacts = models.PositiveSmallIntegerField(_("Number of contacts"), default=0, editable=False)
    goals_reached = models.DecimalField(
        _("Share of goals reached (%)"), max_digits=4, decimal_places=0, null=True, editable=False
    )
    missing = EncryptedJSONField(_("Reasons for missing forms"), blank=True, editable=False)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Case closing form")
