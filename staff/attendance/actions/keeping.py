"""What every change of a day goes through: storing it, and the correction where the month was reported. Internal."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives import actions as archives
from archives.models import Volume
from core import clock
from notifications.actions import tell
from rulebook.calendars import calendar
from staff.attendance import policy
from staff.attendance.models import GroupMonth
from staff.attendance.sheets import AttendanceCorrection, RecordLine

FROM_LEAVE = gettext_noop("Follows from what was decided about a leave.")


def require(why_not):
    """Policies answer None or the reason why not."""
    if why_not:
        raise PermissionDenied(why_not)


def stored(row, by):
    row._history_user = by
    row.full_clean()
    row.save()
    return row


def closed_lines(people, first, last):
    """{(person id, day): line} of days that stand in a reported month."""
    lines = RecordLine.objects.filter(
        person__in=people, day__range=(first, last), removed=False, sheet__period__state__in=GroupMonth.CLOSED
    )
    return {(line.person_id, line.day): line for line in lines.select_related("sheet__period__group")}


def follow_up_closed(row, before, by):
    """A decision about leave changed a day of a reported month: the record stays, the change stands beside it."""
    line = closed_lines([row.person_id], row.day, row.day).get((row.person_id, row.day))
    if line and before != row.marks:
        file_correction(line.sheet.period, row, before, str(_(FROM_LEAVE)), by)


def file_correction(period, row, before, reason, by):
    """Write the correction and put it where the month's papers are: into the volume, or after its sealing beside it."""
    sheet = AttendanceCorrection(
        period=period, person_id=row.person_id, day=row.day, reason=reason, was_morning=before[0],
        was_afternoon=before[1], morning=row.morning, afternoon=row.afternoon, filled_by=by,
    )  # fmt: skip
    stored(sheet, by)
    volume = Volume.objects.filter(subject_ref=period.ref).first()
    if volume and volume.is_closed:
        archives.append(volume=volume, sheet=sheet, title=sheet.TITLE, by=by, kind="correction")
    elif volume:
        archives.recount(subject_ref=period.ref, by=by)
    people = list(policy.hr_people().exclude(pk=by.pk).distinct())
    tell(people, gettext_noop("A reported attendance month was corrected."), key=f"correction:{sheet.uuid}",
         about=period.ref)  # fmt: skip
    return sheet


def check_day(day, field="day"):
    """Attendance is recorded for working days that have come."""
    if day > clock.today():
        raise ValidationError({field: _("This day has not come yet.")})
    if not calendar().is_workday(day):
        raise ValidationError({field: _("Nobody is expected on this day.")})
