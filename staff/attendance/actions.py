"""The only code that writes attendance. Leave marks the days it takes; the grid of the group comes on top of it."""

from django.db import transaction

from staff.attendance.models import AttendanceDay, Mark

MARKS_OF_LEAVE = (Mark.LEAVE, Mark.LEAVE_PENDING, Mark.COMPENSATORY, Mark.ABSENT)


@transaction.atomic
def mark(*, person, halves, mark, about, by):
    """Set `mark` on `halves`, an iterable of (date, Half), of `person`; `about` is the leave they come from.

    Returns the rows, oldest first. Marking twice changes nothing (LEAVE-13, LEAVE-15; ATT-06 reads the absences).
    """
    return [
        _save(person, day, dict.fromkeys(names, mark), about=about, by=by) for day, names in _by_day(halves).items()
    ]


@transaction.atomic
def clear(*, about, by, halves=None):
    """Take back the marks of the leave `about` (all, or only `halves`): withdrawn, refused or returned early."""
    wanted = None if halves is None else _by_day(halves)
    cleared = []
    for row in AttendanceDay.objects.filter(about=about).select_related("person"):
        names = ("morning", "afternoon") if wanted is None else wanted.get(row.day, ())
        names = [name for name in names if getattr(row, name) in MARKS_OF_LEAVE]
        if names:
            cleared.append(_save(row.person, row.day, dict.fromkeys(names, Mark.NONE), about=about, by=by))
    return cleared


def _by_day(halves):
    days = {}
    for day, half in sorted(halves):
        days.setdefault(day, []).append(str(half))
    return days


def _save(person, day, marks, *, about, by):
    row = AttendanceDay.objects.filter(person=person, day=day).first() or AttendanceDay(person=person, day=day)
    if row.pk and row.about == about and all(getattr(row, name) == value for name, value in marks.items()):
        return row
    for name, value in marks.items():
        setattr(row, name, value)
    row.about = about
    row._history_user = by
    row.full_clean()
    row.save()
    return row
