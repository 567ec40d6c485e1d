"""The event forms of forms.md, one model each: F-E01, 02, 04, 05, 07, 08, 10, 11, 12 to 16."""

from community.sheets.after import (
    Debrief,
    Evaluation,
    EventReport,
    FinancialReport,
    GoalResult,
    News,
    SignIn,
    SpentLine,
)
from community.sheets.base import EventSheet
from community.sheets.plan import (
    EmergencyPlan,
    EventPlan,
    PlanBudget,
    PlanGoal,
    PlanMaterial,
    PlanStaff,
    PlanStep,
    RiskLine,
    SectionHead,
)
from community.sheets.preparing import (
    DutyLine,
    MaterialLine,
    MaterialsList,
    Registration,
    SiteVisit,
    StaffAssignment,
)
from community.sheets.study import CommunityStudy, StudyNeed, StudyResource

# The forms that lie in an event's file once, in the order of the file.
FORMS = {
    form.NAME: form
    for form in (
        EventPlan,
        EmergencyPlan,
        SiteVisit,
        StaffAssignment,
        MaterialsList,
        SignIn,
        Debrief,
        News,
        Evaluation,
        EventReport,
        FinancialReport,
    )
}

__all__ = [
    "FORMS",
    "CommunityStudy",
    "Debrief",
    "DutyLine",
    "EmergencyPlan",
    "Evaluation",
    "EventPlan",
    "EventReport",
    "EventSheet",
    "FinancialReport",
    "GoalResult",
    "MaterialLine",
    "MaterialsList",
    "News",
    "PlanBudget",
    "PlanGoal",
    "PlanMaterial",
    "PlanStaff",
    "PlanStep",
    "Registration",
    "RiskLine",
    "SectionHead",
    "SignIn",
    "SiteVisit",
    "SpentLine",
    "StaffAssignment",
    "StudyNeed",
    "StudyResource",
]
