"""The only code that writes deadlines, notifications and engagements. Rooms call these inside their own actions.

`about` is always an opaque reference ("<app>.<model>:<uuid>"); texts hold counts, dates and kinds of task only.
Nothing here knows a room.
"""

from notifications.actions.delivering import deliver
from notifications.actions.engaging import disengage, engage
from notifications.actions.owing import drop, met, move, owe, owe_all, reown
from notifications.actions.reminding import recompute, remind
from notifications.actions.telling import prefer, read, tell
from notifications.queries import engagements_between

__all__ = [
    "deliver",
    "disengage",
    "drop",
    "engage",
    "engagements_between",
    "met",
    "move",
    "owe",
    "owe_all",
    "prefer",
    "read",
    "recompute",
    "remind",
    "reown",
    "tell",
]
