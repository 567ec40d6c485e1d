"""The opinion form as participants meet it, and the counts of paper forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gatherings.sheets import Gain, Opinion, Question, Satisfaction

STEPS = (5, 4, 3, 2, 1)
AGAIN = (("yes", _("Yes")), ("no", _("No")))


class OpinionForm(forms.ModelForm):
    """One anonymous form; every question in five steps side by side."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    again = forms.ChoiceField(label=_("Would you join again?"), choices=AGAIN, widget=forms.RadioSelect, required=False)

    class Meta:
        model = Opinion
        fields = ("respondent_kind", "typed_by", *Question.values, "again", "suggestion")
        widgets = {
            "respondent_kind": forms.RadioSelect,
            "typed_by": forms.RadioSelect,
            "suggestion": forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in Question.values:
            words = Gain if question == Question.GAIN else Satisfaction
            self.fields[question] = forms.TypedChoiceField(
                label=Question(question).label,
                choices=words.choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one.")},
            )
        for name in ("respondent_kind", "typed_by"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]

    @property
    def questions(self):
        return [self[question] for question in Question.values]

    def clean_again(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["again"])

    def _post_clean(self):
        """The action builds and checks the row; this form only reads what was chosen."""


def _count(label):
    return forms.IntegerField(
        label=label, min_value=0, max_value=2000, required=False, widget=forms.NumberInput(attrs=NUMERIC)
    )


NUMERIC = {"inputmode": "numeric", "min": 0, "max": 2000}


class TallyForm(forms.Form):
    """How many paper forms gave which answer; an empty box is nought."""

    forms_counted = forms.IntegerField(
        label=_("Paper forms"), min_value=1, max_value=2000, widget=forms.NumberInput(attrs={**NUMERIC, "min": 1})
    )
    counted_with = forms.CharField(
        label=_("Counted together with"),
        max_length=60,
        required=False,
        help_text=_("Another person, so that nobody counts opinions about their own work alone."),
    )
    suggestions = forms.CharField(
        label=_("Suggestions"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in Question.values:
            for step in STEPS:
                self.fields[f"{question}_{step}"] = _count(Question(question).label)
        for name in ("again_yes", "again_no"):
            self.fields[name] = _count(_("Would you join again?"))

    @property
    def lines(self):
        """[(label, words of the steps with their boxes, what is wrong with them)] for the table."""
        return [self._line(question) for question in Question.values]

    def _line(self, question):
        boxes = [(_words(question)(step).label, self[f"{question}_{step}"]) for step in STEPS]
        return Question(question).label, boxes, self.problems(question)

    def problems(self, question):
        """What stands beside the boxes of a question, or of `again`."""
        return [text for name, found in self.errors.items() if name.startswith(f"{question}_") for text in found]

    @property
    def problems_again(self):
        return self.problems("again")

    def refuse(self, error):
        """Put what the action refuses beside the boxes it is about."""
        first = {"forms": "forms_counted", "again": "again_yes"} | {one: f"{one}_{STEPS[0]}" for one in Question.values}
        for name, found in error.message_dict.items():
            self.add_error(first.get(name), found)

    @property
    def counts(self):
        """{question: {step: forms}} as `gatherings.actions.tally` takes it."""
        data = self.cleaned_data
        return {question: {step: data[f"{question}_{step}"] or 0 for step in STEPS} for question in Question.values}

    @property
    def again(self):
        return self.cleaned_data["again_yes"] or 0, self.cleaned_data["again_no"] or 0


def _words(question):
    return Gain if question == Question.GAIN else Satisfaction
