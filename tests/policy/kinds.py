"""What may stand behind an address: a page for some people, a page of one row, a form that is only taken."""

import uuid
from dataclasses import dataclass, field

from django.urls import reverse

from tests.policy import truth

EVERYONE = frozenset(truth.WHO)


@dataclass(frozen=True)
class Page:
    """A page without an object: whoever is in `opens_for` gets it, the others 403; what it shows the canaries judge.

    `paths` gives the arguments of each address to try; `moves` lets it answer with a redirect.
    """

    opens_for: frozenset = EVERYONE
    paths: tuple = ({},)
    moves: bool = False
    public: bool = False
    empty: bool = False  # answers 204

    def visits(self, name, planted):
        for kwargs in self.paths:
            yield reverse(name, kwargs=kwargs), None, None


@dataclass(frozen=True)
class Thing:
    """A page of one row: opens for whoever the truth table gives `level` of the thing, 404 for everybody else."""

    things: tuple
    row: str
    level: str
    kwarg: str = "uuid"
    more: dict = field(default_factory=dict)  # further arguments: names of rows or fixed values
    codes: frozenset = frozenset({200})  # what those who may see get; a button may not be offered to them (403, 404)

    def visits(self, name, planted):
        for thing in self.things:
            rows = planted[thing].rows
            more = {key: rows[value].uuid if value in rows else value for key, value in self.more.items()}
            if self.row in rows:
                yield reverse(name, kwargs={self.kwarg: rows[self.row].uuid, **more}), thing, self.level

    def missing(self, name, planted):
        """The same address of something that does not exist."""
        rows = planted[self.things[0]].rows
        more = {key: rows[value].uuid if value in rows else value for key, value in self.more.items()}
        return reverse(name, kwargs={self.kwarg: uuid.uuid4(), **more})


@dataclass(frozen=True)
class WithCard(Thing):
    """Of a sealed file the same address shows the card, to whoever sees the line in the list."""

    sealed: str = ""

    def visits(self, name, planted):
        yield from super().visits(name, planted)
        yield reverse(name, kwargs={self.kwarg: planted[self.sealed].rows[self.row].uuid}), self.sealed, "line"


@dataclass(frozen=True)
class OfMonth(Thing):
    """A page of the organization's month: the address names no row, only the month."""

    def visits(self, name, planted):
        yield reverse(name, kwargs={"month": "2026-10"}), self.things[0], self.level

    def missing(self, name, planted):
        return reverse(name, kwargs={"month": "2019-01"})


@dataclass(frozen=True)
class PostOnly:
    """Takes a form and shows nothing: GET is refused."""

    paths: tuple = ({},)

    def visits(self, name, planted):
        return iter(())


@dataclass(frozen=True)
class Elsewhere:
    """Covered by the tests named; the canaries are looked for all the same where the address needs no argument."""

    where: str

    def visits(self, name, planted):
        return iter(())
