"""Which tap holds: pure reckoning over taps, no queries. A roll call chooses a mark a name; a counter adds up."""

from dataclasses import dataclass, field
from uuid import UUID

COUNTS = ("+1", "+5", "-1")  # marks of a counter
HIGHEST = 10**12  # no phone may run away with the sequence


@dataclass(frozen=True)
class Mark:
    """One thing that may be tapped beside a name."""

    code: str
    label: str
    css: str = "v-p"  # v-p present, v-l late or excused, v-a absent


@dataclass(frozen=True)
class Name:
    """One person on a list. `name` is shown on the page only; phones keep `uuid`."""

    uuid: UUID
    name: str
    note: str = ""
    gone: str = ""  # why this person cannot be tapped any more; "" while on the list


@dataclass(frozen=True)
class Counter:
    """People counted without names."""

    uuid: UUID
    label: str


@dataclass(frozen=True)
class Roll:
    """A list as its room describes it.

    `about` is the reference of the session or event. `shut` says why no more taps are taken ("" while they are). With
    `everybody` the list is finished only when every name was tapped. `before` is what the room wrote down already,
    {who: mark}: it holds until somebody taps.
    """

    about: str
    names: tuple[Name, ...] = ()
    marks: tuple[Mark, ...] = ()
    counters: tuple[Counter, ...] = ()
    rest: str = ""  # the mark that "all the rest" get
    everybody: bool = True
    shut: str = ""
    before: dict = field(default_factory=dict)

    @property
    def codes(self):
        return {mark.code for mark in self.marks}

    @property
    def tappable(self):
        return [name for name in self.names if not name.gone]


@dataclass
class Held:
    """What holds for one name: the winning tap, and those it contradicts without having known of them."""

    tap: object
    against: list = field(default_factory=list)

    @property
    def mark(self):
        return self.tap.mark


def order(tap):
    """Later is greater: by the common sequence, then by the phones' clocks, then by chance, the same on every phone."""
    return (tap.seq, tap.tapped_at, str(tap.key))


def replaces(later, earlier):
    """Did whoever made `later` know of `earlier`? The same phone always does."""
    if order(later) <= order(earlier):
        return False
    return later.device == earlier.device or later.seen >= earlier.seq


def held(taps):
    """{who: Held} over the taps of one list (GRP-10): the latest wins, what it did not know of stays visible."""
    by_who = {}
    for tap in taps:
        if tap.mark not in COUNTS:
            by_who.setdefault(tap.who, []).append(tap)
    return {who: _held(rows) for who, rows in by_who.items()}


def _held(rows):
    heads = [tap for tap in rows if not any(replaces(other, tap) for other in rows)]
    winner = max(heads, key=order)
    against = sorted((tap for tap in heads if tap.mark != winner.mark), key=order)
    return Held(winner, against)


def marks(roll, taps):
    """{who: mark} as the list stands: the taps, and where there is none what was written down before."""
    return {**roll.before, **{who: one.mark for who, one in held(taps).items()}}


def counted(taps):
    """{who: number} of the counters of one list: every tap counts once, whichever phone it came from (COM-13)."""
    totals = {}
    for tap in taps:
        if tap.mark in COUNTS:
            totals[tap.who] = totals.get(tap.who, 0) + int(tap.mark)
    return {who: max(0, total) for who, total in totals.items()}


def highest(taps):
    return max((tap.seq for tap in taps), default=0)
