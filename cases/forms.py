"""The small web forms of the room; the paper forms make theirs from SECTIONS (archives.forms)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseKind, ConfLevel, ToldWay
from cases.models import CaseAttachment, Outcome
from clients.models import ClientGroup, Sex
from core import clock
from core.forms import DateInput, Segmented
from people.models import User


def text(label, *, required=True, rows=3, **more):
    return forms.CharField(label=label, required=required, widget=forms.Textarea({"rows": rows}), **more)


class PersonForm(forms.Form):
    """Who it is about; everything but the name can come later (CONF-03)."""

    mostly_required = True  # it stands on one page with a paper form, which marks what is optional

    name = forms.CharField(label=_("Client's name"), max_length=40, required=False)
    phone = forms.CharField(label=_("Client's phone"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=Segmented, initial=Sex.UNKNOWN, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    alias = forms.CharField(
        label=_("Name on daily screens"),
        max_length=40,
        required=False,
        help_text=_("Left empty, lists show the surname only."),
    )
    group = forms.ChoiceField(label=_("Client group"), choices=ClientGroup.choices, initial=ClientGroup.OTHER)
    notice = forms.BooleanField(
        label=_("I explained why the data are collected, what for, and the person's rights"), required=False
    )


class TellForm(forms.Form):
    told_on = forms.DateField(label=_("Told on"), widget=DateInput, initial=clock.today)
    told_way = forms.ChoiceField(label=_("Told how"), choices=ToldWay.choices, widget=Segmented)


class RefuseForm(TellForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=Segmented)
    reason = text(_("Reason, as it was told"))
    field_order = ("outcome", "reason", "told_on", "told_way")


class OpenFirstForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of case"), choices=CaseKind.choices, initial=CaseKind.COUNSELLING)
    reason = text(
        _("Why before approval"),
        required=False,
        help_text=_("A crisis, a holiday, a supervisor out of reach. Not needed for a consultation."),
    )


class ConvertForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of case"),
        choices=[choice for choice in CaseKind.choices if choice[0] != CaseKind.CONSULTATION],
        widget=Segmented,
    )
    reason = text(_("Why it goes on"), required=False)


class ReasonForm(forms.Form):
    reason = text(_("New need"))


class TransferForm(forms.Form):
    to = forms.ModelChoiceField(label=_("New worker"), queryset=User.objects.none())
    reason = forms.CharField(label=_("Reason for handing over"), max_length=200)

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = workers


class LevelForm(forms.Form):
    level = forms.ChoiceField(label=_("Confidentiality level"), choices=ConfLevel.choices, widget=Segmented)


class AttachmentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of attachment"), choices=CaseAttachment.Kind.choices, widget=Segmented)
    title = forms.CharField(label=_("What it is"), max_length=100)
    upload = forms.FileField(label=_("File"))


class ReviewForm(forms.Form):
    comment = text(_("Supervisor's comment"), required=False)


class ClosingForm(forms.Form):
    """One reason for each form that is not in the file (CASE-29)."""

    def __init__(self, *args, lacking=(), **kwargs):
        super().__init__(*args, **kwargs)
        for line in lacking:
            words = _("《%(form)s》: why it is missing") % {"form": line.title}
            self.fields[f"missing_{line.name}"] = text(words, required=False, rows=2)

    def reasons(self):
        return {name.removeprefix("missing_"): value for name, value in self.cleaned_data.items()}
