"""The right side of My day and its "New" menu: rooms register what they have to show, at start-up.

panels.register("archive", fn, position=20)     # fn(user) -> Panel or None
panels.offer("leave", _("Leave request"), "leave:new", allowed)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse


@dataclass(frozen=True)
class Line:
    """One line of a panel; `link` are the words of the link, where the title is none."""

    title: str
    text: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Panel:
    """A box of My day: heading with icon, words at its right end, a bar (done, whole, sentence), lines, a note."""

    title: str
    icon: str = "info-circle"
    end: str = ""
    end_url: str = ""
    bar: tuple[int, int, str] | None = None
    lines: list[Line] = field(default_factory=list)
    note: str = ""
    work: int = 0  # how many things wait in here for the reader


@dataclass(frozen=True)
class Offer:
    label: str
    url_name: str
    allowed: Callable

    @property
    def url(self):
        return reverse(self.url_name)


_panels = {}
_offers = {}


def register(name, fn, *, position=50):
    """`fn(user) -> Panel | None`: a constant number of queries, and None where there is nothing to show."""
    _panels[name] = (position, fn)


def offer(name, label, url_name, allowed):
    """An entry of the "New" menu for those for whom `allowed(user)` holds."""
    _offers[name] = Offer(label, url_name, allowed)


def panels_for(user):
    ordered = sorted(_panels.items(), key=lambda item: (item[1][0], item[0]))
    return [panel for _name, (_position, fn) in ordered if (panel := fn(user))]


def offers_for(user):
    return [entry for entry in _offers.values() if entry.allowed(user)]
