"""The only code that writes attendance."""

from staff.attendance.actions.checking import file_check, plan_check, remind_of_checks
from staff.attendance.actions.closing import archived, correct, open_months, reopened, report_month, returned, verified
from staff.attendance.actions.discipline import note_discipline
from staff.attendance.actions.marking import clear, mark, report_absence
from staff.attendance.actions.outings import announce, call_off, come_back, verify_outing
from staff.attendance.actions.recording import Entry, ask_person, explain, fill_present, record
from staff.attendance.actions.sampling import commit_seed, draw_sample, sample_archived, sample_reopened

__all__ = [
    "Entry",
    "announce",
    "archived",
    "ask_person",
    "call_off",
    "clear",
    "come_back",
    "commit_seed",
    "correct",
    "draw_sample",
    "explain",
    "file_check",
    "fill_present",
    "mark",
    "note_discipline",
    "open_months",
    "plan_check",
    "record",
    "remind_of_checks",
    "reopened",
    "report_absence",
    "report_month",
    "returned",
    "sample_archived",
    "sample_reopened",
    "verified",
    "verify_outing",
]
