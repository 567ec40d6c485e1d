"""The figures of the house, one function each; a new figure is one function in one of these files."""

from reports.figures import archive, casework, contract, documents, events, groups, service, staff
from reports.figures.base import FIGURES, NOTHING, Figure, Section, Unit, Value, known

__all__ = [
    "FIGURES",
    "NOTHING",
    "Figure",
    "Section",
    "Unit",
    "Value",
    "archive",
    "casework",
    "contract",
    "documents",
    "events",
    "groups",
    "known",
    "service",
    "staff",
]
