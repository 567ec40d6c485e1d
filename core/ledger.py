"""Where a room below `access` says that something was read or taken out; `access` registers who writes it down."""

_writers = []


def register(write):
    """`write(by, verb, ref, reason="", detail=None)` appends to the read log (access/actions.py)."""
    _writers[:] = [write]


def record(by, verb, ref, reason="", detail=None):
    """Write the event before anything is served; whatever it raises, nothing may be served."""
    for write in _writers:
        write(by, verb, ref, reason, detail)
