"""What attendance gives to the figures: checks (QM-13) and days of absence, lateness and leave (RP-16)."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.records import Record, Source, days_in_history, register, span
from staff.attendance import counting, roster
from staff.attendance.models import AttendanceDay, GroupMonth, Mark
from staff.attendance.sheets import AttendanceCheck

TOLD = (Mark.ABSENT, Mark.LATE, Mark.EARLY)
WHY_NOT = {"unreported": _("month not reported to HR yet")}


def checks(first, last):
    """Attendance checks, on the day of the call or visit; the worker is whoever was checked."""
    start, end = span(first, last)
    rows = AttendanceCheck.objects.filter(at__gte=start, at__lt=end).order_by()
    where = Posted(first, last)
    for uuid, person, at, way, result in rows.values_list("uuid", "checked", "at", "way", "result"):
        day, about = clock.day_of(at), f"attendance.attendancecheck:{uuid}"
        yield Record("attendance.check", str(uuid), about, person, where.point(person, day), day, marks=(way, result))


def absences(first, last):
    """Half days of absence and late arrivals; they count once the month was reported."""
    rows = AttendanceDay.objects.filter(day__range=(first, last)).order_by()
    rows = rows.filter(morning__in=TOLD) | rows.filter(afternoon__in=TOLD)
    where, shut = Posted(first, last), _reported(first, last)
    for uuid, person, day, *marks in rows.values_list("uuid", "person", "day", "morning", "afternoon"):
        told = tuple(str(mark) for mark in marks if mark in TOLD)
        absent = counting.HALF * marks.count(Mark.ABSENT)
        why = "" if (where.group(person, day), day.replace(day=1)) in shut else "unreported"
        about = f"attendance.attendanceday:{uuid}"
        point = where.point(person, day)
        yield Record("attendance.exception", str(uuid), about, person, point, day, (), 0, 0, why, told, absent)


class Posted:
    """Where people were posted, and in which group, from one reading of the appointments."""

    def __init__(self, first, last):
        self.members = {member.person.pk: member for member in roster.members(first, last)}

    def point(self, person, day):
        member = self.members.get(person)
        point = member.point(day) if member else None
        return point.pk if point else None

    def group(self, person, day):
        member = self.members.get(person)
        return member.spell(day)[3] if member else None


def _reported(first, last):
    rows = GroupMonth.objects.filter(month__range=(first.replace(day=1), last), state__in=GroupMonth.CLOSED)
    return set(rows.values_list("group", "month"))


def checks_touched(since):
    return days_in_history(AttendanceCheck, since, "at")


def absences_touched(since):
    return days_in_history(AttendanceDay, since, "day")


register(Source("attendance.check", _("Attendance checks"), checks, checks_touched))
register(Source("attendance.exception", _("Lateness and absence"), absences, absences_touched, WHY_NOT))
