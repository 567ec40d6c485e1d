"""What the rooms above hand down: the rulebook knows no deadlines, it only says that its calendar changed."""

_on_calendar_changed = []
_counters = []


def on_calendar_changed(callback):
    """`callback(years)` runs in the transaction that loads or edits days of these years (EX-22)."""
    if callback not in _on_calendar_changed:
        _on_calendar_changed.append(callback)


def calendar_changed(years):
    for callback in _on_calendar_changed:
        callback(frozenset(years))


def count_affected_by(callback):
    """`callback(rule keys) -> number of open deadlines` feeds the preview of a change."""
    if callback not in _counters:
        _counters.append(callback)


def affected(rule_keys):
    """How many open deadlines rest on these rules, or None when nobody counts them."""
    return sum(counter(rule_keys) for counter in _counters) if _counters else None
