"""The casework forms of forms.md, one model each: F-C01..F-C14, F-C16..F-C19, F-C24."""

from cases.sheets.after import FollowUpReview, RecordingConsent
from cases.sheets.base import CaseSheet, ContactSheet
from cases.sheets.closing import CaseClosing, ClosingEvaluation, ClosingReport, GoalResult
from cases.sheets.intake import (
    CaseBasicInfo,
    FamilyMember,
    InquiryIntakeVisit,
    IntakeInfo,
    InterviewRecord,
    ServiceApplication,
    VisitorInquiry,
)
from cases.sheets.records import (
    DialogueTurn,
    GoalReview,
    RatingScale,
    RecordBrief,
    RecordProcess,
    ScaleItem,
    StageDevelopment,
)
from cases.sheets.service import NeedsAssessment, PlanGoal, PlanStage, ServiceAgreement, ServiceConsent, ServicePlan

# In the order of the file (CASE-32); the latest record lies on top of its kind.
FORMS = {
    form.NAME: form
    for form in (
        VisitorInquiry,
        ServiceApplication,
        InterviewRecord,
        InquiryIntakeVisit,
        IntakeInfo,
        CaseBasicInfo,
        ServiceConsent,
        ServiceAgreement,
        NeedsAssessment,
        ServicePlan,
        RecordBrief,
        RecordProcess,
        RatingScale,
        StageDevelopment,
        ClosingEvaluation,
        ClosingReport,
        CaseClosing,
        RecordingConsent,
        FollowUpReview,
    )
}

__all__ = [
    "FORMS",
    "CaseBasicInfo",
    "CaseClosing",
    "CaseSheet",
    "ClosingEvaluation",
    "ClosingReport",
    "ContactSheet",
    "DialogueTurn",
    "FamilyMember",
    "FollowUpReview",
    "GoalResult",
    "GoalReview",
    "InquiryIntakeVisit",
    "IntakeInfo",
    "InterviewRecord",
    "NeedsAssessment",
    "PlanGoal",
    "PlanStage",
    "RatingScale",
    "RecordBrief",
    "RecordProcess",
    "RecordingConsent",
    "ScaleItem",
    "ServiceAgreement",
    "ServiceApplication",
    "ServiceConsent",
    "ServicePlan",
    "StageDevelopment",
    "VisitorInquiry",
]
