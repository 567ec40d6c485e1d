"""The volume of a submitted month as the archive counts it: F-P09 and the F-P10 of every service point."""

from archives.kinds import Entry
from reports.actions.archiving import forms_of


def collect(report):
    for model, rows in forms_of(report):
        yield Entry(model.NAME, model.TITLE, "present" if rows else "missing", rows)


def is_shut(report):
    return report.is_frozen
