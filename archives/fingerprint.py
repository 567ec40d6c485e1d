"""One hash over everything the database knows about a filled-in form: its boxes, its lines, its decisions."""

import json

from archives import sheets
from archives.vault import digest

DECISION = (
    "key",
    "kind",
    "state",
    "outcome",
    "by_id",
    "on_behalf_of_id",
    "acting_for",
    "capacity",
    "comment",
    "seen_hash",
    "decided_at",
)


def of(sheet):
    """SHA-256 of the rows behind a form; the same on both engines, and after a key was rotated."""
    content = {"form": _columns(sheet), "lines": {}, "decisions": decisions(sheet)}
    for name in sheets.boxes(type(sheet)):
        if sheets.row_model(type(sheet), name):
            content["lines"][name] = [_columns(row) for row in getattr(sheet, name).all()]
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True).encode())


def _columns(row):
    fields = [field for field in row._meta.concrete_fields if field.name != "version"]
    return {field.attname: _plain(field, row) for field in fields}


def _plain(field, row):
    """A value as text; what is encrypted is opened, because every encryption of the same words differs."""
    if getattr(field, "sensitive", False):
        value = getattr(row, field.attname)
        return "" if value in (None, "", [], {}) else field.dump(value)
    text = field.value_to_string(row)
    return text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, sort_keys=True)


def decisions(sheet):
    """Who decided what about the form, when and in which capacity, oldest first."""
    if not getattr(sheet, "approval_id", None):
        return []
    steps = sheet.approval.steps.filter(state="closed").order_by("position")
    return [{name: str(getattr(step, name) or "") for name in DECISION} for step in steps]
