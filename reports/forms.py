"""The few things people type about a monthly report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from reports.models import MonthlyReport

RIGHT = (("right", _("The figures are right")), ("differs", _("Something differs")))


class CheckForm(forms.Form):
    """A worker's word on the own figures."""

    answer = forms.ChoiceField(label=_("My figures of the month"), choices=RIGHT, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What differs"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class BackForm(forms.Form):
    words = forms.CharField(
        label=_("What is to be looked at again"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ConfirmForm(forms.Form):
    """The Service director's words on the month."""

    notes = forms.CharField(
        label=_("Problems, and arrangements for next month"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    accept_missing = forms.BooleanField(
        label=_("Confirm although leaders are missing; they are listed in the report"), required=False
    )


class SendForm(forms.Form):
    """When the package went out, and what was in it (KPI-01)."""

    parts = forms.MultipleChoiceField(
        label=_("In the package"), choices=MonthlyReport.Part, widget=forms.CheckboxSelectMultiple, required=False
    )
    lacking = forms.CharField(label=_("What is missing, and why"), max_length=300, required=False)
    on = forms.DateField(label=_("Sent to the city association on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today
