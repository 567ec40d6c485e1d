"""Forms of the archive room: sealing, inspecting, asking for and deciding about what is sealed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from archives import sheets
from archives.models import Volume


class PasswordForm(forms.Form):
    """Step-up: what cannot be undone asks for the password again (ia.md 5.6)."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_password(self):
        if not self.by.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return ""


class SealForm(PasswordForm):
    """Where the paper lies (ARCH-04), and the password."""

    field_order = ("envelope_no", "location", "originals", "password")
    envelope_no = forms.CharField(label=_("Envelope number"), max_length=40)
    location = forms.CharField(label=_("Kept at"), max_length=120)
    originals = forms.ChoiceField(label=_("Original or copy"), choices=Volume.Originals, widget=forms.RadioSelect)

    def place(self):
        return {name: self.cleaned_data[name] for name in ("envelope_no", "location", "originals")}


class InspectForm(forms.Form):
    """F-A02: four scores, words, and whether something is to be completed."""

    SCORES = [(number, str(number)) for number in range(1, 6)]

    completeness = forms.TypedChoiceField(label=_("Completeness"), choices=SCORES, coerce=int, widget=forms.RadioSelect)
    standard = forms.TypedChoiceField(label=_("Standardization"), choices=SCORES, coerce=int, widget=forms.RadioSelect)
    professional = forms.TypedChoiceField(
        label=_("Professionalism"), choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    accuracy = forms.TypedChoiceField(
        label=_("Accuracy of the data"), choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    ok = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("yes", _("in order")), ("no", _("to be completed"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    findings = forms.CharField(label=_("Findings"), widget=forms.Textarea({"rows": 4}), required=False, max_length=2000)

    def scores(self):
        return {name: self.cleaned_data[name] for name in ("completeness", "standard", "professional", "accuracy")}


class NumberForm(forms.Form):
    """Which sealed file is asked for, by its number as it stands on the envelope."""

    file_no = forms.CharField(label=_("File number"), max_length=60)


class DecideForm(forms.Form):
    """The uses asked for, decided one by one (ARCH-06)."""

    kinds = forms.MultipleChoiceField(label=_("Grant"), choices=sheets.Use, widget=forms.CheckboxSelectMultiple)
    comment = forms.CharField(label=_("Opinion"), widget=forms.Textarea({"rows": 2}), required=False, max_length=1000)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(code, label) for code, label in sheets.Use.choices if code in request.kinds]


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=500)
