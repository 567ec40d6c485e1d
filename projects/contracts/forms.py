"""The web form of a target."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateInput
from projects.contracts.indicators import choices


def year_begins():
    return dt.date(clock.today().year, 1, 1)


def year_ends():
    return dt.date(clock.today().year, 12, 31)


class ChangeForm(forms.Form):
    """Period, value and the clause of the contract."""

    first = forms.DateField(label=_("From"), widget=DateInput, initial=year_begins)
    last = forms.DateField(label=_("To"), widget=DateInput, initial=year_ends)
    value = forms.DecimalField(label=_("Target"), max_digits=10, decimal_places=2, min_value=0)
    note = forms.CharField(label=_("Contract or reason"), max_length=200, required=False)
    widths = {"indicator": "f12", "first": "f6 m6", "last": "f6 m6", "value": "f6 m6", "note": "f12"}


class TargetForm(ChangeForm):
    """A new target: also which indicator."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    field_order = ("indicator", "first", "last", "value", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", "—"), *choices()]
