"""What changes people and structure: the only code of this room that writes."""

from people.actions.links import ask_for_link, confirm_link, invite, needs_second, set_first_password, waiting
from people.actions.staff import (
    PERSON_FIELDS,
    appoint,
    create_person,
    deactivate,
    designate_acting_supervisor,
    edit_person,
    end_appointment,
    end_sign_ins,
    end_stand_in,
    found,
    lay_out_departments,
    reactivate,
    save_structure,
    stand_in,
    transfer,
)

__all__ = [
    "PERSON_FIELDS",
    "appoint",
    "ask_for_link",
    "confirm_link",
    "create_person",
    "deactivate",
    "designate_acting_supervisor",
    "edit_person",
    "end_appointment",
    "end_sign_ins",
    "end_stand_in",
    "found",
    "invite",
    "lay_out_departments",
    "needs_second",
    "reactivate",
    "save_structure",
    "set_first_password",
    "stand_in",
    "transfer",
    "waiting",
]
