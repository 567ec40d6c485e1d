import datetime as dt

import pytest

from core import clock
from rulebook.calendars import calendar
from staff.attendance import actions, roster

MARCH = dt.date(2026, 3, 1)
FRIDAY = dt.datetime(2026, 4, 3, 10, 0)


@pytest.fixture
def kept(cast, world):
    """March 2026 of the first group, everybody present on every working day; it is Friday 3 April."""
    with clock.standing_at(clock.moment(FRIDAY.date(), FRIDAY.time())):
        actions.open_months(MARCH)
        actions.fill_present(by=cast.sa, group=world.group, days=calendar().working_days(MARCH, roster.last_of(MARCH)))
        yield world.group
