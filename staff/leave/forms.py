"""The web forms of leave beside the paper ones: actual dates, certificate, waiver, and the dates to reckon with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, Segmented
from files.forms import UploadField
from staff.leave.models import FromPart, ToPart
from staff.leave.types import LeaveType


class DatesForm(forms.Form):
    """What the live computation needs; anything incomplete simply computes nothing."""

    leave_type = forms.ChoiceField(choices=LeaveType.choices)
    first = forms.DateField()
    first_part = forms.ChoiceField(choices=FromPart.choices, required=False)
    last = forms.DateField()
    last_part = forms.ChoiceField(choices=ToPart.choices, required=False)

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and (last < first or (last - first).days > 366):
            raise forms.ValidationError(_("The last day lies before the first day."))
        return data


class ReturnForm(forms.Form):
    """销假: the actual dates (LEAVE-15)."""

    first = forms.DateField(label=_("actually from"), widget=DateInput)
    first_part = forms.ChoiceField(label=_("part of the day"), choices=FromPart.choices, widget=Segmented)
    last = forms.DateField(label=_("actually to"), widget=DateInput)
    last_part = forms.ChoiceField(label=_("part of the last day"), choices=ToPart.choices, widget=Segmented)
    note = forms.CharField(label=_("note"), max_length=300, required=False)
    not_taken = forms.BooleanField(
        label=_("I did not take this leave at all, I worked"),
        required=False,
        help_text=_("The dates above do not count then; your superior confirms."),
    )
    widths = {
        "first": "f4 m6",
        "first_part": "f8",
        "last": "f4 m6",
        "last_part": "f8",
        "note": "f12",
        "not_taken": "f12",
    }


class ProofForm(forms.Form):
    """A certificate (LEAVE-11)."""

    upload = UploadField(label=_("scan or photo of the certificate"))
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    widths = {"upload": "f12", "note": "f12"}


class WaiverForm(forms.Form):
    """HR accepts sick leave without a certificate."""

    reason = forms.CharField(label=_("why no certificate is needed"), max_length=300)
    widths = {"reason": "f12"}
