"""The form that proposes a new value of a setting, and the one that says what a day is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateInput
from people.models import ServicePoint
from rulebook import display
from rulebook.models import CalendarDay


class ValueForm(forms.Form):
    """A new value, for a scope, from a day on, with its reason."""

    value = forms.CharField(label=_("new value"), required=False)
    scope = forms.ChoiceField(label=_("holds for"), required=False)
    since = forms.DateField(label=_("holds from"), widget=DateInput)
    reason = forms.CharField(label=_("reason"), max_length=300)
    widths = {"value": "f6", "scope": "f6", "since": "f4 m6", "reason": "f12"}

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key
        self.fields["value"] = self._value_field()
        self.fields["scope"].choices = display.scopes_of(key)
        self.fields["since"].initial = clock.today
        if len(self.fields["scope"].choices) == 1:
            self.fields["scope"].widget = forms.HiddenInput()
        self.order_fields(["value", "scope", "since", "reason"])

    def _value_field(self):
        label = f"{_('new value')} ({self.key.unit})" if self.key.unit else _("new value")
        if self.key.kind == "bool":
            return forms.ChoiceField(label=label, choices=[("true", _("on")), ("false", _("off"))])
        if self.key.choices:
            return forms.ChoiceField(label=label, choices=self.key.choices)
        if self.key.kind == "int":
            return forms.IntegerField(label=label, min_value=self.key.low, max_value=self.key.high)
        return forms.CharField(label=label, required=self.key.kind not in ("optional_int", "text", "texts"))

    def clean_value(self):
        return self.key.clean(self.cleaned_data["value"])

    def clean(self):
        data = super().clean()
        kind, _sep, name = (data.get("scope") or "").partition(":")
        data["service_type"], data["point"] = (name if kind == "type" else ""), None
        if kind == "point":
            data["point"] = ServicePoint.objects.filter(uuid=name).first()
            if data["point"] is None:
                raise ValidationError({"scope": _("Choose a service point.")})
        return data


class DayForm(forms.Form):
    """What a day is (DATE-01)."""

    day = forms.DateField(label=_("day"), widget=DateInput)
    kind = forms.ChoiceField(label=_("kind"), choices=CalendarDay.Kind.choices)
    name = forms.CharField(label=_("name"), max_length=60, required=False)
    widths = {"day": "f4 m6", "kind": "f4 m6", "name": "f4"}
