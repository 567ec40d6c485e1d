"""What stands in the way of closing a month, and what it will say. Reads only."""

import datetime as dt
from dataclasses import dataclass, field

from core import clock
from staff.attendance import counting, roster
from staff.attendance.models import AttendanceDay, Mark


@dataclass(frozen=True)
class Gap:
    """A working day of a person about which nothing, or only half, is recorded."""

    person: object
    day: dt.date
    row: object = None


@dataclass(frozen=True)
class Summary:
    """One person's month in figures, with leave, for the SA and HR&A."""

    member: object
    figures: object


@dataclass
class Month:
    """A group's month as it stands: days, rows, gaps up to a day, figures."""

    group: object
    month: dt.date
    members: list
    workdays: list
    rows: dict = field(default_factory=dict)  # (person id, day) -> AttendanceDay

    @property
    def due_days(self):
        """Working days that have come."""
        return [day for day in self.workdays if day <= clock.today()]

    @property
    def is_over(self):
        """Have all its working days come?"""
        return len(self.due_days) == len(self.workdays)

    def gaps(self, days=None):
        """What is not recorded, by day; the whole month, or the days given."""
        found = []
        for day in self.workdays if days is None else days:
            for member in self.members:
                if member.here(day):
                    row = self.rows.get((member.person.pk, day))
                    if row is None or Mark.NONE in row.marks:
                        found.append(Gap(member.person, day, row))
        return found

    def of(self, member):
        rows = [self.rows.get((member.person.pk, day)) for day in self.workdays]
        return [row for row in rows if row is not None]

    def summaries(self):
        return [Summary(member, counting.full_figures(self.of(member))) for member in self.members]


def look(group, month, *, user=None, members=None):
    """The month of `group`; with `user`, only what that reader may see."""
    members = roster.of_group(group, month) if members is None else members
    people, last = [member.person.pk for member in members], roster.last_of(month)
    rows = AttendanceDay.objects.all()
    if user is None:
        rows = rows.filter(person__in=people, day__range=(month, last))
    else:
        rows = rows.of_people(user, people, month, last)
    found = Month(group, month, members, roster.workdays(month))
    found.rows = {(row.person_id, row.day): row for row in rows}
    return found
