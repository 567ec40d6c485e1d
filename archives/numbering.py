"""The name by which rooms ask for a file number: `archives.numbering.issue(worker=, field=, kind=, on=)`."""

from archives.actions.numbers import issue, number_text

__all__ = ["issue", "number_text"]
