"""How attendance shows itself where the cellar lists it: My day, the inbox, notices (core.subjects)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core import clock, formats
from core.subjects import Described, register
from notifications import kinds
from staff.attendance import counting
from staff.attendance.models import AttendanceDay, DisciplineNote, GroupMonth, Outing, SampleSeed
from staff.attendance.sheets import AttendanceCheck, AttendanceRecord, Publication, RecordLine


def _days(user, uuids):
    rows = AttendanceDay.objects.visible_to(user).filter(uuid__in=uuids).select_related("person")
    return {str(row.uuid): _day(row, row.person_id == user.pk) for row in rows}


def _day(row, own):
    month = f"{row.day:%Y-%m}"
    url = reverse("attendance:month", args=[month])
    if not own:
        url = reverse("attendance:person", args=[row.person.uuid, month])
    title = _("Attendance on %(day)s") % {"day": formats.day(row.day)}
    return Described(title, f"{url}#d{row.day:%d}", why="" if own else str(row.person), icon="calendar-time")


def _months(user, uuids):
    rows = GroupMonth.objects.visible_to(user).filter(uuid__in=uuids).select_related("group")
    return {
        str(row.uuid): Described(
            _("Attendance of %(month)s, %(group)s") % {"month": formats.month(row.month), "group": row.group},
            row.get_absolute_url(),
            why=row.get_state_display(),
            verb=pgettext("button", "Open"),
            icon="calendar-time",
        )
        for row in rows
    }


def _records(user, uuids):
    rows = AttendanceRecord.objects.visible_to(user).filter(uuid__in=uuids).select_related("period__group", "filled_by")
    return {str(row.uuid): _record(row) for row in rows}


def _record(row):
    words = {"month": formats.month(row.period.month), "group": row.period.group}
    facts = [
        (_("Kept by"), str(row.filled_by)),
        (_("People"), str(row.people)),
        (_("Working days"), str(row.workdays)),
        (_("Source"), row.get_source_display()),
    ]
    facts += figures_of(RecordLine.objects.filter(sheet=row, removed=False))
    title = _("Attendance of %(month)s, %(group)s") % words
    return Described(title, row.get_absolute_url(), why=str(row.filled_by), verb=_("Verify"), icon="calendar-time",
                     facts=tuple(facts))  # fmt: skip


def figures_of(lines):
    """The month in figures, as label and text; what is nought is left out."""
    found = counting.full_figures(list(lines))
    named = (
        (_("Late arrivals"), found.late), (_("Early leaves"), found.early), (_("Days absent"), found.absent),
        (_("Days out"), found.outings), (_("Days of leave"), found.leave), (_("Leave not decided"), found.pending),
    )  # fmt: skip
    return [(label, formats.number(count)) for label, count in named if count]


def _checks(user, uuids):
    """For those above the check itself; for the person checked the own month, where the result stands."""
    rows = AttendanceCheck.objects.visible_to(user).filter(uuid__in=uuids).select_related("checked")
    found = {
        str(row.uuid): Described(
            _("Attendance check"), row.get_absolute_url(), why=str(row.checked), icon="phone-check"
        )
        for row in rows
    }
    for row in AttendanceCheck.objects.results_for(user).filter(uuid__in=uuids):
        url = reverse("attendance:month", args=[f"{clock.day_of(row['at']):%Y-%m}"])
        found[str(row["uuid"])] = Described(_("Attendance check"), f"{url}#checks", icon="phone-check")
    return found


def _outings(user, uuids):
    rows = Outing.objects.visible_to(user).filter(uuid__in=uuids).select_related("person")
    return {
        str(row.uuid): Described(row.get_purpose_display(), row.get_absolute_url(), why=str(row.person), icon="map-pin")
        for row in rows
    }


def _samples(user, uuids):
    rows = Publication.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        str(row.uuid): Described(
            _("Attendance sample of %(month)s") % {"month": formats.month(row.month)},
            row.get_absolute_url(),
            icon="users",
        )
        for row in rows
    }


def _seeds(user, uuids):
    rows = SampleSeed.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        str(row.uuid): Described(
            _("Attendance sample of %(month)s") % {"month": formats.month(row.month)},
            reverse("attendance:sample"),
            verb=_("Draw"),
            icon="users",
        )
        for row in rows
    }


def _notes(user, uuids):
    rows = DisciplineNote.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        str(row.uuid): Described(row.get_category_display(), row.get_absolute_url(), icon="file-text") for row in rows
    }


register("attendance.attendanceday", _days)
register("attendance.groupmonth", _months)
register("attendance.attendancerecord", _records)
register("attendance.attendancecheck", _checks)
register("attendance.outing", _outings)
register("attendance.publication", _samples)
register("attendance.sampleseed", _seeds)
register("attendance.disciplinenote", _notes)
kinds.register(
    "att.close",
    why=gettext_lazy("Checked and reported to HR by the %(n)sth"),
    verb=pgettext_lazy("button", "Check"),
    icon="calendar-time",
)
kinds.register(
    "att.check",
    why=gettext_lazy("At least %(n)s call or visit a worker each month"),
    verb=pgettext_lazy("button", "Check"),
    icon="phone-check",
    url=lambda uuid: reverse("attendance:coverage"),
)
kinds.register(
    "att.sample",
    why=gettext_lazy("In the first week of the month, by the %(n)sth"),
    verb=pgettext_lazy("button", "Draw"),
    icon="users",
    url=lambda uuid: reverse("attendance:sample"),
)
