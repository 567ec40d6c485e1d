"""The only code that writes work reports: rounds are opened, reports handed in, read, returned, archived."""

from staff.plans.actions.archiving import archive_months, collect
from staff.plans.actions.opening import close_missing, end_for, open_rounds, recount
from staff.plans.actions.reading import read, return_, verify_outing
from staff.plans.actions.writing import submit

__all__ = [
    "archive_months",
    "close_missing",
    "collect",
    "end_for",
    "open_rounds",
    "read",
    "recount",
    "return_",
    "submit",
    "verify_outing",
]
