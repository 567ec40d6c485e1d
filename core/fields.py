"""Model fields the paper forms need and Django has not."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def nothing_ticked():
    return []


class MoneyField(models.DecimalField):
    """An amount in yuan, to the cent; printed as money."""

    def __init__(self, *args, max_digits=12, decimal_places=2, **kwargs):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)


class TickField(models.JSONField):
    """Several ticks out of `choices` (MULTI of forms.md): a JSON list of codes, in the order of the choices."""

    def __init__(self, *args, choices=(), **kwargs):
        kwargs.setdefault("default", nothing_ticked)
        super().__init__(*args, choices=choices, **kwargs)

    def validate(self, value, model_instance):
        unknown = set(value or []) - {code for code, label in self.flatchoices}
        if unknown:
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs):
        kwargs.pop("form_class", None)
        kwargs.pop("choices_form_class", None)
        return TicksField(
            choices=self.flatchoices,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=kwargs.get("widget") or forms.CheckboxSelectMultiple,
        )


class TicksField(forms.MultipleChoiceField):
    """The form field of `TickField`: keeps the order of the printed list, whatever order the browser sends."""

    def clean(self, value):
        ticked = set(super().clean(value))
        return [code for code, label in self.choices if code in ticked]
