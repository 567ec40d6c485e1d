"""The only code that writes leave: asking, what an approval sets in motion, proof, return, withdrawal."""

from staff.leave.actions.asking import FIELDS, ask_again, submit, withdraw
from staff.leave.actions.deciding import fall_away, give_back, handover_confirmed, refuse, take_effect
from staff.leave.actions.recounting import recount
from staff.leave.actions.returning import ask_return_again, close, file_return
from staff.leave.actions.taking import add_proof, begin, begin_due, file_handover, waive_proof
from staff.leave.actions.weekly import confirm_weekly, file_weekly, make_weekly

__all__ = [
    "FIELDS",
    "add_proof",
    "ask_again",
    "ask_return_again",
    "begin",
    "begin_due",
    "close",
    "confirm_weekly",
    "fall_away",
    "file_handover",
    "file_return",
    "file_weekly",
    "give_back",
    "handover_confirmed",
    "make_weekly",
    "recount",
    "refuse",
    "submit",
    "take_effect",
    "waive_proof",
    "withdraw",
]
