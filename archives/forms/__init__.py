"""Forms made from paper forms, and the forms of the archive room."""

from archives.forms.room import DecideForm, InspectForm, NumberForm, PasswordForm, ReasonForm, SealForm
from archives.forms.sheets import posted, restored, row_formset, sheet_form
from archives.sheets import Filled

__all__ = [
    "DecideForm",
    "Filled",
    "InspectForm",
    "NumberForm",
    "PasswordForm",
    "ReasonForm",
    "SealForm",
    "posted",
    "restored",
    "row_formset",
    "sheet_form",
]
