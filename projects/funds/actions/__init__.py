"""The only code that writes activity money: asking, deciding, the pool's ledger, cash advances, settlement."""

from projects.funds.actions.advances import (
    advance_approved,
    advance_fell,
    advance_returned,
    ask_advance,
    pay,
    withdraw_advance,
)
from projects.funds.actions.asking import (
    activity_approved,
    activity_on,
    draft,
    file_application,
    hand_over,
    submit,
    withdraw,
)
from projects.funds.actions.deciding import approve, refuse, return_, step_closed, take_back
from projects.funds.actions.pool import record
from projects.funds.actions.releasing import release
from projects.funds.actions.settling import confirm, return_settlement, settle

__all__ = [
    "activity_approved",
    "activity_on",
    "advance_approved",
    "advance_fell",
    "advance_returned",
    "approve",
    "ask_advance",
    "confirm",
    "draft",
    "file_application",
    "hand_over",
    "pay",
    "record",
    "refuse",
    "release",
    "return_",
    "return_settlement",
    "settle",
    "step_closed",
    "submit",
    "take_back",
    "withdraw",
    "withdraw_advance",
]
