"""The demo organization: believable, wholly invented, made through the actions themselves with a fixed seed.

`people` first, then each room's months in the order of the days; `core.clock` stands in the past meanwhile.
"""

from swcenter import first_start
from swcenter.demo import people


def build(*, password, small=False, today=None, say=print):
    """Build everything; `today` is the day on which the demo is to be looked at."""
    first_start.load_calendars()
    made = people.build(password=password, small=small, today=today)
    say(f"{len(made.staff)} people, {len(made.points)} service points, {len(made.groups)} supervision groups")
    return made
