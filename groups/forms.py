"""The small web forms of the room; the paper forms make theirs from SECTIONS (archives.forms)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import ClientGroup, Sex
from core import clock
from core.forms import DateInput, Segmented
from groups.choices import GroupType, Kept, Way


def text(label, *, required=True, rows=3, **more):
    return forms.CharField(label=label, required=required, widget=forms.Textarea({"rows": rows}), **more)


def time_input(label, initial=None):
    return forms.TimeField(label=label, initial=initial, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class BeginForm(forms.Form):
    """What the reckoning of the dates needs; everything else is asked by the plan."""

    name = forms.CharField(label=_("Group name"), max_length=100)
    group_type = forms.ChoiceField(
        label=pgettext_lazy("group", "Type"), choices=GroupType.choices, initial=GroupType.GROWTH
    )
    first_day = forms.DateField(label=_("First session"), widget=DateInput)
    sessions = forms.IntegerField(label=_("Sessions"), min_value=1, max_value=60, initial=6)
    apart = forms.IntegerField(label=_("Days between sessions"), min_value=1, max_value=60, initial=7)
    starts = time_input(_("Start"), "14:30")
    ends = time_input(_("End"), "16:00")
    place = forms.CharField(label=_("Place"), max_length=100, required=False)

    widths = {"name": "f8", "group_type": "f4", "first_day": "f4 m6", "sessions": "f4 m6", "apart": "f4 m6",
              "starts": "f4 m6", "ends": "f4 m6", "place": "f12"}  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("The end lies before the start."))
        return said


class DayForm(forms.Form):
    day = forms.DateField(label=_("First session"), widget=DateInput)


class MemberForm(forms.Form):
    """Registration: the person on the left of the paper, the group's own questions on its right (F-G03)."""

    mostly_required = True

    name = forms.CharField(label=_("Name"), max_length=40)
    phone = forms.CharField(label=_("Phone"), max_length=40)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=Segmented, initial=Sex.UNKNOWN, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    group = forms.ChoiceField(label=_("Client group"), choices=ClientGroup.choices, initial=ClientGroup.OTHER)
    guardian_name = forms.CharField(label=_("Guardian"), max_length=40, required=False)
    guardian_phone = forms.CharField(label=_("Guardian's phone"), max_length=40, required=False)
    way = forms.ChoiceField(label=_("Registered how"), choices=Way.choices, widget=Segmented, initial=Way.FORM)
    in_area = forms.BooleanField(label=_("Lives, studies or works in the service area"), required=False, initial=True)
    meets_conditions = forms.BooleanField(label=_("Meets the conditions of the leaflet"), required=False, initial=True)
    expectations = text(_("Expectations"), required=False, rows=2)
    health_note = forms.CharField(label=_("Health, allergies"), max_length=120, required=False)
    photo_consent = forms.BooleanField(label=_("May be photographed"), required=False)

    PERSON = ("name", "phone", "sex", "birth_year", "group", "guardian_name", "guardian_phone")
    widths = {"name": "f6", "phone": "f6", "sex": "f6", "birth_year": "f6", "group": "f12", "guardian_name": "f6",
              "guardian_phone": "f6", "way": "f12", "in_area": "f12", "meets_conditions": "f12",
              "health_note": "f12", "photo_consent": "f12"}  # fmt: skip

    def parts(self):
        """(person, the rest) as actions.register takes them."""
        person = {name: self.cleaned_data[name] for name in self.PERSON}
        return person, {name: given for name, given in self.cleaned_data.items() if name not in self.PERSON}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class ToldForm(forms.Form):
    """Who was told of a cancellation; the list bears names and phones, because that is what one tells them with."""

    members = forms.ModelMultipleChoiceField(
        None, label=_("Told today"), to_field_name="uuid", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members
        self.fields["members"].label_from_instance = lambda member: " · ".join(
            [member.name, *member.client.identity.get("phones", [])]
        )


class WithdrawForm(ReasonForm):
    on = forms.DateField(label=_("From which day"), widget=DateInput, initial=clock.today)


class SessionForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DateInput)
    starts = time_input(_("Start"))
    ends = time_input(_("End"))
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    widths = {"day": "f4 m6", "starts": "f4 m6", "ends": "f4 m6", "place": "f12"}


class AddSessionForm(SessionForm):
    theme = forms.CharField(label=_("Theme"), max_length=100, required=False)
    widths = SessionForm.widths | {"theme": "f12"}


class AttachmentForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=Kept.choices)
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)
    upload = forms.FileField(label=_("File"))
    consent_ok = forms.BooleanField(label=_("Whoever can be recognized has agreed"), required=False)


class SubmitReportsForm(forms.Form):
    no_feedback_reason = text(_("Why there are no opinions"), required=False, rows=2)

    def __init__(self, *args, asks=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks:
            self.fields.pop("no_feedback_reason")


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class ReviewForm(forms.Form):
    comment = text(_("Supervisor's comment"), required=False)
