"""Reminders before and at the due time, escalation to the superior, the morning mail, moved calendars.

Everything here may run twice: each step has a key of its own, and a key is said once.
"""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from core import clock
from core.querysets import update_with_history
from notifications import policy, times
from notifications.actions.telling import tell
from notifications.models import Deadline, MailChoice, Notification, Preference
from notifications.times import due_day
from people.models import User
from rulebook import calendars, deadlines
from rulebook.values import value

AHEAD = gettext_noop("%(rule)s: due by %(day)s")
TODAY = gettext_noop("%(rule)s: due today")
OVER = gettext_noop("%(rule)s: overdue since %(day)s")
ESCALATED = gettext_noop("Overdue with a colleague: %(rule)s, was due %(day)s")
SHORTER = gettext_noop("%(rule)s: now due by %(day)s, because the year's working days were published")


def remind():
    """Say what is due soon, today, and late; tell superiors what stayed late; lay out the morning mails."""
    said = sum(_remind_of(owed) for owed in _to_remind())
    return said + _morning_mails()


def _to_remind():
    """Steps at which open deadlines stand now and that were not said already; rest days are left in peace."""
    today, calendar = clock.today(), calendars.calendar()
    if not calendar.is_workday(today):
        return
    far = max(ahead for rule in deadlines.RULES.values() for ahead in (*rule.remind, 0))
    horizon = clock.end_of(calendar.add_workdays(today + dt.timedelta(days=far), 1))  # a reminder may move forward
    rows = Deadline.objects.open().filter(due_at__lte=horizon).select_related("owner")
    for chunk in _chunks(rows.order_by("pk").iterator(chunk_size=500), 500):
        steps = [step for owed in chunk for step in steps_of(owed, calendar)]
        known = set(Notification.objects.filter(key__in=[step.key for step in steps]).values_list("key", flat=True))
        yield from (step for step in steps if step.key not in known)


def _chunks(rows, size):
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Step(NamedTuple):
    """One thing to be said about an open deadline, to its owner or to their superiors."""

    owed: Deadline
    key: str
    text: str
    up: bool = False


def steps_of(owed, calendar):
    """Where an open deadline stands now; of several reminders missed only the newest is said."""
    rule, last = deadlines.RULES[owed.rule], due_day(owed.due_at)
    key = f"due:{owed.pk}:{owed.due_at:%Y%m%d%H%M}"
    if clock.now() >= owed.due_at:
        yield Step(owed, f"{key}:over", OVER)
        late = calendar.workdays_between(last, clock.today())
        if rule.escalate_after is not None and late >= rule.escalate_after:
            yield Step(owed, f"{key}:up", ESCALATED, up=True)
        return
    days = deadlines.reminder_days(rule, owed.due_at, cal=calendar)
    if come := [day for day in days if day <= clock.today()]:
        yield Step(owed, f"{key}:{max(come):%m%d}", TODAY if last == clock.today() else AHEAD)


def _remind_of(step):
    owed = step.owed
    params = {"rule": owed.rule} if step.text == TODAY else {"rule": owed.rule, "day": due_day(owed.due_at)}
    people = policy.superiors_of(owed.owner) if step.up else [owed.owner]
    # The first takes the plain key, so that one look at the table shows whether the step was said.
    return sum(
        tell(
            person,
            step.text,
            key=f"{step.key}:{person.pk}" if number else step.key,
            about=owed.about,
            params=params,
            deadline=owed,
        )
        for number, person in enumerate(people)
    )


@transaction.atomic
def _morning_mails():
    """One outbox row a person and working day; what it says is put together when it is sent."""
    now, day = clock.now(), clock.today()
    if times.is_quiet(now) or not calendars.calendar().is_workday(day):
        return 0
    until = clock.end_of(day + dt.timedelta(days=value("notice.digest_days")))
    owing = Deadline.objects.open().filter(due_at__lte=until).values("owner")
    told = Notification.objects.unread().values("to")
    without = Preference.objects.filter(mail=MailChoice.NONE).values("user")
    people = User.objects.filter(is_active=True).exclude(email="").exclude(pk__in=without)
    people = (people.filter(pk__in=owing) | people.filter(pk__in=told)).distinct()
    keys = {f"digest:{pk}:{day:%Y%m%d}": pk for pk in people.values_list("pk", flat=True)}
    known = set(Notification.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    rows = [
        Notification(key=key, to_id=pk, channel=Notification.Channel.DIGEST, text_key="", available_at=now)
        for key, pk in keys.items()
        if key not in known
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def recompute(years):
    """Count again what rests on the calendar of `years` (DATE-01); tell whose time became shorter (EX-22).

    Registered with the rulebook: runs in the transaction that loads a year or edits a day.
    """
    touched = Q(provisional=True)
    for year in years:
        touched |= Q(since__year__lte=year, due_at__year__gte=year)
    rows = []
    for owed in Deadline.objects.open().filter(touched, fixed=False).select_related("owner", "point"):
        due = deadlines.due(owed.rule, owed.since, point=owed.point)
        if due is None or (due.at, due.provisional) == (owed.due_at, owed.provisional):
            continue
        owed.became_short = due.at < owed.due_at
        owed.due_at, owed.provisional = due.at, due.provisional
        rows.append(owed)
    update_with_history(Deadline, rows, ["due_at", "provisional"])
    for owed in rows:
        if owed.became_short:
            key = f"due:{owed.pk}:{owed.due_at:%Y%m%d%H%M}:shorter"
            params = {"rule": owed.rule, "day": due_day(owed.due_at)}
            tell(owed.owner, SHORTER, key=key, about=owed.about, params=params, deadline=owed)
    return len(rows)
