"""Forms of the inbox and of the page behind a one-time link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from approvals.models import Step
from approvals.words import WAYS
from core import clock
from core.forms import DateInput, Segmented

BY_HAND = [("phone", WAYS["phone"]), ("paper", WAYS["paper"])]


class DecisionForm(forms.Form):
    """An answer to a step. Length and need of words are the engine's rules, not the form's."""

    outcome = forms.ChoiceField(choices=Step.Outcome.choices)
    comment = forms.CharField(required=False, max_length=2000, strip=True)
    seen = forms.CharField(required=False, max_length=64)
    accept_exception = forms.BooleanField(required=False)


class EvidenceForm(forms.Form):
    """What an outside unit answered, and how it is known (LEAVE-01)."""

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[(Step.Outcome.OK, _("agrees")), (Step.Outcome.REJECTED, _("does not agree"))],
        widget=Segmented,
    )
    way = forms.ChoiceField(label=_("How"), choices=BY_HAND, widget=Segmented)
    name = forms.CharField(label=_("Who answered"), max_length=40)
    on = forms.DateField(label=_("Answered on"), widget=DateInput)
    comment = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    scan = forms.FileField(label=_("Scan or photo"), required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    widths = {"outcome": "f6", "way": "f6", "name": "f6", "on": "f6"}

    def clean_on(self):
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]

    def clean(self):
        if self.cleaned_data.get("way") == "paper" and not self.cleaned_data.get("scan"):
            self.add_error("scan", _("Attach a scan or photo of the paper."))


class AnswerForm(forms.Form):
    """Agree or not, and a name: all that is asked behind a one-time link."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("We agree")), ("no", _("We do not agree"))], widget=Segmented
    )
    name = forms.CharField(label=_("Your name"), max_length=40)
