"""The way back to the rooms above: what a group or an event wants to know, and what it is asked.

A room registers itself by the label in front of its references ("groups.programme") when it is ready.
"""

_decided = {}
_ready = {}
_agreed = {}


def on_decided(label, call):
    """`call(for_ref, approved)` inside the decision, once the organization has approved or refused the money."""
    _decided[label.lower()] = call


def before_submit(label, ask):
    """`ask(for_ref)` -> why the money cannot be asked for yet ("the supervisor has not approved the plan"), or ""."""
    _ready[label.lower()] = ask


def agreed_before(label, ask):
    """`ask(for_ref)` -> who agreed to the activity in the supervisor's stead already: they sign no money (SOD-03)."""
    _agreed[label.lower()] = ask


def who_agreed(for_ref):
    """Ids of those who leave the money to the next person (EX-74)."""
    ask = _agreed.get(_label(for_ref))
    return {person.pk for person in ask(for_ref)} if ask else set()


def decided(for_ref, approved):
    """Tell the room the activity belongs to."""
    if call := _decided.get(_label(for_ref)):
        call(for_ref, approved)


def submit_refusal(for_ref):
    """What the room says against asking now; "" where it says nothing."""
    ask = _ready.get(_label(for_ref))
    return (ask(for_ref) or "") if ask else ""


def _label(for_ref):
    return for_ref.partition(":")[0].lower()
