"""The calendars every test counts with, and a quick way to change a setting."""

from core import clock
from rulebook import actions, cache
from rulebook.models import CalendarYear, RuleValue

YEARS = (2024, 2025, 2026)


def load_calendars():
    """The national calendars 2024 to 2026, once a database."""
    cache.forget()
    if not CalendarYear.objects.exists():
        for year in YEARS:
            actions.load_year(year)


def set_rule(cast, key, value, *, since=None, **scope):
    """An approved change of a setting, from today on."""
    row = RuleValue(
        key=key,
        value=value,
        since=since or clock.today(),
        reason="test",
        changed_by=cast.hr,
        decided_by=cast.ddg,
        decided_at=clock.now(),
        state=RuleValue.State.APPROVED,
        **scope,
    )
    row.save()
    cache.bump()
    return row
