"""From the inquiry to the opening: F-C01 to F-C06."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import choices
from cases.sheets.base import CaseRow, CaseSheet, OnceSheet
from clients.models import ClientGroup, Sex
from core.encrypted import EncryptedDateField, EncryptedLineField, EncryptedTextField, EncryptedTickField
from core.fields import TickField


class VisitorInquiry(OnceSheet):
    """F-C01 来访电询登记表."""

    CODE, NAME, TITLE = "F-C01", "visitor_inquiry_registration", _("Visitor and phone inquiry registration")
    PAST = ("inquired_at",)
    SECTIONS = (
        (
            _("The inquiry"),
            (
                "inquired_at",
                "channel",
                "inquirer_name",
                "inquirer_phone",
                "relation_to_client",
            ),
        ),
        (
            _("The client"),
            (
                "client_name",
                "client_group",
                "source",
            ),
        ),
        (
            _("The matter"),
            (
                "matter",
                "urgent",
                "handling",
                "outcome",
            ),
        ),
    )

    inquired_at = models.DateTimeField(_("Time of inquiry"))
    channel = models.CharField(_("Channel"), max_length=24, choices=choices.Channel)
    inquirer_name = EncryptedLineField(_("Inquirer"), help_text=_("“Anonymous” is allowed."))
    inquirer_phone = EncryptedLineField(_("Inquirer's phone"), blank=True)
    relation_to_client = models.CharField(_("Relation to the client"), max_length=24, choices=choices.RelationToClient)
    client_name = EncryptedLineField(_("Client's name"), blank=True)
    client_group = models.CharField(_("Client group"), max_length=24, choices=ClientGroup)
    source = models.CharField(_("Source"), max_length=24, choices=choices.Source)
    matter = EncryptedTextField(_("Matter"))
    urgent = models.BooleanField(_("Urgent intervention needed"), default=False)
    handling = EncryptedTextField(_("Handling"))
    outcome = models.CharField(_("Outcome of the inquiry"), max_length=24, choices=choices.InquiryOutcome)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Visitor and phone inquiry registration")


class ServiceApplication(CaseSheet):
    """F-C02 服务申请表."""

    CODE, NAME, TITLE = "F-C02", "service_application", _("Application for service")
    NEEDS = (("guardian_name", "applicant_kind", ("guardian",)),)
    SECTIONS = (
        (
            _("The applicant"),
            (
                "applicant_name",
                "applicant_kind",
                "client_name",
                "lives_works_in_area",
                "service_wanted",
                "situation",
                "guardian_name",
            ),
        ),
        (
            _("The answer"),
            (
                "decision",
                "reason",
                "told_on",
                "told_by_way",
            ),
        ),
    )

    applicant_name = EncryptedLineField(_("Applicant"))
    applicant_kind = models.CharField(_("Kind of application"), max_length=24, choices=choices.ApplicantKind)
    client_name = EncryptedLineField(_("Client applied for"))
    lives_works_in_area = models.BooleanField(_("Lives, studies or works in the service area"), default=False)
    service_wanted = TickField(_("Service wanted"), choices=choices.ServiceWanted.choices)
    situation = EncryptedTextField(_("Personal situation"))
    guardian_name = EncryptedLineField(_("Guardian's name"), blank=True)
    decision = models.CharField(_("Decision on the application"), max_length=24, choices=choices.Acceptance)
    reason = EncryptedTextField(_("Reason for the decision"))
    told_on = models.DateField(_("Told on"))
    told_by_way = models.CharField(_("Told how"), max_length=24, choices=choices.ToldWay)

    class Meta(CaseSheet.Meta):
        verbose_name = _("Application for service")


class InterviewRecord(CaseSheet):
    """F-C03 访谈记录表."""

    CODE, NAME, TITLE = "F-C03", "interview_record", _("Interview record (not opened)")
    PAST = ("interviewed_at",)
    SECTIONS = (
        (
            _("The interview"),
            (
                "interviewee",
                "interviewed_at",
                "place",
                "content",
            ),
        ),
        (
            _("Help and answer"),
            (
                "info_given",
                "reason_not_opened",
                "referral_offered",
                "told_on",
            ),
        ),
    )

    interviewee = EncryptedLineField(_("Interviewee"))
    interviewed_at = models.DateTimeField(_("Time of the interview"))
    place = EncryptedLineField(_("Place of the interview"))
    content = EncryptedTextField(_("Content of the interview"))
    info_given = EncryptedTextField(_("Information given"))
    reason_not_opened = EncryptedTextField(_("Reason for not opening"), blank=True)
    referral_offered = EncryptedTextField(_("Referral or advice offered"), blank=True)
    told_on = EncryptedLineField(_("Told when and how"))

    class Meta(CaseSheet.Meta):
        verbose_name = _("Interview record (not opened)")


class InquiryIntakeVisit(CaseSheet):
    """F-C04 查询接案探访记录表."""

    CODE, NAME, TITLE = "F-C04", "inquiry_intake_visit_record", _("Inquiry, intake and visit record")
    PAST = ("occurred_at",)
    SECTIONS = (
        (
            _("The meeting"),
            (
                "kind",
                "occurred_at",
                "place",
                "present",
                "purpose",
            ),
        ),
        (
            _("What was found"),
            (
                "situation",
                "first_judgement",
                "info_given",
                "next_step",
            ),
        ),
    )

    kind = models.CharField(_("Kind of meeting"), max_length=24, choices=choices.VisitKind)
    occurred_at = models.DateTimeField(_("Time of the meeting"))
    place = EncryptedLineField(_("Place of the meeting"))
    present = EncryptedLineField(_("Present"), blank=True)
    purpose = EncryptedLineField(_("Purpose of the meeting"))
    situation = EncryptedTextField(_("Situation found"))
    first_judgement = models.CharField(_("Does the case qualify?"), max_length=24, choices=choices.Judgement)
    info_given = EncryptedTextField(_("Information given to help"), blank=True)
    next_step = EncryptedLineField(_("Next step"), blank=True)

    class Meta(CaseSheet.Meta):
        verbose_name = _("Inquiry, intake and visit record")


class IntakeInfo(OnceSheet):
    """F-C05 接案信息表."""

    CODE, NAME, TITLE = "F-C05", "intake_info", _("Intake information")
    APPROVED = True
    NEEDS = (
        ("referrer", "source", ("family", "public", "org", "internal")),
        ("provisional_reason", "open_mode", ("provisional",)),
    )
    SECTIONS = (
        (
            _("Source"),
            (
                "case_kind",
                "source",
                "referrer",
                "client_type",
                "help_seeking",
            ),
        ),
        (
            _("Need"),
            (
                "client_wish",
                "main_problem",
                "problem_tags",
                "priority",
            ),
        ),
        (
            _("Judgement"),
            (
                "urgent",
                "risk",
                "within_scope",
                "able_to_handle",
                "eligible",
                "open_mode",
                "provisional_reason",
            ),
        ),
    )

    case_kind = models.CharField(_("Kind of case"), max_length=24, choices=choices.CaseKind)
    source = models.CharField(_("Source of the case"), max_length=24, choices=choices.Source)
    referrer = EncryptedLineField(_("Referrer"), blank=True, help_text=_("Needed when somebody referred the client."))
    client_type = models.CharField(_("Type of client"), max_length=24, choices=choices.ClientType)
    help_seeking = models.CharField(_("Help-seeking process"), max_length=24, choices=choices.HelpSeeking)
    client_wish = EncryptedTextField(_("Client's wish"))
    main_problem = EncryptedTextField(_("Main problem"))
    problem_tags = EncryptedTickField(_("Problem categories"), choices=choices.Problem.choices, blank=True)
    priority = EncryptedTextField(_("Order of problems"), blank=True)
    urgent = models.BooleanField(_("Urgent: intervene at once"), default=False)
    risk = EncryptedLineField(_("Risk level"), choices=choices.Risk.choices)
    within_scope = models.BooleanField(_("Within our scope"), default=False)
    able_to_handle = models.BooleanField(_("We are able to handle it"), default=False)
    eligible = models.BooleanField(_("Qualifies for opening"), default=False)
    open_mode = models.CharField(_("Way of opening"), max_length=24, choices=choices.OpenMode)
    provisional_reason = EncryptedTextField(_("Reason for opening first"), blank=True)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Intake information")


class CaseBasicInfo(OnceSheet):
    """F-C06 个案基本资料表."""

    CODE, NAME, TITLE = "F-C06", "case_basic_info", _("Case basic information")
    PAST = ("birth_date",)
    FILES = {"genogram": _("Genogram"), "ecomap": _("Ecomap")}
    OPTIONAL = ("id_number", "religion", "special_identity")
    SECTIONS = (
        (
            _("Person"),
            (
                "name",
                "sex",
                "birth_date",
                "ethnicity",
                "id_number",
                "hukou",
                "address",
                "phone",
                "emergency_contact",
                "guardian_name",
                "guardian_relation",
                "guardian_phone",
            ),
        ),
        (
            _("Circumstances"),
            (
                "marital",
                "education",
                "occupation",
                "income",
                "religion",
                "disability",
                "health",
                "mental",
                "special_identity",
            ),
        ),
        (
            _("Family and environment"),
            (
                "family",
                "genogram",
                "ecomap",
                "environment",
                "support",
                "strengths",
            ),
        ),
        (
            _("Diagnosis"),
            (
                "problem_now",
                "problem_causes",
                "resources",
                "suggestions",
            ),
        ),
        (
            _("Service"),
            (
                "conf_level",
                "start_notified_on",
                "start_notified_way",
            ),
        ),
    )

    name = EncryptedLineField(_("Name of the client"))
    sex = models.CharField(_("Sex"), max_length=24, choices=Sex)
    birth_date = EncryptedDateField(_("Birth date"))
    ethnicity = EncryptedLineField(_("Ethnicity"), blank=True)
    id_number = EncryptedLineField(_("ID number"), blank=True, help_text=_("Only if the service needs it."))
    hukou = EncryptedLineField(_("Household registration"), blank=True)
    address = EncryptedLineField(_("Address"))
    phone = EncryptedLineField(_("Phone"))
    emergency_contact = EncryptedLineField(_("Emergency contact and phone"))
    guardian_name = EncryptedLineField(_("Guardian"), blank=True)
    guardian_relation = EncryptedLineField(_("Guardian's relation"), blank=True)
    guardian_phone = EncryptedLineField(_("Guardian's phone"), blank=True)
    marital = models.CharField(_("Marital status"), max_length=24, choices=choices.Marital, blank=True)
    education = models.CharField(_("Education"), max_length=24, choices=choices.Education, blank=True)
    occupation = EncryptedLineField(_("Occupation or school"), blank=True)
    income = EncryptedLineField(_("Economic state"), choices=choices.Income.choices, blank=True)
    religion = EncryptedLineField(_("Religion"), blank=True)
    disability = EncryptedLineField(_("Disability"), blank=True)
    health = EncryptedTextField(_("Health"), blank=True)
    mental = EncryptedTextField(_("Mental state"), blank=True)
    special_identity = EncryptedTickField(_("Special identity"), choices=choices.Identity.choices, blank=True)
    environment = EncryptedTextField(_("Environment: family, peers, community, school, work"))
    support = EncryptedTextField(_("Social support"))
    strengths = EncryptedTextField(_("Strengths and abilities"))
    problem_now = EncryptedTextField(_("Present problem"))
    problem_causes = EncryptedTextField(_("Causes of the problem"))
    resources = EncryptedTextField(_("Resources"))
    suggestions = EncryptedTextField(_("Suggested intervention"))
    conf_level = models.CharField(_("Confidentiality level"), max_length=24, choices=choices.ConfLevel)
    start_notified_on = models.DateField(_("Start of service notified on"))
    start_notified_way = models.CharField(_("Notified how"), max_length=24, choices=choices.NotifiedWay)

    class Meta(OnceSheet.Meta):
        verbose_name = _("Case basic information")


class FamilyMember(CaseRow):
    COLUMNS = (
        "name",
        "relation",
        "age",
        "occupation",
        "health",
        "lives_together",
    )

    sheet = models.ForeignKey(CaseBasicInfo, models.PROTECT, related_name="family", editable=False)
    name = EncryptedLineField(_("Name of the relative"))
    relation = EncryptedLineField(_("Relation"))
    age = models.PositiveSmallIntegerField(_("Age"), null=True, blank=True)
    occupation = EncryptedLineField(_("Occupation"), blank=True)
    health = EncryptedLineField(_("Health of the relative"), blank=True)
    lives_together = models.BooleanField(_("Lives together"), default=False)

    class Meta(CaseRow.Meta):
        verbose_name = _("Family member")
        verbose_name_plural = _("Family members")
