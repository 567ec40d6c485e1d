"""What leave writes into attendance, and who hears of absence without leave."""

from django.db import transaction
from django.utils.translation import gettext_noop

from notifications.actions import tell
from people import roles
from people.models import Role
from staff.attendance import counting, policy
from staff.attendance.actions.keeping import follow_up_closed, stored
from staff.attendance.models import AttendanceDay, Mark

MARKS_OF_LEAVE = (Mark.LEAVE, Mark.LEAVE_PENDING, Mark.COMPENSATORY, Mark.ABSENT)


@transaction.atomic
def mark(*, person, halves, mark, about, by):
    """Set `mark` on `halves`, an iterable of (date, Half), of `person`; `about` is the leave they come from.

    Returns the rows, oldest first. Marking twice changes nothing (LEAVE-13, LEAVE-15). Absence without leave is
    counted and reported (ATT-06 to ATT-08). In a month that was reported the change stands as a correction.
    """
    wanted = _by_day(halves)
    held = {row.day: row for row in AttendanceDay.objects.filter(person=person, day__in=wanted)}
    rows = []
    for day, names in wanted.items():
        row = held.get(day) or AttendanceDay(person=person, day=day)
        rows.append(_set(row, {name: (mark, about) for name in names}, by))
    if mark == Mark.ABSENT and rows:
        for last in {row.day.replace(day=1): row.day for row in rows}.values():  # the last day of each month
            report_absence(person=person, day=last)
    return rows


@transaction.atomic
def clear(*, about, by, halves=None):
    """Take back the marks of the leave `about` (all, or only `halves`): withdrawn, refused or returned early."""
    wanted = None if halves is None else _by_day(halves)
    cleared = []
    for row in AttendanceDay.objects.about(about).select_related("person"):
        names = ("morning", "afternoon") if wanted is None else wanted.get(row.day, ())
        names = [name for name in names if getattr(row, f"{name}_about") == about]
        names = [name for name in names if getattr(row, name) in MARKS_OF_LEAVE]
        if names:
            cleared.append(_set(row, {name: (Mark.NONE, "") for name in names}, by))
    return cleared


def _by_day(halves):
    days = {}
    for day, half in sorted(halves):
        days.setdefault(day, []).append(str(half))
    return days


def _set(row, marks, by):
    """Write {half: (mark, leave)} into a row; nothing is saved where nothing changes."""
    before, changed = row.marks, row.pk is None
    for name, (mark, about) in marks.items():
        changed |= (getattr(row, name), getattr(row, f"{name}_about")) != (mark, about)
        setattr(row, name, mark)
        setattr(row, f"{name}_about", about)
    if changed:
        stored(row, by)
        follow_up_closed(row, before, by)
    return row


@transaction.atomic
def report_absence(*, person, day):
    """HR and the deputy hear when absence without leave reaches a level; level 3 also the DG (ATT-06 to ATT-08)."""
    level = counting.absence_level(person, day)
    if not level:
        return 0
    people = roles.holders(Role.HR_OFFICER) | roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)
    if level == 3:
        people |= roles.holders(Role.DIRECTOR_GENERAL)
    text = gettext_noop("Absence without leave has reached a level that must be dealt with.")
    about = f"people.user:{person.uuid}"
    return tell(list(people.distinct()), text, key=f"absence:{person.uuid}:{day:%Y-%m}:{level}", about=about)


@transaction.atomic
def report_lateness(*, person, day):
    """HR hears once a month when late arrivals and early leaves reach their number (ATT-02)."""
    count = counting.late_count(person, day)
    if not counting.is_late_often(count):
        return 0
    text = gettext_noop("Somebody was late or left early %(n)s times this month.")
    about, key = f"people.user:{person.uuid}", f"late:{person.uuid}:{day:%Y-%m}"
    return tell(list(policy.hr_people().distinct()), text, key=key, about=about, params={"n": count})
