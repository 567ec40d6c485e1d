"""Staff and attendance: how many work, how much leave was taken, how often somebody came late."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has

LATE = {"late", "early_leave"}


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
    ["attendance.exception"],
    _("Late arrivals and early leavings in the attendance of the month, once it was reported."),
    Section.STAFF,
    where=lambda record: LATE & set(record.marks),
    by_worker=False,
)
def late(records):
    return sum(mark in LATE for row in records for mark in row.marks)


@figure(
    "staff.absent_days",
    _("Absence without leave"),
    Unit.DAYS,
    ["attendance.exception"],
    _("Days of absence without leave in the attendance of the month, in half days, once it was reported."),
    Section.STAFF,
    where=has("absent"),
    by_worker=False,
)
def absent_days(records):
    return sum(row.amount for row in records)


@figure(
    "staff.checks",
    _("Attendance checks"),
    Unit.TIMES,
    ["attendance.check"],
    _("Checks by call or visit on a day of the month."),
    Section.STAFF,
    by_worker=False,
)
def checks(records):
    return len(records)
