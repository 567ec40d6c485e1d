"""What happens in service: records of contacts, the rating scale, the stage form (F-C11 to F-C14)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import choices
from cases.sheets.base import CaseRow, CaseSheet, ContactSheet, ReadSheet
from core.encrypted import EncryptedLineField, EncryptedTextField

MOST = 10  # of the rating scale


class RecordBrief(ContactSheet):
    """F-C11 个案记录表（简要）."""

    CODE, NAME, TITLE = "F-C11", "case_record_brief", _("Case record (brief)")
    SECTIONS = (
        (
            _("The contact"),
            (
                "contact_no",
                "starts_at",
                "ends_at",
                "way",
                "place",
                "participants",
                "goal",
            ),
        ),
        (
            _("Content"),
            (
                "summary",
                "progress",
                "worker_reflection",
            ),
        ),
        (
            _("Next contact"),
            (
                "next_at",
                "no_next_reason",
                "next_place",
                "experience_years",
            ),
        ),
        (_("Supervisor"), ("supervisor_comment",)),
    )

    summary = EncryptedTextField(_("Summary of the contact"))
    progress = EncryptedTextField(_("Progress towards the goals"))
    worker_reflection = EncryptedTextField(_("Worker's reflection"), blank=True)

    class Meta(ContactSheet.Meta):
        verbose_name = _("Case record (brief)")


class RecordProcess(ContactSheet):
    """F-C12 个案记录表（过程）."""

    CODE, NAME, TITLE = "F-C12", "case_record_process", _("Case record (process)")
    SECTIONS = (
        (
            _("The contact"),
            (
                "contact_no",
                "starts_at",
                "ends_at",
                "way",
                "place",
                "participants",
                "goal",
            ),
        ),
        (_("The process"), ("dialogue",)),
        (
            _("Summary"),
            (
                "handling",
                "evaluation",
            ),
        ),
        (
            _("Next contact"),
            (
                "next_at",
                "no_next_reason",
                "next_place",
                "experience_years",
            ),
        ),
        (_("Supervisor"), ("supervisor_comment",)),
    )

    handling = EncryptedTextField(_("Worker's handling"))
    evaluation = EncryptedTextField(_("Change in the client, and assessment"))

    class Meta(ContactSheet.Meta):
        verbose_name = _("Case record (process)")


class DialogueTurn(CaseRow):
    COLUMNS = (
        "speaker",
        "verbal",
        "nonverbal",
        "worker_feeling",
        "skill",
    )

    sheet = models.ForeignKey(RecordProcess, models.PROTECT, related_name="dialogue", editable=False)
    speaker = EncryptedLineField(_("Who speaks"), blank=True)
    verbal = EncryptedTextField(_("Words and content"))
    nonverbal = EncryptedTextField(_("Non-verbal expression"), blank=True)
    worker_feeling = EncryptedTextField(_("Worker's handling and feelings"), blank=True)
    skill = EncryptedLineField(_("Skill used"), blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = _("Passage")
        verbose_name_plural = _("Process of the contact")


class RatingScale(ReadSheet):
    """F-C13 服务使用者问题评量表."""

    CODE, NAME, TITLE = "F-C13", "problem_rating_scale", _("Service user problem rating scale")
    PAST = ("rated_on",)
    SECTIONS = (
        (
            _("Rating"),
            (
                "occasion",
                "rated_on",
                "rater",
                "items",
                "change",
                "comment",
            ),
        ),
    )

    occasion = models.CharField(_("Occasion"), max_length=24, choices=choices.Occasion)
    rated_on = models.DateField(_("Rated on"))
    rater = models.CharField(_("Rater"), max_length=24, choices=choices.Rater)
    comment = EncryptedTextField(_("Client's comment"), blank=True)
    change = models.DecimalField(
        _("Change: mean before minus now"), max_digits=4, decimal_places=2, null=True, editable=False
    )

    class Meta(ReadSheet.Meta):
        verbose_name = _("Service user problem rating scale")


class ScaleItem(CaseRow):
    COLUMNS = (
        "problem",
        "score_before",
        "score_now",
        "remark",
    )

    sheet = models.ForeignKey(RatingScale, models.PROTECT, related_name="items", editable=False)
    problem = EncryptedLineField(_("Problem rated"))
    score_before = models.PositiveSmallIntegerField(_("Before (0–10)"), validators=[MaxValueValidator(MOST)])
    score_now = models.PositiveSmallIntegerField(_("Now (0–10)"), validators=[MaxValueValidator(MOST)])
    remark = EncryptedLineField(_("Remark"), blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = _("Problem")
        verbose_name_plural = _("Problems rated")


class StageDevelopment(CaseSheet):
    """F-C14 个案阶段性发展表."""

    CODE, NAME, TITLE = "F-C14", "case_stage_development", _("Case stage-development form")
    APPROVED = True
    SECTIONS = (
        (
            _("Period"),
            (
                "period_from",
                "period_to",
                "contacts",
            ),
        ),
        (
            _("Development"),
            (
                "goals_review",
                "changes",
                "new_needs",
            ),
        ),
        (
            _("Next"),
            (
                "decision",
                "client_view",
            ),
        ),
    )

    changes = EncryptedTextField(_("Changes in the client"))
    new_needs = EncryptedTextField(_("New or changed needs"))
    decision = models.CharField(_("Next stage"), max_length=24, choices=choices.NextStage)
    client_view = EncryptedTextField(_("Client's view"))
    anniversary = models.DateField(_("Anniversary"), editable=False)
    period_from = models.DateField(_("Period from"), editable=False)
    period_to = models.DateField(_("Period until"), editable=False)
    contacts = models.PositiveSmallIntegerField(_("Number of contacts"), default=0, editable=False)

    class Meta(CaseSheet.Meta):
        verbose_name = _("Case stage-development form")


class GoalReview(CaseRow):
    COLUMNS = (
        "goal",
        "result",
        "note",
    )

    sheet = models.ForeignKey(StageDevelopment, models.PROTECT, related_name="goals_review", editable=False)
    goal = EncryptedLineField(_("Goal reviewed"))
    result = models.CharField(_("Result of the goal"), max_length=24, choices=choices.Reached)
    note = EncryptedLineField(_("Note"), blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = _("Goal under review")
        verbose_name_plural = _("Goals reached")
