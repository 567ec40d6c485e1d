"""A row with canaries in it: strings that nobody may ever meet on a page who may not see what they stand in."""

from dataclasses import dataclass, field

from django.db import models

from core import clock


@dataclass
class Plant:
    """One object: the rows behind it by name, and {canary: level needed to see it}."""

    rows: dict = field(default_factory=dict)
    canaries: dict = field(default_factory=dict)


def fill(model, canary, **fixed):
    """Save a row of `model` with the canary in every free text and something plausible everywhere else."""
    row = model(**fixed)
    for column in model._meta.concrete_fields:
        if column.name not in fixed and not column.primary_key and _is_empty(row, column):
            setattr(row, column.attname, _something(column, canary))
    row.save()
    return row


def _is_empty(row, column):
    return not column.is_relation and not column.has_default() and not column.null


def _something(column, canary):
    if column.flatchoices:
        return [column.flatchoices[0][0]] if isinstance(column, models.JSONField) else column.flatchoices[0][0]
    if isinstance(column, models.DateTimeField):
        return clock.now()
    if isinstance(column, models.DateField):
        return clock.today()
    if isinstance(column, models.JSONField):
        return []
    if isinstance(column, models.BooleanField):
        return False
    if isinstance(column, models.IntegerField | models.DecimalField):
        return 1
    return canary[: column.max_length or 200]
