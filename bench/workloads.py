"""What is measured against what. A room adds its own file to bench/rooms/; nothing else needs to know of it.

A room's file may hold

    def fill(size): ...              rows by bench.series, for the sizes of `Size`
    def prepare(size): ...           {name of a workload or limit: [Job, ...]}: addresses and forms, through actions
    LIMITS = (Limit(...), ...)       the same page with the fewest steps, served by `urlpatterns` of the file
    WORKLOADS = (Workload(...), ...) the real pages, with the limit each is held to

Files are read in the order of their names, so `a_people` comes first.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from bench import rooms

SHAPES = ("plain", "manager", "rare")


@dataclass(frozen=True)
class Size:
    """How much there is of everything; `tenfold` is held against `onefold`."""

    staff: int
    cases: int
    leaves: int
    records: int


SIZES = {
    "s": (Size(30, 200, 400, 600), Size(30, 2_000, 4_000, 6_000)),
    "m": (Size(300, 10_000, 2_000, 30_000), Size(300, 100_000, 20_000, 300_000)),
    "l": (Size(300, 100_000, 20_000, 300_000), Size(300, 1_000_000, 200_000, 3_000_000)),
}


@dataclass(frozen=True)
class Job:
    """One request: an address, who asks, and the form they post (None: a GET)."""

    path: str
    session: str
    data: dict | None = None


@dataclass(frozen=True)
class Limit:
    """A page by hand. Without `jobs` it is a GET of `path` by each reader of `shapes`."""

    name: str
    path: str = ""
    shapes: tuple[str, ...] = ("plain",)


@dataclass(frozen=True)
class Workload(Limit):
    """A real page: at most `goal` times the processor time of `limit`, at most `growth` times for ten times the data.

    `peers`: measured in November 2026 beside a limit page of the same kind; the quotient carries over.
    `slow`: a request that takes a second is asked less often.
    """

    limit: str = ""
    goal: float = 1.6
    growth: float = 1.2
    peers: str = ""
    slow: bool = False
    expect: tuple[int, ...] = field(default=(200,))


def modules():
    return [
        import_module(f"bench.rooms.{found.name}")
        for found in sorted(iter_modules(rooms.__path__), key=lambda one: one.name)
    ]


def gathered(name):
    """All a kind of thing that the rooms offer: LIMITS, WORKLOADS or urlpatterns."""
    return [one for module in modules() for one in getattr(module, name, ())]
