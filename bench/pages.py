"""What is measured, against what, and how much more it may cost.

PEERS are CPU ms a request measured in November 2026 beside a limit page of the same kind; the quotient carries over.
"""

from dataclasses import dataclass
from uuid import UUID

SHAPES = ("plain", "manager", "rare")
FIRST = UUID(int=1)  # the first of the rare reader's own cases


@dataclass(frozen=True)
class Page:
    """A page, the limit page it is held to, and the most it may cost as a multiple of that."""

    name: str
    path: str
    limit: str
    at_most: float
    shapes: tuple[str, ...] = SHAPES
    peers: str = ""


LIMITS = {
    "ping": "/bench/ping/",
    "hello": "/bench/hello/",
    "limit cases": "/bench/cases/",
    "limit leaves": "/bench/leaves/",
    "limit today": "/bench/today/",
    "limit case": f"/bench/case/{FIRST}/",
}
PAGES = (
    Page("cases", "/cases/", "limit cases", 8, peers="Mayan 16, helpdesk 35, Paperless 39, Wagtail 80"),
    Page("leaves", "/leave/", "limit leaves", 8, peers="Horilla 144"),
    Page("today", "/today/", "limit today", 8),
    Page("inbox", "/inbox/", "limit today", 8),
    Page("case", f"/cases/{FIRST}/", "limit case", 12, ("rare",), peers="Mayan 3, helpdesk 14, Wagtail 17, Horilla 45"),
)
