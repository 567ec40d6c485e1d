"""How leave shows itself where the cellar lists it: My day, the inbox, a decision (core.subjects)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import formats, subjects
from staff.leave.models import LeaveRequest, LeaveReturn
from staff.leave.sheets import HandoverSheet
from staff.leave.weekly import WeeklyLeaveReport


def span_text(row):
    """3月16日(周一); 3月16日(周一)下午; 3月16日(周一)上午 – 3月18日(周三)中午"""
    first, last = formats.day(row.first), formats.day(row.last)
    if row.first == row.last:
        return _part_of_day(row, first)
    if row.first_part == "pm":
        first = _("%(day)s afternoon") % {"day": first}
    if row.last_part == "am":
        last = _("%(day)s noon") % {"day": last}
    return f"{first} – {last}"


def _part_of_day(row, day):
    if row.first_part == "pm":
        return _("%(day)s afternoon") % {"day": day}
    return _("%(day)s morning") % {"day": day} if row.last_part == "am" else day


def leave_facts(row):
    """(label, value) pairs of a request, for whoever may read it with its reason."""
    facts = [
        (_("Type"), row.get_leave_type_display()),
        (_("Dates"), span_text(row)),
        (_("Days"), formats.days(row.days)),
        (_("Asked ahead"), _("%(days)s days") % {"days": row.lead_days}),
        (_("Reason for leave"), row.reason),
    ]
    if row.merged_days != row.days:
        facts.append((_("With adjoining leave"), formats.days(row.merged_days)))
    if row.late_reason:
        facts.append((_("Why not in time"), row.late_reason))
    if row.cover_id:
        facts.append((_("Stands in"), str(row.cover)))
    if row.handover_note:
        facts.append((_("Handover"), row.handover_note))
    return tuple(facts)


def _requests(user, uuids):
    rows = LeaveRequest.objects.visible_to(user).filter(uuid__in=uuids).select_related("applicant", "cover")
    return {str(row.uuid): _request(user, row) for row in rows}


def _request(user, row):
    kind = row.get_leave_type_display()
    if row.applicant_id == user.pk:
        title = _("Your %(kind)s, %(days)s") % {"kind": kind, "days": formats.days(row.days)}
    else:
        title = _("%(who)s: %(kind)s, %(days)s") % {
            "who": row.applicant, "kind": kind, "days": formats.days(row.days)
        }  # fmt: skip
    return subjects.Described(
        title=title,
        url=row.get_absolute_url(),
        why=span_text(row),
        verb=_("Open"),
        icon="beach",
        facts=leave_facts(row),
    )


def _handovers(user, uuids):
    rows = (
        HandoverSheet.objects.visible_to(user).filter(uuid__in=uuids).select_related("request__applicant", "receiver")
    )
    found = {}
    for row in rows:
        facts = ((_("From"), str(row.request.applicant)), (_("To"), str(row.receiver)))
        found[str(row.uuid)] = subjects.Described(
            title=_("Handover of %(who)s") % {"who": row.request.applicant},
            url=reverse("leave:handover", args=[row.request.uuid]),
            why=_("before %(day)s") % {"day": formats.day(row.request.first)},
            verb=_("Open"),
            icon="transfer-in",
            facts=facts,
        )
    return found


def _returns(user, uuids):
    rows = LeaveReturn.objects.visible_to(user).filter(uuid__in=uuids).select_related("request__applicant")
    found = {}
    for row in rows:
        actual = _("not taken, worked") if row.not_taken else span_text(row)
        facts = ((_("Planned"), span_text(row.request)), (_("Actual"), actual), (_("Note"), row.note))
        found[str(row.uuid)] = subjects.Described(
            title=_("%(who)s is back from leave") % {"who": row.request.applicant},
            url=row.request.get_absolute_url(),
            why=actual,
            verb=_("Open"),
            icon="calendar-event",
            facts=facts,
        )
    return found


def _weeks(user, uuids):
    rows = WeeklyLeaveReport.objects.visible_to(user).filter(uuid__in=uuids).select_related("group")
    return {
        str(row.uuid): subjects.Described(
            title=f"{row.group} · {formats.day_plain(row.first)}–{formats.day_plain(row.last)}",
            url=row.get_absolute_url(),
            why=row.get_state_display(),
            verb=_("Check"),
            icon="calendar-week",
        )
        for row in rows
    }


def register():
    """Called once, when the room is ready."""
    subjects.register("leave.leaverequest", _requests)
    subjects.register("leave.handoversheet", _handovers)
    subjects.register("leave.leavereturn", _returns)
    subjects.register("leave.weeklyleavereport", _weeks)
