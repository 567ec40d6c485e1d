"""The month of a group: opened, reported to HR by the 5th, verified, archived; corrected afterwards (F-H05; RP-16)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from approvals import actions as approvals
from archives import actions as archives
from archives.models import Volume
from core import clock, formats
from core.querysets import create_with_history, update_with_history
from notifications.actions import drop, met, owe
from people.models import SupervisionGroup
from staff.attendance import closing, coverage, policy, roster
from staff.attendance.actions.keeping import check_day, closed_lines, file_correction, stored
from staff.attendance.actions.marking import report_absence
from staff.attendance.models import AttendanceDay, GroupMonth, Mark
from staff.attendance.sheets import AttendanceRecord, RecordLine, number_of

CHAIN, VOLUME = "attendance.month", "attendance"
SHOWN_GAPS = 5


@transaction.atomic
def open_months(month=None):
    """The month of every group that has people and an SA; what the SA owes in it. May run any day and twice."""
    month = (month or clock.today()).replace(day=1)
    known = set(GroupMonth.objects.filter(month=month).values_list("group", flat=True))
    opened = []
    for group in SupervisionGroup.objects.filter(active=True).exclude(pk__in=known):
        if roster.of_group(group, month):
            opened.append(_open(group, month))
    return opened


def _open(group, month):
    period = stored(GroupMonth(group=group, month=month), None)
    for keeper in coverage.keepers(group):
        owe("att.close", about=period.ref, owner=keeper, since=month, group=period.ref)
        owe("att.check", about=period.ref, owner=keeper, since=month, group=period.ref)
    return period


def period_of(group, month):
    """The month of a group, opened where nobody did."""
    return GroupMonth.objects.filter(group=group, month=month).first() or _open(group, month)


@transaction.atomic
def report_month(*, by, group, month, source, remark=""):
    """Check and report the month to HR&A; blocked while a working day of somebody has no record (ATT-03, RP-16)."""
    if not policy.keeps_group(by, group):
        raise PermissionDenied(_("The supervision assistant of the group keeps its attendance."))
    found = closing.look(group, month)
    _refuse_gaps(found)
    period = period_of(group, month)
    if not GroupMonth.objects.claim(period, state__in=(GroupMonth.State.OPEN, GroupMonth.State.RETURNED)):
        raise ValidationError(_("This month was reported already."))
    record = AttendanceRecord.objects.filter(period=period).first() or AttendanceRecord(period=period, filled_by=by)
    record.source, record.remark, record.filled_on = source, remark.strip(), clock.today()
    record.people, record.workdays = len(found.members), len(found.workdays)
    stored(record, by)
    _write_lines(record, found, by)
    period.state, period.reported_at = GroupMonth.State.REPORTED, clock.now()
    stored(period, by)
    met("att.close", about=period.ref)
    drop("att.check", about=period.ref)  # who was not checked stands in the coverage; the month is over
    approvals.start(subject=record, chain=CHAIN, by=by)
    return record


def _refuse_gaps(found):
    if not found.members:
        raise ValidationError(_("Nobody belonged to this group in this month."))
    gaps = found.gaps()
    if gaps:
        named = "、".join(f"{gap.person} {formats.day_plain(gap.day)}" for gap in gaps[:SHOWN_GAPS])
        text = _("%(n)s days are still to be completed: %(days)s. Until then the month cannot be reported.")
        raise ValidationError(text, code="gaps", params={"n": len(gaps), "days": named})


def _write_lines(record, found, by):
    """Copy the days into the record; lines of a record that was returned are marked, not deleted."""
    old = list(record.lines.filter(removed=False))
    for line in old:
        line.removed = True
    update_with_history(RecordLine, old, ["removed"], by=by)
    lines = []
    for member in found.members:
        for row in found.of(member):
            if member.here(row.day):
                lines.append(_line(record, row, len(lines) + 1))
    create_with_history(RecordLine, lines, by=by)


def _line(record, row, position):
    minutes = row.late_minutes + row.early_minutes
    return RecordLine(
        sheet=record, position=position, person_id=row.person_id, day=row.day, morning=row.morning,
        afternoon=row.afternoon, came=row.came, left=row.left, minutes=minutes, note=row.note,
    )  # fmt: skip


@transaction.atomic
def verified(record, by):
    """HR&A found it in order: the month's papers become a volume, handed in for the SA who reported them."""
    period = record.period
    period.state = GroupMonth.State.VERIFIED
    stored(period, by)
    last = roster.last_of(period.month)
    volume = Volume.objects.filter(subject_ref=period.ref).first() or archives.open_volume(
        subject=period, kind=VOLUME, worker=record.filled_by, point=None, group=period.group, finished_on=last,
        file_no=number_of(period), file_class=Volume.FileClass.INTERNAL, by=by,
    )  # fmt: skip
    archives.submit(volume=volume, by=record.filled_by)


@transaction.atomic
def returned(record, by):
    """HR&A sent it back: the month is open again, and still owed."""
    period = record.period
    period.state = GroupMonth.State.RETURNED
    stored(period, by)
    for keeper in coverage.keepers(period.group):
        owe("att.close", about=period.ref, owner=keeper, since=period.month, group=period.ref)


@transaction.atomic
def archived(period):
    """Its volume is sealed."""
    period.state = GroupMonth.State.ARCHIVED
    stored(period, None)


@transaction.atomic
def reopened(period):
    """The direction opened the sealed volume: the record itself stays frozen, corrections go into the new edition."""
    period.state = GroupMonth.State.VERIFIED
    stored(period, None)


@transaction.atomic
def correct(*, by, person, day, morning, afternoon, reason):
    """Change a day of a reported month: the record keeps its line, the correction stands beside it with its reason.

    By the SA of the group or HR&A, never about oneself; what a leave wrote changes through the leave.
    """
    check_day(day)
    line = closed_lines([person.pk], day, day).get((person.pk, day))
    if line is None:
        raise ValidationError(_("This day does not stand in a reported month; record it as usual."))
    period = line.sheet.period
    allowed = policy.keeps_group(by, period.group) or by in policy.hr_people()
    if not allowed or by.pk == person.pk:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say what the correction rests on.")})
    row = AttendanceDay.objects.get(person=person, day=day)
    before = row.marks
    for half, mark in (("morning", morning), ("afternoon", afternoon)):
        if getattr(row, half) == mark:
            continue
        if getattr(row, f"{half}_about") or mark in (Mark.LEAVE, Mark.LEAVE_PENDING, Mark.COMPENSATORY, Mark.NONE):
            raise ValidationError({half: _("Leave is entered by the leave itself, not here.")})
        setattr(row, half, mark)
    if row.marks == before:
        raise ValidationError(_("Nothing would change."))
    stored(row, by)
    if Mark.ABSENT in row.marks:
        report_absence(person=person, day=day)
    return file_correction(period, row, before, reason.strip(), by)
