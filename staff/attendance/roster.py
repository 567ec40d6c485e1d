"""Who belongs to a supervision group on which days of a month, and where; from the dated appointments."""

import datetime as dt
from dataclasses import dataclass, field

from people.models import FRONT_LINE, Appointment
from rulebook.calendars import calendar
from rulebook.dates import add_months


def last_of(first):
    """The last day of the month that begins on `first`."""
    return add_months(first, 1) - dt.timedelta(days=1)


@dataclass
class Member:
    """One person of a group in a month: where posted on which days, [(first, last, point, group id), ...]."""

    person: object
    spells: list = field(default_factory=list)

    def here(self, day):
        return any(first <= day <= last for first, last, _point, _group in self.spells)

    def spell(self, day):
        """The spell `day` lies in, else the last one."""
        found = next((spell for spell in self.spells if spell[0] <= day <= spell[1]), None)
        return found or self.spells[-1]

    def point(self, day):
        return self.spell(day)[2]

    @property
    def kept(self):
        """Does an SA keep this attendance? Of staff without a group only leave is known."""
        return self.spells[-1][3] is not None

    @property
    def now_at(self):
        return self.spells[-1][2]


def members(first, last, *, groups=None, people=None):
    """[Member, ...] of one or several groups between two days, by service point and staff number; one query."""
    rows = Appointment.objects.filter(role__in=FRONT_LINE, group__isnull=False, since__lte=last)
    rows = rows.exclude(until__lt=first).filter(person__is_system=False)
    if groups is not None:
        rows = rows.filter(group__in=groups)
    if people is not None:
        rows = rows.filter(person__in=people)
    found = {}
    for row in rows.select_related("person", "point__host_unit").order_by("since", "pk"):
        member = found.setdefault(row.person_id, Member(row.person))
        until = min(row.until or last, row.person.left_on or last, last)
        if until >= max(row.since, first):
            member.spells.append((max(row.since, first), until, row.point, row.group_id))
    staying = [member for member in found.values() if member.spells]
    return sorted(staying, key=lambda member: (member.now_at.code if member.now_at else "", member.person.staff_no))


def without_group(people, first, last):
    """[Member, ...] of staff off the front line: nobody keeps their days, but their leave is shown."""
    return [Member(person, [(first, last, None, None)]) for person in people]


def of_group(group, month):
    """The members of `group` in the month that begins on `month`."""
    return members(month, last_of(month), groups=[group])


def workdays(month):
    return list(calendar().working_days(month, last_of(month)))
