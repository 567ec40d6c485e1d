"""What a superior types under a report."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReadForm(forms.Form):
    comment = forms.CharField(label=_("Comment"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is missing or should be changed"), max_length=1000, min_length=5,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
