"""What all opinions about one gathering say together: response rate (QM-02), mean and satisfied share (QM-01)."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Sum

from gatherings.sheets import Gain, Opinion, OpinionTally, Question, Satisfaction, TypedBy

STEPS = (5, 4, 3, 2, 1)
SATISFIED_FROM = Satisfaction.SATISFIED


def rounded(number, places="0.1"):
    return Decimal(number).quantize(Decimal(places), ROUND_HALF_UP)


@dataclass
class Answers:
    """The answers to one question, from forms and counted paper alike."""

    question: str
    counts: dict = field(default_factory=lambda: dict.fromkeys(STEPS, 0))

    @property
    def label(self):
        return Question(self.question).label

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def mean(self):
        """From 1 to 5 with two decimals, or None where nobody answered."""
        if not self.total:
            return None
        return rounded(Decimal(sum(step * n for step, n in self.counts.items())) / self.total, "0.01")

    @property
    def satisfied(self):
        """Per cent of the answers that are 4 or 5, or None."""
        if not self.total:
            return None
        good = sum(n for step, n in self.counts.items() if step >= SATISFIED_FROM)
        return rounded(Decimal(100 * good) / self.total)

    @property
    def steps(self):
        """[(step, words, number, width in per mille)] for a row of bars."""
        words = Gain if self.question == Question.GAIN else Satisfaction
        return [
            (step, words(step).label, n, 1000 * n // self.total if self.total else 0) for step, n in self.counts.items()
        ]


@dataclass
class Summary:
    forms: int = 0
    from_paper: int = 0
    participants: int = 0
    again: tuple = (0, 0)
    by_worker: int = 0  # forms that the responsible worker typed or helped with (SOD-06)
    helped: int = 0
    answers: list = field(default_factory=list)
    suggestions: list = field(default_factory=list)

    @property
    def rate(self):
        """Forms per hundred participants, or None where it is not known how many there were (QM-02)."""
        return rounded(Decimal(100 * self.forms) / self.participants) if self.participants else None

    @property
    def overall(self):
        return next((one for one in self.answers if one.question == Question.OVERALL), None)


def forms_about(about):
    """How many forms there are, single ones and counted paper (GRP-12, COM-22 ask for one at least)."""
    counted = OpinionTally.objects.of(about).aggregate(n=Sum("forms"))["n"] or 0
    return Opinion.objects.of(about).count() + counted


def summary(about, *, participants=0):
    """Everything about one programme or event; three queries. The caller has passed the door of that row."""
    opinions = list(Opinion.objects.of(about))
    tallies = list(OpinionTally.objects.of(about).prefetch_related("lines"))
    found = Summary(participants=participants, forms=len(opinions) + sum(one.forms for one in tallies))
    found.from_paper = found.forms - len(opinions)
    found.answers = [_answers(question, opinions, tallies) for question in Question.values]
    found.again = (
        sum(one.again is True for one in opinions) + sum(one.again_yes for one in tallies),
        sum(one.again is False for one in opinions) + sum(one.again_no for one in tallies),
    )
    found.by_worker = sum(one.typed_by == TypedBy.WORKER for one in opinions)
    found.by_worker += sum(one.forms for one in tallies if one.by_worker)
    found.helped = sum(one.typed_by in (TypedBy.HELPER, TypedBy.STAFF) for one in opinions)
    found.suggestions = [one.suggestion for one in opinions if one.suggestion]
    found.suggestions += [one.suggestions for one in tallies if one.suggestions]
    return found


def _answers(question, opinions, tallies):
    found = Answers(question)
    for one in opinions:
        found.counts[getattr(one, question)] += 1
    for line in (line for one in tallies for line in one.lines.all()):
        if line.question == question and not line.removed:
            for step, n in line.counts.items():
                found.counts[step] += n
    return found
