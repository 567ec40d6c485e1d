"""The forms of group work of forms.md, one model each: F-G01, F-G03..F-G05, F-G08 (with F-G07), F-G10, F-G11."""

from groups.sheets.base import GroupSheet, MemberSheet, ReadSheet
from groups.sheets.ending import FinancialReport, GoalReached, GroupAttachment, GroupReport, MoneyLine, PrePost
from groups.sheets.planning import GroupPlan, PlanBudgetLine, ProcessGoal, SessionPlan, StaffDuty
from groups.sheets.sessions import Presence, Registration, RollCall, SessionRecord

# In the order of the file (ARCH-10).
FORMS = {
    form.NAME: form
    for form in (GroupPlan, Registration, RollCall, SessionRecord, GroupReport, FinancialReport, GroupAttachment)
}

__all__ = [
    "FORMS",
    "FinancialReport",
    "GoalReached",
    "GroupAttachment",
    "GroupPlan",
    "GroupReport",
    "GroupSheet",
    "MemberSheet",
    "MoneyLine",
    "PlanBudgetLine",
    "PrePost",
    "Presence",
    "ProcessGoal",
    "ReadSheet",
    "Registration",
    "RollCall",
    "SessionPlan",
    "SessionRecord",
    "StaffDuty",
]
