"""The only code that writes here: taps, handed-over devices, opinions."""

from gatherings.actions.handing import end_hand_over, hand_over, of_token
from gatherings.actions.opinions import give_opinion, tally
from gatherings.actions.taps import Refused, record_taps, tap_form, tap_the_rest

__all__ = [
    "Refused",
    "end_hand_over",
    "give_opinion",
    "hand_over",
    "of_token",
    "record_taps",
    "tally",
    "tap_form",
    "tap_the_rest",
]
