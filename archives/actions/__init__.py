"""The only code that writes here, by topic: drafts, numbers, volumes, sealing, registers, use of what is sealed."""

from archives.actions.drafts import Conflict, file_sheet, save_draft, submit_once, take_over_draft
from archives.actions.months import move_due, recount_open, remind_worker, report_unfinished, start_month
from archives.actions.numbers import issue
from archives.actions.registers import close_month, inspect
from archives.actions.requests import (
    ask,
    decide_access,
    give_back,
    grant_access,
    request_access,
    resume,
    revoke_access,
    suspend,
)
from archives.actions.sealing import append, correct, finish_sealing, reopen, run_sealings, seal
from archives.actions.volumes import count, finish_again, open_volume, recount, return_, submit, verify, waive

__all__ = [
    "Conflict",
    "append",
    "ask",
    "close_month",
    "correct",
    "count",
    "decide_access",
    "file_sheet",
    "finish_again",
    "finish_sealing",
    "give_back",
    "grant_access",
    "inspect",
    "issue",
    "move_due",
    "open_volume",
    "recount",
    "recount_open",
    "remind_worker",
    "reopen",
    "report_unfinished",
    "request_access",
    "resume",
    "return_",
    "revoke_access",
    "run_sealings",
    "save_draft",
    "seal",
    "start_month",
    "submit",
    "submit_once",
    "suspend",
    "take_over_draft",
    "verify",
    "waive",
]
