"""What the actions of reports share."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from core.querysets import update_with_history
from notifications.actions import met, move, owe
from notifications.models import Deadline
from people.models import User
from rulebook.deadlines import local_day
from staff.plans.choices import Kind
from staff.plans.models import WorkReport

# kind -> rule of the rulebook under which it is owed
RULES = {Kind.WEEKLY: "plan.weekly", Kind.MONTHLY_PLAN: "plan.monthly", Kind.MONTHLY_SUMMARY: "plan.monthly"}


def require(why_not):
    """Policies answer None or the reason why not."""
    if why_not:
        raise PermissionDenied(why_not)


def claim(report):
    """One of any number of simultaneous callers goes on with a report in the state it was read in."""
    if not WorkReport.objects.claim(report, state=report.state):
        raise ValidationError(_("This report has just changed. Look at it again."), code="stale")


def store(row, by):
    """Save a row; what it points to was checked when it was made, so that a stamp costs no look-ups."""
    row._history_user = by
    made = row.pk is None
    relations = [] if made else [field.name for field in row._meta.concrete_fields if field.is_relation]
    row.full_clean(exclude=relations, validate_unique=made, validate_constraints=made)
    row.save()
    return row


def store_all(rows, fields, by=None):
    return update_with_history(WorkReport, rows, fields, by=by)


def to_be_read(report, found):
    """The superior owes the reading of a round once, whatever comes after the first report of it (PLAN-02).

    `found` is the management line of today.
    """
    people = found.superior_of(report.owner_id).people
    about = report.round.ref
    owing = Deadline.objects.open().filter(rule="plan.unread", about=about, owner__in=people)
    missing = set(people) - set(owing.values_list("owner", flat=True))
    for reader in User.objects.in_bulk(missing).values() if missing else ():
        _count_unread(report, reader, found)


def unread_changed(report, found):
    """Counted again from the oldest report that nobody has read, done once there is none."""
    for reader in User.objects.in_bulk(found.superior_of(report.owner_id).people).values():
        _count_unread(report, reader, found)


def _count_unread(report, reader, found):
    mine = WorkReport.objects.to_read().filter(round=report.round_id, owner__in=found.below(reader.pk))
    oldest = mine.order_by("submitted_at").values_list("submitted_at", flat=True).first()
    about = report.round.ref
    if oldest is None:
        met("plan.unread", about=about, owner=reader)
        return
    owed = Deadline.objects.open().filter(rule="plan.unread", about=about, owner=reader).first()
    if owed is None:
        owe("plan.unread", about=about, owner=reader, since=oldest)
    elif owed.since != local_day(oldest):
        move("plan.unread", about=about, since=oldest, owner=reader)
