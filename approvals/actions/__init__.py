"""The only code that writes approvals: start a run, act on a step, withdraw, bring evidence, keep seats in step."""

from approvals.actions.outside import answer, make_link, revoke_link
from approvals.actions.running import act, seen_mark, start, withdraw
from approvals.actions.upkeep import chase, refresh, refresh_all, stamp_views

__all__ = [
    "act",
    "answer",
    "chase",
    "make_link",
    "refresh",
    "refresh_all",
    "revoke_link",
    "seen_mark",
    "stamp_views",
    "start",
    "withdraw",
]
