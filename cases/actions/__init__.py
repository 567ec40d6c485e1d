"""The only code that writes cases: one verb for each arrow of life cycle 1, grouped by where the case stands."""

from cases.actions.attachments import add_attachment
from cases.actions.closing import (
    closing_approved,
    closing_rejected,
    closing_returned,
    consultation_approved,
    consultation_rejected,
    submit_closing,
)
from cases.actions.contacts import record_contact
from cases.actions.forms import file_form, fill_in
from cases.actions.identity import give_notice
from cases.actions.intake import identify, refuse, register_inquiry, start_screening, tell_applicant
from cases.actions.opening import (
    ask_to_convert,
    convert,
    open_first,
    opening_approved,
    opening_rejected,
    opening_returned,
    submit_opening,
)
from cases.actions.people import hand_over, review, set_level
from cases.actions.reopening import reopening_approved, request_reopening
from cases.actions.sealing import unsealed, was_sealed
from cases.actions.service import plan_approved, plan_returned
from cases.actions.stages import stage_form_returned
from cases.actions.talks import open_round, owe_talks, talked_over

__all__ = [
    "add_attachment",
    "ask_to_convert",
    "closing_approved",
    "closing_rejected",
    "closing_returned",
    "consultation_approved",
    "consultation_rejected",
    "convert",
    "file_form",
    "fill_in",
    "give_notice",
    "hand_over",
    "identify",
    "open_first",
    "open_round",
    "opening_approved",
    "opening_rejected",
    "opening_returned",
    "owe_talks",
    "plan_approved",
    "plan_returned",
    "record_contact",
    "refuse",
    "register_inquiry",
    "reopening_approved",
    "request_reopening",
    "review",
    "set_level",
    "stage_form_returned",
    "start_screening",
    "submit_closing",
    "submit_opening",
    "talked_over",
    "tell_applicant",
    "unsealed",
    "was_sealed",
]
