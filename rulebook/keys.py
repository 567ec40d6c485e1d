"""`KEYS`: every setting and every enforcement level by its name. `table/` is the catalogue, `kinds.py` the kinds."""

from rulebook.kinds import Key, level
from rulebook.levels import LEVELS_OF
from rulebook.table import TABLE

__all__ = ["GROUPS", "KEYS", "Key"]

GROUPS = {
    **TABLE,
    "levels": tuple(
        level(f"level.{rule}", strength, rules, label) for rule, (strength, rules, label) in LEVELS_OF.items()
    ),
}
KEYS = {key.key: key for keys in GROUPS.values() for key in keys}
