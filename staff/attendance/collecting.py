"""卷内目录 of the attendance papers: a month of a group, and a posted sample (ARCH-03)."""

from archives.kinds import Entry
from staff.attendance import roster
from staff.attendance.sheets import AttendanceCheck, AttendanceCorrection, AttendanceRecord, Publication

PRESENT, MISSING = "present", "missing"


def of_month(period):
    """The record (required), corrections to it, and the checks of the group's workers in the month."""
    records = list(AttendanceRecord.objects.filter(period=period))
    found = [_entry(AttendanceRecord, records, required=True)]
    corrections = list(AttendanceCorrection.objects.filter(period=period))
    people = [member.person.pk for member in roster.of_group(period.group, period.month)]
    checks = list(AttendanceCheck.objects.in_month(period.month).filter(checked__in=people).order_by("at", "pk"))
    found += [
        _entry(form, rows) for form, rows in ((AttendanceCorrection, corrections), (AttendanceCheck, checks)) if rows
    ]
    return found


def of_sample(publication):
    return [_entry(Publication, [publication], required=True)]


def _entry(form, sheets, required=False):
    return Entry(form.NAME, str(form.TITLE), PRESENT if sheets else MISSING, sheets, required=required)
