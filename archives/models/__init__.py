"""Drafts of paper forms, file numbers, volumes and what lies in them, what is under seal, who may read it."""

from archives.models.drafts import Draft
from archives.models.numbers import FileNumber, NumberSeries
from archives.models.sealed import Register, RegisterEntry, Seal, SealedItem, Sealing
from archives.models.volumes import AccessGrant, Check, Item, MonthlyList, Volume

__all__ = [
    "AccessGrant",
    "Check",
    "Draft",
    "FileNumber",
    "Item",
    "MonthlyList",
    "NumberSeries",
    "Register",
    "RegisterEntry",
    "Seal",
    "SealedItem",
    "Sealing",
    "Volume",
]
