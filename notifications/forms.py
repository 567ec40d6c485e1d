from django import forms

from notifications.models import Preference


class PreferenceForm(forms.ModelForm):
    """How one wants to be told."""

    class Meta:
        model = Preference
        fields = ["mail", "language"]
        widgets = {"mail": forms.RadioSelect, "language": forms.RadioSelect}
