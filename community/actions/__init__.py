"""The only code that writes events: one verb for each arrow of life cycle 3, by where the event stands."""

from community.actions import day, ending, preparing
from community.actions.day import file_debrief, hold
from community.actions.ending import (
    file_evaluation,
    file_money_report,
    file_news,
    file_report,
    report_returned,
    signed,
    step_signed,
    submit_report,
    unsealed,
    volume_submitted,
    was_sealed,
    write,
)
from community.actions.moving import cancel, postpone, resume
from community.actions.people import register, select, withdraw
from community.actions.planning import (
    ask_host,
    begin,
    change,
    file_emergency_plan,
    file_plan,
    host_agreed,
    money_decided,
    money_refusal,
    plan_agreed,
    plan_rejected,
    plan_returned,
    step_closed,
    write_emergency_plan,
    write_plan,
)
from community.actions.preparing import add_line, assign, tick
from community.actions.studies import file_study, read_study

# How each form of an event's file is kept: {name: action(event=, filled=, by=)}.
FILES = {
    "event_plan": file_plan,
    "event_emergency_plan": file_emergency_plan,
    **preparing.FILES,
    **day.FILES,
    **ending.FILES,
}

__all__ = [
    "FILES",
    "add_line",
    "ask_host",
    "assign",
    "begin",
    "cancel",
    "change",
    "file_debrief",
    "file_emergency_plan",
    "file_evaluation",
    "file_money_report",
    "file_news",
    "file_plan",
    "file_report",
    "file_study",
    "hold",
    "host_agreed",
    "money_decided",
    "money_refusal",
    "plan_agreed",
    "plan_rejected",
    "plan_returned",
    "postpone",
    "read_study",
    "register",
    "report_returned",
    "resume",
    "select",
    "signed",
    "step_closed",
    "step_signed",
    "submit_report",
    "tick",
    "unsealed",
    "volume_submitted",
    "was_sealed",
    "withdraw",
    "write",
    "write_emergency_plan",
    "write_plan",
]
