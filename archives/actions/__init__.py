"""The only code that writes here, by topic: drafts and forms, file numbers, volumes, use of what is sealed."""

from archives.actions.drafts import Conflict, file_sheet, save_draft, submit_once, take_over_draft
from archives.actions.numbers import issue
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
from archives.actions.volumes import count, open_volume, recount, return_, submit, verify, waive

__all__ = [
    "Conflict",
    "ask",
    "count",
    "decide_access",
    "file_sheet",
    "give_back",
    "grant_access",
    "issue",
    "open_volume",
    "recount",
    "request_access",
    "resume",
    "return_",
    "revoke_access",
    "save_draft",
    "submit",
    "submit_once",
    "suspend",
    "take_over_draft",
    "verify",
    "waive",
]
