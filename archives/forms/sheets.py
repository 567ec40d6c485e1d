"""Web forms made from a paper form's SECTIONS; nothing about rules here, models' `clean()` has those."""

import json
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from django import forms
from django.db import models
from django.forms.models import inlineformset_factory, modelform_factory
from django.http import QueryDict  # noqa: TID251 - what a draft keeps is what the browser sent
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from archives import layout, sheets
from archives.sheets import Filled

LONGEST_TEXT = 20_000  # one text box; a million characters would keep the PDF renderer busy for minutes
FEW = 7  # up to so many choices are shown side by side
NUMERALS = "一二三四五六七八九十"
CONTROL = ("csrfmiddlewaretoken", "once", "_draft", "_version", "_window", "_save", "_add", "_takeover")


@dataclass(frozen=True)
class Box:
    """One box on the edit page: a bound field, or a sub-table."""

    name: str
    field: object = None
    rows: object = None


def control(db_field, **kwargs):
    """The form field of a column: native date and time pickers, few choices side by side, long texts capped."""
    if isinstance(db_field, models.DateTimeField):
        kwargs["widget"] = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    elif isinstance(db_field, models.DateField):
        kwargs["widget"] = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    elif isinstance(db_field, models.TimeField):
        kwargs["widget"] = forms.TimeInput({"type": "time"}, format="%H:%M")
    elif isinstance(db_field, models.TextField):
        kwargs["widget"] = forms.Textarea({"rows": 4})
        if db_field.max_length is None and not db_field.choices:
            kwargs["max_length"] = LONGEST_TEXT
    made = db_field.formfield(**kwargs)
    if isinstance(made, forms.TypedChoiceField) and not isinstance(db_field, models.BooleanField):
        real = [(code, label) for code, label in made.choices if code not in ("", None)]
        if len(real) <= FEW:
            made.widget = forms.RadioSelect()
            made.choices = real
    return made


class Quiet:
    """A form shown from a draft: the text as it was typed, no complaints yet."""

    default_error_messages: ClassVar[dict] = {
        **forms.BaseInlineFormSet.default_error_messages,
        "too_few_forms": ngettext_lazy("Fill in at least %d line.", "Fill in at least %d lines."),
    }

    def __init__(self, *args, quiet=False, **kwargs):
        self.quiet = quiet
        super().__init__(*args, **kwargs)

    def full_clean(self):
        if self.quiet:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        else:
            super().full_clean()


class RowForm(Quiet, forms.ModelForm):
    """One line of a sub-table."""

    mostly_required = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self._meta.model.WIDTHS
        self.widths = {name: width(given[name], self.fields[name]) for name in given if name in self.fields}


class RowFormSet(forms.BaseInlineFormSet):
    """The lines of a sub-table; at least LEAST of them once the form is submitted."""

    def __init__(self, *args, quiet=False, **kwargs):
        self.quiet = quiet
        super().__init__(*args, form_kwargs={"quiet": quiet}, **kwargs)

    def full_clean(self):
        if self.quiet:
            self._errors, self._non_form_errors = [{} for one in self.forms], self.error_class()
        else:
            super().full_clean()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take out this line")

    @property
    def columns(self):
        """Labels of the printed columns."""
        return [self.model._meta.get_field(name).verbose_name for name in self.model.COLUMNS]

    @property
    def label(self):
        return self.model._meta.verbose_name_plural


class ScanField(forms.FileField):
    """One or more scans or photos of the paper."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data, initial=None):
        uploads = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not uploads:
            super().clean(None, initial)
        return [super(ScanField, self).clean(one, initial) for one in uploads]


class SheetForm(Quiet, forms.ModelForm):
    """The edit form of a paper form: columns, sub-tables and scans under the headings of SECTIONS."""

    mostly_required = True  # the page marks what is optional

    def __init__(self, data=None, files=None, *, instance=None, quiet=False, **kwargs):
        super().__init__(data, files, instance=instance, quiet=quiet, **kwargs)
        model = self._meta.model
        on_file = self._kinds_on_file()
        for name, label in model.FILES.items():
            wanted = name in model.REQUIRED_FILES and name not in on_file
            self.fields[name] = ScanField(label=label, required=wanted)
        self.rows = {name: self._formset(name, data, quiet) for name in row_boxes(model)}
        given = model.WIDTHS
        self.widths = {name: width(given.get(name) or width_of(made), made) for name, made in self.fields.items()}

    def _kinds_on_file(self):
        if not self._meta.model.FILES:
            return set()
        return {one.kind for one in layout.files_of(self.instance)}

    def _formset(self, name, data, quiet):
        lines = sheets.row_model(self._meta.model, name)
        made = row_formset(self._meta.model, name)
        kept = lines.objects.filter(removed=False) if self.instance.pk else lines.objects.none()
        return made(data, instance=self.instance, prefix=name, queryset=kept, quiet=quiet)

    def is_valid(self):
        own = super().is_valid()
        return all([own, *(lines.is_valid() for lines in self.rows.values())])

    def filled(self):
        """What was filled in, as unsaved rows; call after `is_valid()`."""
        result = Filled(self.instance)
        for name, lines in self.rows.items():
            taken_out = {form.instance for form in lines.deleted_forms if form.instance.pk}
            result.removed.extend(taken_out)
            result.rows[name] = [
                form.instance
                for form in lines.forms
                if (form.has_changed() or form.instance.pk) and form not in lines.deleted_forms
            ]
        result.files = {name: self.cleaned_data[name] for name in self._meta.model.FILES if self.cleaned_data[name]}
        return result

    def sections(self):
        """[(numeral, heading, [Box, ...])] for the edit page."""
        chinese = (get_language() or "").startswith("zh")
        found = []
        for heading, names in self._meta.model.SECTIONS:
            number = len(found) + 1
            numeral = NUMERALS[number - 1] if chinese and number <= len(NUMERALS) else str(number)
            if boxes := [self._box(name) for name in names if self._shows(name)]:
                found.append((numeral, heading, boxes))
        return found

    def _shows(self, name):
        return name in self.fields or name in self.rows

    def _box(self, name):
        return Box(name, rows=self.rows[name]) if name in self.rows else Box(name, field=self[name])

    def what_is_wrong(self):
        """[(id of the control or "", label, message)] for the summary on top of the page."""
        found = [("", "", text) for text in self.non_field_errors()]
        for name, errors in self.errors.items():
            if name in self.fields:
                found.extend((self[name].auto_id, self.fields[name].label, text) for text in errors)
        for name, lines in self.rows.items():
            found.extend((f"box-{name}", lines.label, text) for text in lines.non_form_errors())
            for number, form in enumerate(lines.forms, start=1):
                for box, errors in form.errors.items():
                    known = box in form.fields
                    control_id = form[box].auto_id if known else f"box-{name}"
                    label = f"{lines.label} {number} · {form.fields[box].label}" if known else f"{lines.label} {number}"
                    found.extend((control_id, label, text) for text in errors)
        return found

    def progress(self):
        """(required boxes that are not empty, required boxes in all), from what was typed."""
        names = [name for name, made in self.fields.items() if made.required]
        filled = sum(1 for name in names if self[name].value() not in (None, "", [], ()))
        return filled, len(names)


def width_of(made):
    """How many of twelve columns a control takes when the form does not say."""
    if isinstance(made, forms.DateField | forms.DateTimeField | forms.TimeField | forms.IntegerField):
        return 4
    if isinstance(made.widget, forms.Textarea | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return 12
    return 6


def width(columns, made):
    """The classes of a box; on phones only short numbers, days and times stand two in a row."""
    short = isinstance(made, forms.DateField | forms.TimeField | forms.IntegerField)
    return f"f{columns} m6" if short else f"f{columns}"


def row_boxes(model):
    return [name for name in sheets.boxes(model) if sheets.row_model(model, name)]


@cache
def sheet_form(model):
    """The ModelForm class of a paper form, made from its SECTIONS."""
    names = [
        name for name in sheets.boxes(model) if (column := sheets.column(model, name)) is not None and column.editable
    ]
    return modelform_factory(model, form=SheetForm, fields=names, formfield_callback=control)


def control_of(lines):
    """The control of a column of a sub-table; choices named in PULL_DOWN are a list to pull down."""

    def made(db_field, **kwargs):
        found = control(db_field, **kwargs)
        if db_field.name in lines.PULL_DOWN:
            found.widget = forms.Select(choices=found.choices)
        return found

    return made


@cache
def row_formset(model, name):
    lines = sheets.row_model(model, name)
    return inlineformset_factory(
        model,
        lines,
        form=RowForm,
        formset=RowFormSet,
        fields=[name for name in lines.COLUMNS if lines._meta.get_field(name).editable],
        formfield_callback=control_of(lines),
        extra=0 if lines.LEAST else 1,
        min_num=lines.LEAST,
        validate_min=bool(lines.LEAST),
        max_num=200,
        validate_max=True,
        can_delete=True,
    )


def posted(data):
    """What the browser sent, as the text a draft keeps: everything but the page's own controls."""
    return json.dumps({name: data.getlist(name) for name in data if name not in CONTROL}, ensure_ascii=False)


def restored(text):
    """The data of a draft again, as a browser would send them; None where nothing was typed."""
    if not text:
        return None
    data = QueryDict(mutable=True)
    for name, values in json.loads(text).items():
        data.setlist(name, values)
    return data
