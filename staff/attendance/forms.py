"""The web forms of attendance beside the paper ones."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateInput, Segmented, TimeInput
from people.models import User
from staff.attendance.models import DisciplineNote, Mark, Outing
from staff.attendance.sheets import AttendanceRecord

MORNING = (Mark.PRESENT, Mark.LATE, Mark.ABSENT, Mark.OUTING, Mark.TRAINING)
AFTERNOON = (Mark.PRESENT, Mark.EARLY, Mark.ABSENT, Mark.OUTING, Mark.TRAINING)


def _choices(marks):
    return [(mark.value, mark.label) for mark in marks]


class DayForm(forms.Form):
    """One day of one person, as the SA records it."""

    morning = forms.ChoiceField(label=_("Morning"), choices=_choices(MORNING), widget=Segmented)
    afternoon = forms.ChoiceField(label=_("Afternoon"), choices=_choices(AFTERNOON), widget=Segmented)
    came = forms.TimeField(label=_("Came at"), required=False, widget=TimeInput,
                           help_text=_("only where late; the minutes are reckoned"))  # fmt: skip
    left = forms.TimeField(label=_("Left at"), required=False, widget=TimeInput, help_text=_("only where early"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    widths = {"morning": "f12", "afternoon": "f12", "came": "f6 m6", "left": "f6 m6", "note": "f12"}

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        for half in ("morning", "afternoon"):
            if row is not None and getattr(row, f"{half}_about"):
                mark = Mark(getattr(row, half))
                field = self.fields[half]
                field.choices, field.disabled, field.initial = [(mark.value, mark.label)], True, mark.value
                field.help_text = _("Comes from the leave.")


class CorrectionForm(forms.Form):
    """A day of a month that was reported."""

    morning = forms.ChoiceField(label=_("Morning"), choices=_choices(MORNING), widget=Segmented)
    afternoon = forms.ChoiceField(label=_("Afternoon"), choices=_choices(AFTERNOON), widget=Segmented)
    reason = forms.CharField(label=_("Reason and source"), max_length=300)
    widths = {"morning": "f12", "afternoon": "f12", "reason": "f12"}

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        for half in ("morning", "afternoon"):
            known = {value for value, _label in self.fields[half].choices}
            mark = Mark(getattr(row, half))
            if getattr(row, f"{half}_about"):
                self.fields[half].choices, self.fields[half].disabled = [(mark.value, mark.label)], True
            elif mark.value not in known:
                self.fields[half].choices = [(mark.value, mark.label), *self.fields[half].choices]
            self.fields[half].initial = mark.value


class ExplainForm(forms.Form):
    text = forms.CharField(label=_("A word of explanation"), max_length=300)
    widths = {"text": "f12"}


class CloseForm(forms.Form):
    source = forms.ChoiceField(label=_("What the record rests on"), choices=AttendanceRecord.Source.choices,
                               widget=Segmented)  # fmt: skip
    remark = forms.CharField(label=_("Remark for HR"), max_length=300, required=False)
    widths = {"source": "f12", "remark": "f12"}


class OutingForm(forms.Form):
    """An outing as it is announced on the phone: today and now, unless told otherwise."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Outing.Purpose.choices)
    place = forms.CharField(
        label=_("Where to"), max_length=120, help_text=_("Unit or neighbourhood; no client's name, no door number.")
    )
    day = forms.DateField(label=_("Day"), widget=DateInput)
    starts = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("Back by"), widget=TimeInput)
    note = forms.CharField(label=_("Anything to add"), max_length=200, required=False)
    widths = {"purpose": "f6", "place": "f6", "day": "f4", "starts": "f4 m6", "ends": "f4 m6", "note": "f12"}

    def moments(self):
        data = self.cleaned_data
        return clock.moment(data["day"], data["starts"]), clock.moment(data["day"], data["ends"])


class VerifyForm(forms.Form):
    verified_with = forms.CharField(label=_("Whom you asked"), max_length=80, help_text=_("Unit and name or office."))
    widths = {"verified_with": "f12"}


class PlanForm(forms.Form):
    """A check to be made."""

    person = forms.ModelChoiceField(label=_("Worker"), queryset=User.objects.none())
    on = forms.DateField(label=_("Day"), widget=DateInput)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    widths = {"person": "f6", "on": "f6", "note": "f12"}

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class DrawForm(forms.Form):
    posted_to = forms.DateField(label=_("Posted until"), required=False, widget=DateInput)


class DisciplineForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Member of staff"), queryset=User.objects.none())
    day = forms.DateField(label=_("Day"), widget=DateInput)
    category = forms.ChoiceField(label=_("Category"), choices=DisciplineNote.Category.choices)
    facts = forms.CharField(label=_("What happened"), max_length=2000, widget=forms.Textarea)
    talk = forms.CharField(label=_("What was said"), max_length=2000, required=False, widget=forms.Textarea)
    widths = {"person": "f6", "day": "f6", "category": "f12"}

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_system=False).exclude(pk=user.pk)
        self.fields["person"].queryset = people.order_by("staff_no")


def day_from(text):
    """ "2026-10-08" as a date, or None."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
