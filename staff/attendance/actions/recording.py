"""Keeping the days of a group: the supervision assistant records, the person may say a word (ATT-02, ATT-03)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock, formats
from core.querysets import create_with_history, update_with_history
from notifications.actions import tell
from people import roles
from staff.attendance import hours, outside, policy, roster
from staff.attendance.actions.keeping import check_day, closed_lines, stored
from staff.attendance.actions.marking import report_absence, report_lateness
from staff.attendance.models import AttendanceDay, Mark

WRITTEN = ("morning", "afternoon", "came", "left", "late_minutes", "early_minutes", "note")
KEPT_BY_HAND = (Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.ABSENT, Mark.OUTING, Mark.TRAINING, Mark.NONE)


@dataclass(frozen=True)
class Entry:
    """What the SA says about one day of one person. Times of day decide about late and early (ATT-01, ATT-02)."""

    person: object
    day: dt.date
    morning: str = Mark.PRESENT
    afternoon: str = Mark.PRESENT
    came: dt.time | None = None
    left: dt.time | None = None
    note: str = ""


@transaction.atomic
def record(*, by, entries):
    """Store `entries` in a few statements, however many; halves that come from a leave keep what the leave says.

    Refused for people who are not in a group `by` keeps, for oneself, for days to come and for reported months.
    Returns how many days were new or changed.
    """
    entries = list(entries)
    if not entries:
        return 0
    days = [entry.day for entry in entries]
    first, last = min(days), max(days)
    people = {entry.person.pk for entry in entries}
    members = _kept_members(by, people, first, last)
    shut = closed_lines(people, first, last)
    rows = AttendanceDay.objects.filter(person__in=people, day__range=(first, last))
    held = {(row.person_id, row.day): row for row in rows}
    new, changed = [], []
    for entry in entries:
        member = members.get(entry.person.pk)
        if member is None or not member.here(entry.day):
            raise PermissionDenied(_("The supervision assistant of the group keeps its attendance."))
        check_day(entry.day)
        row = held.get((entry.person.pk, entry.day)) or AttendanceDay(person=entry.person, day=entry.day)
        before = _state(row)
        _apply(row, entry, hours.hours_of(member.point(entry.day), entry.day))
        if row.pk is not None and _state(row) == before:
            continue
        if (entry.person.pk, entry.day) in shut:
            raise ValidationError(_("This month was reported to HR. What is wrong in it is changed by a correction."))
        row.clean_fields(exclude=["person"])
        (changed if row.pk else new).append(row)
    create_with_history(AttendanceDay, new, by=by)
    update_with_history(AttendanceDay, changed, list(WRITTEN), by=by)
    _report(entries, [*new, *changed])
    return len(new) + len(changed)


def _kept_members(by, people, first, last):
    """{person id: Member} of those whose attendance `by` keeps; never oneself."""
    groups = [row["group"] for row in policy.kept_groups(by)]
    found = roster.members(first, last, groups=groups, people=people)
    return {member.person.pk: member for member in found if member.person.pk != by.pk}


def _state(row):
    return tuple(getattr(row, name) for name in WRITTEN)


def _apply(row, entry, open_hours):
    """Put an entry into a row: what a leave wrote stays, times make late arrival, early leave or half a day absent."""
    late = hours.minutes_late(entry.came, open_hours) if entry.came else 0
    early = hours.minutes_early(entry.left, open_hours) if entry.left else 0
    if entry.came and entry.left and entry.left <= entry.came:
        raise ValidationError({"left": _("They left before they came.")})
    marks = {"morning": entry.morning, "afternoon": entry.afternoon}
    if entry.came:
        marks["morning"] = hours.judged(entry.morning, late, Mark.LATE)
    if entry.left:
        marks["afternoon"] = hours.judged(entry.afternoon, early, Mark.EARLY)
    if Mark.LATE in marks.values() and not entry.came:
        raise ValidationError({"came": _("When did they come?")})
    if Mark.EARLY in marks.values() and not entry.left:
        raise ValidationError({"left": _("When did they leave?")})
    for half, mark in marks.items():
        if not getattr(row, f"{half}_about"):
            if mark not in KEPT_BY_HAND:
                raise ValidationError({half: _("Leave is entered by the leave itself, not here.")})
            setattr(row, half, mark)
    row.came, row.left, row.note = entry.came, entry.left, entry.note.strip()
    counts = (Mark.LATE, Mark.ABSENT)
    row.late_minutes = late if row.morning in counts else 0
    row.early_minutes = early if row.afternoon in (Mark.EARLY, Mark.ABSENT) else 0


def _report(entries, rows):
    """Who must hear of it: absence by its levels, lateness by its number, once a month each."""
    people = {entry.person.pk: entry.person for entry in entries}
    absent, late = {}, {}
    for row in rows:
        if Mark.ABSENT in row.marks:
            absent[row.person_id, row.day.replace(day=1)] = max(row.day, absent.get(row.person_id, row.day))
        if {Mark.LATE, Mark.EARLY} & set(row.marks):
            late[row.person_id, row.day.replace(day=1)] = row.day
    for (person, _month), day in absent.items():
        report_absence(person=people[person], day=day)
    for (person, _month), day in late.items():
        report_lateness(person=people[person], day=day)


@transaction.atomic
def fill_present(*, by, group, days, only=None):
    """Everybody of `group` (or `only` these ids) about whom nothing is recorded was there on `days`; out, where an
    outing says so. Returns how many days were written."""
    if not policy.keeps_group(by, group):
        raise PermissionDenied(_("The supervision assistant of the group keeps its attendance."))
    days = sorted(days)
    members = [one for one in roster.members(days[0], days[-1], groups=[group]) if one.person.pk != by.pk]
    members = [one for one in members if only is None or one.person.pk in only]
    people = [one.person.pk for one in members]
    rows = AttendanceDay.objects.filter(person__in=people, day__range=(days[0], days[-1]))
    held = {(row.person_id, row.day): row for row in rows}
    out = outside.halves_out(people, days[0], days[-1])
    entries = []
    for member in members:
        for day in days:
            row = held.get((member.person.pk, day))
            if member.here(day) and (row is None or Mark.NONE in row.marks):
                entries.append(_there(member.person, day, row, out.get((member.person.pk, day), (False, False))))
    return record(by=by, entries=entries)


def _there(person, day, row, out):
    """An entry that fills what is empty and repeats what is there."""
    marks = [Mark.OUTING if gone else Mark.PRESENT for gone in out]
    if row is None:
        return Entry(person, day, *marks)
    kept = [held or filled for held, filled in zip(row.marks, marks, strict=True)]
    by_hand = [mark if mark in KEPT_BY_HAND else Mark.PRESENT for mark in kept]
    return Entry(person, day, *by_hand, came=row.came, left=row.left, note=row.note)


@transaction.atomic
def ask_person(*, by, person, day):
    """The SA asks the person about a day: nothing recorded, or something that wants a word."""
    check_day(day)
    if person.pk not in _kept_members(by, {person.pk}, day, day):
        raise PermissionDenied(_("The supervision assistant of the group keeps its attendance."))
    row = AttendanceDay.objects.filter(person=person, day=day).first() or AttendanceDay(person=person, day=day)
    row.asked_at = clock.now()
    stored(row, by)
    text = gettext_noop("Your supervision assistant asks about your attendance on %(day)s.")
    key = f"asked:{row.uuid}:{clock.today():%Y%m%d}"
    tell(person, text, key=key, about=row.ref, params={"day": day})
    return row


@transaction.atomic
def explain(*, by, day, text):
    """A word of explanation about one's own day, until the month is reported; the SA of the group reads it."""
    check_day(day)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write what happened.")})
    if (by.pk, day) in closed_lines([by.pk], day, day):
        month = formats.month(day)
        raise ValidationError(_("The attendance of %(month)s was reported already.") % {"month": month})
    if not roster.members(day, day, people=[by.pk]):
        raise PermissionDenied(_("Nobody keeps your attendance on this day."))
    row = AttendanceDay.objects.filter(person=by, day=day).first() or AttendanceDay(person=by, day=day)
    row.explanation = text
    stored(row, by)
    said = gettext_noop("A worker has said a word about the attendance on %(day)s.")
    assistants = list(roles.supervision_assistants_of(by, day))
    tell(assistants, said, key=f"explained:{row.uuid}:{clock.now().timestamp():.0f}", about=row.ref,
         params={"day": day})  # fmt: skip
    return row
