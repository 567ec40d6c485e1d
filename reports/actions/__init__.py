"""The only code that writes monthly reports and the sums they are made of."""

from reports.actions.archiving import file_report
from reports.actions.assembling import assemble, monthly_round
from reports.actions.checking import check, give_back, hand_in, write_notes
from reports.actions.deciding import came_back, confirm, decided, send, submit
from reports.actions.tallying import rebuild, refresh

__all__ = [
    "assemble",
    "came_back",
    "check",
    "confirm",
    "decided",
    "file_report",
    "give_back",
    "hand_in",
    "monthly_round",
    "rebuild",
    "refresh",
    "send",
    "submit",
    "write_notes",
]
