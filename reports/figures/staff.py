"""Staff and attendance: how many work, how much leave was taken, how often somebody came late."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has


@figure(
    "staff.workers",
    _("Front-line staff"),
    Unit.PERSONS,
    ["staff.post"],
    _("Persons with a front-line appointment on the last day of the month (for the present month, today)."),
    Section.STAFF,
    adds=False,
    by_worker=False,
)
def workers(records):
    return len({row.worker for row in records})


@figure(
    "staff.leave",
    _("Leave taken"),
    Unit.PERSON_TIMES,
    ["leave.taken"],
    _("Approved leaves that touch the month, each person and leave once."),
    Section.STAFF,
    by_worker=False,
)
def leave(records):
    return len({row.uuid for row in records})


@figure(
    "staff.leave_days",
    _("Days of leave"),
    Unit.DAYS,
    ["leave.taken"],
    _("Their working days that lie in the month, in half days."),
    Section.STAFF,
    by_worker=False,
)
def leave_days(records):
    return sum(row.amount for row in records)


@figure(
    "staff.late",
    _("Late or gone early"),
    Unit.TIMES,
    ["attendance.mark"],
    _("Marks of coming late or leaving early in the attendance of the month."),
    Section.STAFF,
    where=has("late_or_early"),
    by_worker=False,
)
def late(records):
    return len(records)


@figure(
    "staff.outings",
    _("Work outings"),
    Unit.TIMES,
    ["attendance.outing"],
    _("Outings announced for a day of the month."),
    Section.STAFF,
    by_worker=False,
)
def outings(records):
    return len(records)
