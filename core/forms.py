"""The form renderer of the house: Bootstrap classes, our field template, and the error beside its field."""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

CHOICE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
SEGMENTS = 7  # up to so many fixed options are shown side by side


class DeskField(BoundField):
    """Knows which of our looks it has; `components/field.html` asks."""

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs["class"] = " ".join(filter(None, [look_of(widget), widget.attrs.get("class"), attrs.get("class")]))
        if not attrs["class"]:
            del attrs["class"]
        return attrs

    @property
    def is_group(self):
        """Radios and tick boxes: a fieldset with a legend."""
        return isinstance(self.field.widget, CHOICE_WIDGETS)

    @property
    def is_tick(self):
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_segmented(self):
        """Few fixed options to choose one from: side by side."""
        return isinstance(self.field.widget, forms.RadioSelect) and len(self.field.choices) <= SEGMENTS

    @property
    def mark(self):
        """ "required" or "optional" beside the label: whichever is the rarer in the form says so."""
        mostly = getattr(self.form, "mostly_required", None)
        if mostly is None:
            shown = [field for field in self.form.fields.values() if not field.widget.is_hidden]
            mostly = sum(field.required for field in shown) * 2 >= len(shown)
        if self.field.required == mostly:
            return ""
        return "optional" if mostly else "required"

    @property
    def width(self):
        """The columns of twelve it takes: as the form says (`widths = {"field": "f4 m6"}`), else by its widget."""
        named = getattr(self.form, "widths", {}).get(self.name)
        return named or WIDTHS.get(type(self.field.widget), "f12" if self.is_group else "f6")


WIDTHS = {forms.Textarea: "f12", forms.DateInput: "f4 m6", forms.TimeInput: "f3 m6", forms.NumberInput: "f4 m6"}


def look_of(widget):
    if isinstance(widget, forms.HiddenInput | forms.MultipleHiddenInput):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, CHOICE_WIDGETS):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class Renderer(TemplatesSetting):
    field_template_name = "components/field.html"
    form_template_name = "components/fields.html"
    bound_field_class = DeskField


class DateInput(forms.DateInput):
    """The browser's own date picker, on every phone."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class Segmented(forms.RadioSelect):
    """Two to seven fixed options side by side."""


WIDTHS |= {DateInput: "f4 m6", TimeInput: "f3 m6"}


def native(db_field, **kwargs):
    """A `formfield_callback` for ModelForms: native pickers, radios for short fixed choices."""
    field = db_field.formfield(**kwargs)
    if isinstance(field, forms.DateField):
        field.widget = DateInput(field.widget.attrs)
    elif isinstance(field, forms.TimeField):
        field.widget = TimeInput(field.widget.attrs)
    elif (
        isinstance(field, forms.TypedChoiceField) and len(real := [c for c in field.choices if c[0] != ""]) <= SEGMENTS
    ):
        field.choices = real
        field.widget = Segmented(choices=real)
    return field
