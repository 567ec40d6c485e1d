"""The only code that writes approvals: start a run, act on a step, withdraw, bring evidence, keep seats in step."""

from approvals.actions.outside import answer, make_link, record_answer, revoke_links
from approvals.actions.running import act, exceptions, outcomes_of, seen_mark, start, withdraw
from approvals.actions.upkeep import chase, recount, refresh, refresh_all, stamp_views

__all__ = [
    "act",
    "answer",
    "chase",
    "exceptions",
    "make_link",
    "outcomes_of",
    "record_answer",
    "recount",
    "refresh",
    "refresh_all",
    "revoke_links",
    "seen_mark",
    "stamp_views",
    "start",
    "withdraw",
]
