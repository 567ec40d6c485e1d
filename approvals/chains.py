"""Approval routes, declared in code and readable aloud, one for each kind of document.

A room writes `chain.py`, registers it and imports it in its AppConfig.ready(). Steps are copied into rows when a run
starts: changing a chain never touches a run that has begun. `who`, `when`, `holds` and the other callables receive the
document; `who` also the applicant (see approvals/who.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from approvals.models import Step as Row
from approvals.who import (
    Level,
    applicant,
    archivist,
    board_chair,
    business_lead,
    ddg,
    department_director,
    dg,
    first_of,
    holders_of,
    hr,
    sa,
    service_director,
    supervisor,
    team_leader,
)

RECORD, OPINION, DECIDE, FILE, DO = (
    Row.Kind.RECORD,
    Row.Kind.OPINION,
    Row.Kind.DECIDE,
    Row.Kind.FILE,
    Row.Kind.DO,
)
DECIDING = (OPINION, DECIDE)

# The act a step asks for, as the inbox names it (ia.md section 3).
APPROVE = pgettext_lazy("act", "Approve")
ADVISE = pgettext_lazy("act", "Give an opinion")
FORWARD = pgettext_lazy("act", "Forward")
CHECK = pgettext_lazy("act", "Check")
VERIFY = pgettext_lazy("act", "Verify")
CONFIRM = pgettext_lazy("act", "Confirm")
REVIEW = pgettext_lazy("act", "Review")
NOTE = pgettext_lazy("act", "Note")
RECORD_ANSWER = pgettext_lazy("act", "Record the answer")
CARRY_OUT = pgettext_lazy("act", "Carry out")

_ACTS = {RECORD: RECORD_ANSWER, OPINION: ADVISE, DECIDE: APPROVE, FILE: NOTE, DO: CARRY_OUT}
_DEADLINES = {OPINION: "approval.step", DECIDE: "approval.step", FILE: "approval.cc_unread"}

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """One declared step. A step that does not hold opens in its place and lets the chain go on without it."""

    key: str
    kind: str
    who: Callable
    when: Callable | None = None  # (subject) -> bool, asked once, when the run starts
    holds: bool | Callable | None = None  # None: everything holds but FILE
    label: Text = ""
    rules: str = ""
    comment_required: bool | Callable = False
    act_label: Text = ""
    done: Text = ""  # what the stepper says when it ended well, where "opinion given" does not say it
    deadline: str | None = None  # rule key; None: by kind; "": none
    due: Callable | None = None  # (subject) -> a day or moment by which it must be decided, if earlier than the rule's
    question: Callable | None = None  # RECORD: (subject) -> OutsideQuestion for a one-time link
    beside: bool = False  # opens together with the step before it; the run goes on once all of them are closed

    @property
    def act(self):
        """What the inbox calls this act."""
        return self.act_label or _ACTS[self.kind]

    @property
    def rule_key(self):
        return _DEADLINES.get(self.kind, "") if self.deadline is None else self.deadline

    def holds_for(self, subject):
        if self.holds is None:
            return self.kind != FILE
        return bool(self.holds(subject)) if callable(self.holds) else self.holds

    def needs_words(self, subject):
        return bool(self.comment_required(subject)) if callable(self.comment_required) else self.comment_required


@dataclass(frozen=True)
class OutsideQuestion:
    """All that somebody outside is shown: one sentence and a few facts, no more."""

    text: Text
    facts: tuple = ()  # (label, value)


@dataclass(frozen=True)
class Chain:
    """The route of one kind of document. Callbacks run in the decision's own transaction.

    A callback receives the document, and of `step`, `by` and `approval` whatever its parameters name.
    """

    key: str
    model: str  # "leave.LeaveRequest"
    steps: tuple
    rules: str = ""
    title: Text = ""  # the kind of document, as the inbox filters it
    on_approved: Callable | None = None
    on_returned: Callable | None = None
    on_rejected: Callable | None = None
    on_withdrawn: Callable | None = None
    on_step: Callable | None = None
    applicant: Callable | None = None  # (subject) -> the one who asks, where it is not whoever submits
    barred: Callable | None = None  # (subject) -> others whom the document concerns (SOD-01)
    log_about: Callable | None = None  # (subject) -> the file whose readers want to know, where it is not the document
    panel: str = ""  # template beside the facts on the decision page
    panel_context: Callable | None = None  # (subject, user) -> what the panel prints
    phrases: tuple = ()  # opinions often written
    again: bool = False  # whoever decides gives the password once more (H7)
    _by_key: Mapping = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "_by_key", {step.key: step for step in self.steps})
        if len(self._by_key) != len(self.steps):
            raise ValueError(f"{self.key}: two steps with one key")

    def step(self, key):
        return self._by_key[key]

    @property
    def model_class(self):
        return apps.get_model(self.model)

    def read_as(self, subject):
        """What the read log names when somebody opens the document here: the file it lies in."""
        return self.log_about(subject) if self.log_about else subject

    def barred_ids(self, subject):
        return {person.pk for person in self.barred(subject)} if self.barred else set()


_registry = {}


def register(chain):
    """Make `chain` known; returns it. The same key again replaces it (a reload, a test)."""
    _registry[chain.key] = chain
    return chain


def get(chain):
    """The declared chain by key, or the chain itself."""
    return chain if isinstance(chain, Chain) else _registry[chain]


def every():
    """All declared chains, for docs and checks."""
    return list(_registry.values())


def subject_of(approval):
    """The document of a run. The engine is the one reader that needs no door."""
    label, _, uuid = approval.subject_ref.partition(":")
    return apps.get_model(label)._base_manager.get(uuid=uuid)


__all__ = [
    "ADVISE",
    "APPROVE",
    "CARRY_OUT",
    "CHECK",
    "CONFIRM",
    "DECIDE",
    "DECIDING",
    "DO",
    "FILE",
    "FORWARD",
    "NOTE",
    "OPINION",
    "RECORD",
    "RECORD_ANSWER",
    "REVIEW",
    "VERIFY",
    "Chain",
    "Level",
    "OutsideQuestion",
    "Step",
    "applicant",
    "archivist",
    "board_chair",
    "business_lead",
    "ddg",
    "department_director",
    "dg",
    "every",
    "first_of",
    "get",
    "holders_of",
    "hr",
    "register",
    "sa",
    "service_director",
    "subject_of",
    "supervisor",
    "team_leader",
]
