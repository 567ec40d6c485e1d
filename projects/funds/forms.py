"""The web forms of money beside the paper ones: ledger entries, payment, settlement."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.forms import DateInput, Segmented
from projects.funds.models import PoolEntry

Kind = PoolEntry.Kind


class EntryForm(forms.Form):
    """What the accountant enters into the ledger (FUND-01)."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("ledger", "What"),
        choices=[(kind.value, kind.label) for kind in (Kind.FEE, Kind.CONTRACT, Kind.OPENING)],
        widget=Segmented,
        initial=Kind.FEE,
    )
    amount = forms.DecimalField(label=_("Amount in yuan"), max_digits=12, decimal_places=2, min_value=0)
    on = forms.DateField(label=_("On"), widget=DateInput, initial=clock.today)
    note = forms.CharField(label=_("From whom, voucher"), max_length=200, required=False)
    widths = {"kind": "f12", "amount": "f6 m6", "on": "f6 m6", "note": "f12"}


class SettlementForm(forms.Form):
    """The accountant's word on a financial report; a reason where it goes back."""

    note = forms.CharField(
        label=_("Note, or what is missing"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    widths = {"note": "f12"}


class PaymentForm(forms.Form):
    """When the cashier paid."""

    on = forms.DateField(label=_("Paid on"), widget=DateInput, initial=clock.today)

    def clean_on(self):
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
