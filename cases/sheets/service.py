"""Consent, agreement, assessment and plan: F-C07 to F-C10."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import choices
from cases.sheets.base import CaseRow, CaseSheet, PaperSheet, ReadSheet
from core.encrypted import EncryptedLineField, EncryptedTextField
from core.fields import TickField


class ServiceConsent(PaperSheet):
    """F-C07 接受个案服务同意书."""

    CODE, NAME, TITLE = "F-C07", "case_service_consent", _("Consent to casework service")
    FILES = {"scan": _("Scan of the signed paper")}
    SECTIONS = (
        (
            _("Consent"),
            (
                "signer",
                "signer_relation",
                "notice_version",
                "sensitive_consent",
                "share_scope",
                "publicity_consent",
            ),
        ),
        (
            _("Validity"),
            (
                "valid_from",
                "oral_first",
                "signed_on",
                "scan",
                "paper_location",
                "withdrawn_on",
            ),
        ),
    )

    signer = EncryptedLineField(_("Signer"))
    signer_relation = models.CharField(_("Capacity of the signer"), max_length=24, choices=choices.Signer)
    notice_version = models.CharField(_("Notice version"), max_length=20)
    sensitive_consent = models.BooleanField(_("Separate consent for sensitive data"), default=False)
    share_scope = TickField(_("May be shared with"), choices=choices.ShareScope.choices, blank=True)
    publicity_consent = models.CharField(_("Use in publicity or case study"), max_length=24, choices=choices.Publicity)
    valid_from = models.DateField(_("Valid from"))
    oral_first = models.BooleanField(_("Oral consent first, paper follows"), default=False)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    paper_location = EncryptedLineField(_("Where the paper is kept"), blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)
    renewal_no = models.PositiveSmallIntegerField(_("Signature number"), default=1, editable=False)

    class Meta(PaperSheet.Meta):
        verbose_name = _("Consent to casework service")


class ServiceAgreement(PaperSheet):
    """F-C08 服务协议."""

    CODE, NAME, TITLE = "F-C08", "service_agreement", _("Service agreement")
    FILES = {"scan": _("Scan of the signed paper")}
    SECTIONS = (
        (
            _("Agreement"),
            (
                "form",
                "duties_worker",
                "duties_client",
                "period",
                "contact",
            ),
        ),
        (
            _("Paper"),
            (
                "signed_on",
                "scan",
                "paper_location",
            ),
        ),
    )

    form = models.CharField(_("Form of the agreement"), max_length=24, choices=choices.AgreementForm)
    duties_worker = EncryptedTextField(_("Worker's duties"))
    duties_client = EncryptedTextField(_("Client's duties"))
    period = EncryptedLineField(_("Period of service"))
    contact = EncryptedLineField(_("Contact details"))
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    paper_location = EncryptedLineField(_("Where the paper is kept"), blank=True)

    class Meta(PaperSheet.Meta):
        verbose_name = _("Service agreement")


class NeedsAssessment(ReadSheet):
    """F-C09 需要预估表."""

    CODE, NAME, TITLE = "F-C09", "needs_assessment", _("Needs assessment")
    PAST = ("assessed_on",)
    SECTIONS = (
        (
            _("Assessment"),
            (
                "assessed_on",
                "assessor_qualified",
                "personal",
                "environment",
            ),
        ),
        (
            _("Diagnosis in four parts"),
            (
                "manifestation",
                "causes",
                "strengths_resources",
                "recommendation",
            ),
        ),
        (
            _("Client's part"),
            (
                "client_view",
                "obstacles",
                "needs_service",
            ),
        ),
    )

    assessed_on = models.DateField(_("Assessed on"))
    assessor_qualified = EncryptedLineField(_("Assessor's qualification"))
    personal = EncryptedTextField(_("Personal data: mind, body, social"))
    environment = EncryptedTextField(_("Environmental data"))
    manifestation = EncryptedTextField(_("Manifestations"))
    causes = EncryptedTextField(_("Causes"))
    strengths_resources = EncryptedTextField(_("Abilities and resources"))
    recommendation = EncryptedTextField(_("Recommended intervention"))
    client_view = EncryptedTextField(_("Client's or family's view"))
    obstacles = EncryptedTextField(_("Obstacles to receiving service"), blank=True)
    needs_service = models.BooleanField(_("Needs our service"), default=False)

    class Meta(ReadSheet.Meta):
        verbose_name = _("Needs assessment")


class ServicePlan(CaseSheet):
    """F-C10 个案服务计划书."""

    CODE, NAME, TITLE = "F-C10", "case_service_plan", _("Case service plan")
    APPROVED = True
    NEEDS = (("not_participated_reason", "client_participated", ("no",)),)
    SECTIONS = (
        (
            _("Situation"),
            (
                "basic_facts",
                "main_problems",
                "client_goal",
            ),
        ),
        (
            _("Goals and methods"),
            (
                "goals",
                "model",
                "stages",
                "period_from",
                "period_to",
            ),
        ),
        (
            _("Evaluation and agreement"),
            (
                "evaluation",
                "risks",
                "client_participated",
                "not_participated_reason",
                "client_agreed_on",
            ),
        ),
    )

    basic_facts = EncryptedTextField(_("Basic facts of the client"))
    main_problems = EncryptedTextField(_("Main and related problems"))
    client_goal = EncryptedTextField(_("Client's desired result"))
    model = models.CharField(_("Service model"), max_length=24, choices=choices.CaseModel)
    period_from = models.DateField(_("Service from"))
    period_to = models.DateField(_("Service until"))
    evaluation = EncryptedTextField(_("Way of evaluating"))
    risks = EncryptedTextField(_("Expected difficulties and answers"), blank=True)
    client_participated = models.CharField(_("Who took part in planning"), max_length=24, choices=choices.Participation)
    not_participated_reason = EncryptedTextField(_("Why nobody took part"), blank=True)
    client_agreed_on = models.DateField(_("Client agreed on"))

    class Meta(CaseSheet.Meta):
        verbose_name = _("Case service plan")


class PlanGoal(CaseRow):
    COLUMNS = (
        "level",
        "goal",
        "indicator",
        "target_date",
        "result",
    )

    sheet = models.ForeignKey(ServicePlan, models.PROTECT, related_name="goals", editable=False)
    level = models.CharField(_("Level of the goal"), max_length=24, choices=choices.GoalLevel)
    goal = EncryptedTextField(_("Goal"))
    indicator = EncryptedLineField(_("Indicator"))
    target_date = models.DateField(_("By when"))
    result = EncryptedLineField(_("Progress"), blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = _("Goal")
        verbose_name_plural = _("Goals")


class PlanStage(CaseRow):
    COLUMNS = (
        "stage",
        "methods",
        "resources",
        "starts_on",
        "ends_on",
    )

    sheet = models.ForeignKey(ServicePlan, models.PROTECT, related_name="stages", editable=False)
    stage = EncryptedLineField(_("Stage of service"))
    methods = EncryptedTextField(_("Methods"))
    resources = EncryptedLineField(_("Resources used"), blank=True)
    starts_on = models.DateField(_("Stage from"))
    ends_on = models.DateField(_("Stage until"))

    class Meta(CaseRow.Meta):
        verbose_name = _("Stage")
        verbose_name_plural = _("Stages, methods and resources")
