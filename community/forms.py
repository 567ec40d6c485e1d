"""The small web forms of the room; the paper forms make theirs from SECTIONS (archives.forms)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import ClientGroup, Sex
from community.choices import Kind, Result, Setting
from community.sheets import Registration
from core.forms import DateInput, Segmented
from files.forms import UploadField
from people.models import User


def time_input(label, initial=None):
    return forms.TimeField(label=label, initial=initial, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class EventForm(forms.Form):
    """What the reckoning of the dates and the host unit's answer need; everything else is asked by the plan."""

    title = forms.CharField(label=_("Name of the event"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of event"), choices=Kind.choices, initial=Kind.ACTIVITY)
    day = forms.DateField(label=_("Day of the event"), widget=DateInput)
    starts = time_input(_("Begins at"), "14:00")
    ends = time_input(_("Ends at"), "16:30")
    place = forms.CharField(label=_("Place"), max_length=120)
    setting = forms.ChoiceField(
        label=_("Indoors or outdoors"), choices=Setting.choices, widget=Segmented, initial=Setting.INDOOR
    )
    planned_people = forms.IntegerField(label=_("People expected"), min_value=1, max_value=100_000)

    widths = {"title": "f8", "kind": "f4", "day": "f4 m6", "starts": "f4 m6", "ends": "f4 m6", "place": "f12",
              "setting": "f8", "planned_people": "f4"}  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("The end lies before the start."))
        return said


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class ResumeForm(forms.Form):
    day = forms.DateField(label=_("New day"), widget=DateInput)
    starts = time_input(_("Begins at"))
    ends = time_input(_("Ends at"))
    place = forms.CharField(label=_("Place"), max_length=120)

    widths = {"day": "f4 m6", "starts": "f4 m6", "ends": "f4 m6", "place": "f12"}


class LineForm(forms.Form):
    """A line of one's own on the preparation list."""

    what = forms.CharField(label=_("What has to be done"), max_length=80)
    due_on = forms.DateField(label=pgettext_lazy("preparation", "By"), widget=DateInput)
    helper = forms.CharField(label=_("Helped by"), max_length=40, required=False)

    widths = {"what": "f12", "due_on": "f12", "helper": "f12"}  # it stands in the narrow column


class AssignForm(forms.Form):
    """Who is responsible for a line: somebody of the event's service point."""

    responsible = forms.ModelChoiceField(label=_("Responsible"), queryset=User.objects.none())
    helper = forms.CharField(label=_("Helped by"), max_length=40, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people


class PersonForm(forms.Form):
    """Registration: the person, and what was asked for this event (F-E04)."""

    mostly_required = False

    name = forms.CharField(label=_("Name"), max_length=40)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=Segmented, initial=Sex.UNKNOWN, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    group = forms.ChoiceField(label=_("Client group"), choices=ClientGroup.choices, initial=ClientGroup.OTHER)
    guardian_name = forms.CharField(label=_("Guardian"), max_length=40, required=False)
    guardian_phone = forms.CharField(label=_("Guardian's phone"), max_length=40, required=False)
    way = forms.ChoiceField(label=_("Way of registering"), choices=Registration.Way.choices, widget=Segmented,
                            initial=Registration.Way.PHONE)  # fmt: skip
    in_area = forms.BooleanField(label=_("Lives, studies or works in the service area"), required=False, initial=True)
    meets_conditions = forms.BooleanField(label=_("Meets the conditions"), required=False, initial=True)
    volunteer = forms.BooleanField(label=_("Helps as a volunteer"), required=False)
    guardian_agreed = forms.BooleanField(label=_("The guardian agrees (minors)"), required=False)
    photo_consent = forms.BooleanField(label=_("May be photographed"), required=False)
    expectations = forms.CharField(
        label=_("Expectations"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    health_note = forms.CharField(label=_("Health, allergies"), max_length=150, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    PERSON = ("name", "phone", "sex", "birth_year", "group", "guardian_name", "guardian_phone")
    widths = {"name": "f6", "phone": "f6", "sex": "f6", "birth_year": "f6", "group": "f12", "guardian_name": "f6",
              "guardian_phone": "f6", "way": "f12", "in_area": "f12",
              "meets_conditions": "f12", "volunteer": "f12", "guardian_agreed": "f12",
              "photo_consent": "f12", "expectations": "f12", "health_note": "f6", "note": "f6"}  # fmt: skip

    def parts(self):
        """(person, the rest) as actions.register takes them."""
        person = {name: self.cleaned_data[name] for name in self.PERSON}
        return person, {name: given for name, given in self.cleaned_data.items() if name not in self.PERSON}


class SelectForm(forms.Form):
    """What becomes of a registration."""

    result = forms.ChoiceField(label=_("Result"), choices=Result.choices, widget=Segmented)
    reason = forms.CharField(
        label=_("Reason, where refused"), max_length=150, required=False, widget=forms.Textarea({"rows": 2})
    )


class TimesForm(forms.Form):
    """Beside the taps: when the event really began and ended, and the staff (F-E05)."""

    started = time_input(_("Began at"))
    ended = time_input(_("Ended at"))
    staff_count = forms.IntegerField(
        label=pgettext_lazy("event", "Staff"), min_value=0, max_value=1000, initial=0, required=False
    )

    proof = UploadField(
        label=_("Photograph or scan of the list"), required=False,
        help_text=_("Where people were counted by heads: a photograph of the crowd, or of the paper list."),
    )  # fmt: skip

    widths = {"started": "f4 m6", "ended": "f4 m6", "staff_count": "f4 m6", "proof": "f12"}

    def clean(self):
        said = super().clean()
        if said.get("started") and said.get("ended") and said["ended"] <= said["started"]:
            self.add_error("ended", _("The end lies before the start."))
        return said
