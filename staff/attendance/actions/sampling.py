"""The posted sample: a seed committed while the month runs, drawn once, repeatable by anybody (ATT-05; F-H07)."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from archives import actions as archives
from archives.models import Volume
from core import clock
from notifications.actions import met, owe, tell
from people.models import User
from staff.attendance import counting, policy, roster, sample
from staff.attendance.actions.keeping import require, stored
from staff.attendance.models import AttendanceDay, SampleSeed
from staff.attendance.sheets import Publication, SampleLine

VOLUME = "attendance_sample"


@transaction.atomic
def commit_seed(month=None):
    """A seed for `month` (this one), its hash for all to see, and the reminder to HR&A; may run any day and twice."""
    month = (month or clock.today()).replace(day=1)
    if found := SampleSeed.objects.filter(month=month).first():
        return found
    seed = secrets.token_hex(16)
    row = stored(SampleSeed(month=month, seed=seed, commitment=sample.commitment(seed)), None)
    for person in policy.hr_people().distinct():
        owe("att.sample", about=row.ref, owner=person, since=month, group=row.ref)
    return row


@transaction.atomic
def draw_sample(*, by, month, posted_to=None):
    """Draw and post the sample of a month that is over, once; the seed becomes public with it.

    The names follow from seed and list alone (`sample.draw`). ValidationError where the month still runs, was drawn
    already, or no seed was committed.
    """
    require(policy.may_draw(by))
    today, last = clock.today(), roster.last_of(month)
    if today <= last:
        raise ValidationError(_("This month is not over."))
    seed_row = SampleSeed.objects.select_for_update().filter(month=month).first()
    if seed_row is None:
        raise ValidationError(_("No seed was committed for this month, so nothing can be drawn."))
    if Publication.objects.filter(month=month).exists():
        raise ValidationError(_("The sample of this month was drawn already. It is drawn once."))
    posted_to = posted_to or roster.last_of(today.replace(day=1))
    if posted_to < today:
        raise ValidationError({"posted_to": _("The last day lies before today.")})
    people = [member.person for member in roster.members(month, last)]
    if not people:
        raise ValidationError(_("There is nobody to draw from."))
    listed, drawn = sample.numbered(people), sample.draw(people, seed_row.seed)
    sheet = _store(by, seed_row, month, posted_to, listed)
    _write_lines(sheet, drawn, by)
    met("att.sample", about=seed_row.ref)
    _open_volume(sheet, by)
    text = gettext_noop("The attendance sample of last month is posted for everybody to see.")
    tell(list(User.objects.filter(is_active=True, is_system=False)), text, key=f"sample:{sheet.uuid}", about=sheet.ref)
    return sheet


def _store(by, seed_row, month, posted_to, listed):
    with override("zh-hans"):
        words, period = f"{month.year}年{month.month}月", Publication.words(clock.today(), posted_to)
    sheet = Publication(
        seed_row=seed_row, month=month, month_text=words, posted_to=posted_to, period=period, seed=seed_row.seed,
        roster=[[person.staff_no, person.name] for person in listed], filled_by=by,
    )  # fmt: skip
    return stored(sheet, by)


def _write_lines(sheet, drawn, by):
    rows = AttendanceDay.objects.filter(person__in=drawn).in_month(sheet.month)
    days = {}
    for row in rows:
        days.setdefault(row.person_id, []).append(row)
    for position, person in enumerate(drawn, 1):
        facts = counting.figures(days.get(person.pk, []))
        line = SampleLine(
            sheet=sheet, position=position, person=person, days_present=facts.present, late=facts.late,
            early=facts.early, absent=facts.absent,
        )  # fmt: skip
        stored(line, by)


def _open_volume(sheet, by):
    volume = archives.open_volume(
        subject=sheet, kind=VOLUME, worker=by, point=None, finished_on=clock.today(), file_no=sheet.file_no,
        file_class=Volume.FileClass.INTERNAL, by=by,
    )  # fmt: skip
    archives.submit(volume=volume, by=by)


@transaction.atomic
def sample_archived(sheet):
    """Its volume is sealed."""
    sheet.archived_at = clock.now()
    stored(sheet, None)


@transaction.atomic
def sample_reopened(sheet):
    sheet.archived_at = None
    stored(sheet, None)
