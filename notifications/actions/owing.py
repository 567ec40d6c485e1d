"""What is owed, until when, and what became of it."""

import datetime as dt

from django.db import transaction

from core import clock
from core.querysets import create_with_history, update_with_history
from notifications.models import Deadline, Notification
from rulebook import deadlines


@transaction.atomic
def owe(rule_key, *, about, owner, since, due=None, detail="", group=None, point=None):
    """`owner` owes what `rule_key` says, counted from `since`; the same open debt is never stored twice.

    `due` sets the time itself (an appointment, the day before leave starts); otherwise the rulebook computes it, for
    the service point `point` where its settings differ. Returns the Deadline, None where nothing falls due.
    """
    rule = deadlines.RULES[rule_key]
    owed = Deadline.objects.open().filter(rule=rule.key, about=about, owner=owner).first()
    if owed:
        return owed
    owed = Deadline(rule=rule.key, about=about, owner=owner, detail=detail, group=group or "", point=point)
    if not _set_due(owed, since, due):
        return None
    owed.full_clean(exclude=["owner", "point"])
    owed.save()
    return owed


@transaction.atomic
def owe_all(rule_key, *, owed, since):
    """Many people owe what `rule_key` says, all counted from `since`: `owed` are (about, owner) that owe nothing yet.

    For jobs that write for the whole organization: the time is reckoned once, the rows are written together.
    """
    rule, first = deadlines.RULES[rule_key], None
    rows = [Deadline(rule=rule.key, about=about, owner=owner) for about, owner in owed]
    for row in rows:
        if first is None and not _set_due(row, since):
            return []
        first = first or row
        row.since, row.due_at, row.fixed, row.provisional = first.since, first.due_at, False, first.provisional
    return create_with_history(Deadline, rows)


def _set_due(owed, since, due=None):
    owed.since = deadlines.local_day(since)
    owed.fixed = due is not None
    if owed.fixed:
        owed.due_at, owed.provisional = due if isinstance(due, dt.datetime) else clock.end_of(due), False
        return True
    if computed := deadlines.due(owed.rule, since, point=owed.point):
        owed.due_at, owed.provisional = computed.at, computed.provisional
    return computed is not None


@transaction.atomic
def met(rule_key, *, about, on=None, owner=None):
    """The work was done, now or `on` (a day or a moment); late work keeps its working days late (DATE-08)."""
    done = on or clock.now()
    rows = list(_open(rule_key, about, owner))
    for owed in rows:
        owed.met_at = done if isinstance(done, dt.datetime) else _moment_of(done)
        owed.days_late = deadlines.workdays_late(owed.due_at, owed.met_at) or None
    return _settle(rows, ["met_at", "days_late"])


def _moment_of(day):
    """The moment recorded for work that was only given a day: now if it is today, else noon of that day."""
    return clock.now() if day == clock.today() else clock.moment(day, dt.time(12))


@transaction.atomic
def drop(rule_key, *, about, owner=None):
    """It is no longer owed: withdrawn, cancelled, decided by somebody else."""
    rows = list(_open(rule_key, about, owner))
    for owed in rows:
        owed.dropped_at = clock.now()
    return _settle(rows, ["dropped_at"])


@transaction.atomic
def move(rule_key, *, about, since, due=None, owner=None):
    """Count again from another day; reminders follow the new time."""
    rows = list(_open(rule_key, about, owner))
    rows = [owed for owed in rows if _set_due(owed, since, due)]
    update_with_history(Deadline, rows, ["since", "due_at", "fixed", "provisional"])
    return len(rows)


@transaction.atomic
def reown(old, new, *, refs=None, about_prefix="", due_until=None):
    """What `old` owes about `refs` (or about everything whose reference starts with `about_prefix`) passes to `new`.

    With `due_until`, only what falls due by that moment: somebody is away for a while and comes back.
    """
    rows = Deadline.objects.open().filter(owner=old)
    rows = rows.filter(due_at__lte=due_until) if due_until else rows
    rows = list(rows.filter(about__in=refs) if refs is not None else rows.filter(about__startswith=about_prefix))
    theirs = set(Deadline.objects.open().filter(owner=new).values_list("rule", "about"))
    doubled = [owed for owed in rows if (owed.rule, owed.about) in theirs]
    passed = [owed for owed in rows if (owed.rule, owed.about) not in theirs]
    for owed in doubled:
        owed.dropped_at = clock.now()
    _settle(doubled, ["dropped_at"])
    for owed in passed:
        owed.owner = new
    update_with_history(Deadline, passed, ["owner"])
    return len(passed)


def _open(rule_key, about, owner=None):
    rows = Deadline.objects.open().filter(rule=deadlines.RULES[rule_key].key, about=about)
    return rows.filter(owner=owner) if owner else rows


def _settle(rows, fields):
    """Store met or dropped rows; what was said about them needs no more reading or sending."""
    update_with_history(Deadline, rows, fields)
    said = Notification.objects.filter(deadline__in=rows)
    said.filter(read_at__isnull=True).update(read_at=clock.now())
    said.filter(done_at__isnull=True, handed_at__isnull=True).update(
        done_at=clock.now(), dropped_because="settled", lease_until=None
    )
    return len(rows)
