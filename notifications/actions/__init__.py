"""The only code that writes deadlines, notifications and engagements. Rooms call these inside their own actions.

`about` is always an opaque reference ("<app>.<model>:<uuid>"); texts hold counts, dates and kinds of task only.
Nothing here knows a room.
"""

from notifications.actions.engaging import disengage, engage, engagements_between
from notifications.actions.owing import days_late, drop, due_day, met, move, owe, reown
from notifications.actions.telling import prefer, read, tell

__all__ = [
    "days_late",
    "disengage",
    "drop",
    "due_day",
    "engage",
    "engagements_between",
    "met",
    "move",
    "owe",
    "prefer",
    "read",
    "reown",
    "tell",
]
