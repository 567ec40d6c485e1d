"""The demo organization: believable, wholly invented, made through the actions themselves with a fixed seed.

`people` first, then the months of each room, day by day; `core.clock` stands in the past meanwhile.
"""

import datetime as dt

from core import clock
from groups import actions as group_actions
from notifications import actions as notifications
from staff.leave import actions as leave_actions
from swcenter import first_start
from swcenter.demo import people
from swcenter.demo.archives import Archives
from swcenter.demo.attendance import Attendance
from swcenter.demo.cases import Casework
from swcenter.demo.community import Events
from swcenter.demo.days import Days
from swcenter.demo.funds import Funds
from swcenter.demo.groups import Groups
from swcenter.demo.leave import Leave
from swcenter.demo.plans import Plans
from swcenter.demo.reports import Reports

MONTHS_BACK = 190  # days
REMINDED_FOR = 25  # days of reminders before today: what lies further back was read long ago


def build(*, password, small=False, say=print):
    """Build everything as it stands at this moment."""
    first_start.load_calendars()
    present = clock.now()
    made = people.build(password=password, small=small)
    say(f"{len(made.staff)} people, {len(made.points)} service points, {len(made.groups)} supervision groups")
    first = made.today - dt.timedelta(days=60 if small else MONTHS_BACK)
    days = Days(made.rng, present)
    Casework(made, days).plan(first, more=6 if small else 34)
    Leave(made, days).plan(first)
    Attendance(made, days).plan(first)
    Funds(made, days).plan(first)
    Groups(made, days).plan(first)
    Events(made, days).plan(first)
    Plans(made, days).plan(first)
    Archives(made, days).plan(first)
    Reports(made, days).plan(first)
    _plan_rounds(days, first, made.today, say)
    days.run()
    return made


def _plan_rounds(days, first, today, say):
    """What runs by itself in the morning."""
    for number in range((today - first).days + 1):
        day = first + dt.timedelta(days=number)
        days.at(clock.moment(day, dt.time(6)), leave_actions.begin_due)
        if day.day == 1:
            days.at(clock.moment(day), say, f"  {day:%Y-%m} ...")
            days.at(clock.moment(day, dt.time(6, 20)), group_actions.ask_leaders)
        if (today - day).days <= REMINDED_FOR:
            days.at(clock.moment(day, dt.time(8)), notifications.remind)
    days.at(days.present, notifications.remind)
