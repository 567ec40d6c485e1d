"""The round of a week or a month: opened for everybody, counted again with the calendar, closed as missing.

All of it may run at any time and twice.
"""

from django.db import transaction
from django.utils.translation import gettext_noop

from core import clock
from core.querysets import create_with_history
from notifications.actions import drop, owe_all, tell
from notifications.times import due_day
from people.models import User
from rulebook import dates, deadlines
from rulebook.calendars import calendar
from rulebook.values import value
from staff.leave.models import LeaveDates
from staff.plans import periods
from staff.plans.actions.common import RULES, store, store_all
from staff.plans.choices import TO_WRITE, Kind, State
from staff.plans.line import line
from staff.plans.models import Round, WorkReport

MISSING = gettext_noop("%(rule)s: %(n)s not handed in and now missing, was due %(day)s")


@transaction.atomic
def open_rounds():
    """Everybody's reports of this week and month, and of the next from the last working day on (PLAN-01, PLAN-03).

    No report in a week without a working day. Returns how many reports were opened.
    """
    cal, today = calendar(), clock.today()
    made = sum(_open(Kind.WEEKLY, first, first, cal) for first in periods.weeks_to_open(cal, today))
    for month in periods.months_to_open(cal, today):
        made += _open(Kind.MONTHLY_PLAN, month, month, cal)
        made += _open(Kind.MONTHLY_SUMMARY, periods.before(month), month, cal)
    return made


def since_of(kind, first):
    """The day from which the rulebook counts: the week itself, the month in which plan and summary are due."""
    return dates.next_month(first) if kind == Kind.MONTHLY_SUMMARY else first


def _open(kind, first, since, cal):
    opened = Round.objects.filter(kind=kind, first=first).first() or _new_round(kind, first, since, cal)
    if opened is None or clock.now() >= opened.due_at + dates.DAY * 7:
        return 0
    there = set(opened.reports.values_list("owner", flat=True))
    found = line(on=due_day(opened.due_at))
    writers = [person for person in found.writers(weekly=kind == Kind.WEEKLY) if person not in there]
    if not writers:
        return 0
    away = _away(kind, first, cal)
    people = User.objects.in_bulk([person for person in writers if person not in away])
    rows = create_with_history(WorkReport, [_report(opened, person, found) for person in people.values()])
    owe_all(RULES[kind], owed=[(row.ref, row.owner) for row in rows], since=since)
    return len(rows)


def _new_round(kind, first, since, cal):
    """None where nothing is due, and for what was due before anybody worked with this room."""
    due = deadlines.due(RULES[kind], since, cal=cal)
    begun = Round.objects.filter(kind=kind, first__lt=first).exists()
    if due is None or (clock.now() >= due.at and not begun):
        return None
    return store(Round(kind=kind, first=first, due_at=due.at, provisional=due.provisional), None)


def _report(opened, person, found):
    return WorkReport(
        round=opened, kind=opened.kind, first=opened.first, owner=person, due_at=opened.due_at,
        group_id=found.group_of(person.pk),
    )  # fmt: skip


def _away(kind, first, cal):
    """Whoever has nothing to report and nothing to plan: on leave on every working day of both periods."""
    last = periods.last_of(kind, first)
    if kind == Kind.WEEKLY:
        start = dates.week_reported(cal, first)[0]
    else:
        start = periods.before(first) if kind == Kind.MONTHLY_PLAN else first
    days = set(cal.working_days(start, last))
    rows = LeaveDates.objects.filter(state=LeaveDates.State.GRANTED, first__lte=last, last__gte=start)
    gone = {}
    for person, begins, ends in rows.values_list("person", "first", "last"):
        gone.setdefault(person, set()).update(day for day in days if begins <= day <= ends)
    return {person for person, absent in gone.items() if absent == days}


@transaction.atomic
def close_missing():
    """Not handed in five working days after it was due: missing; the superior hears of it once a round.

    Late filing stays possible. Returns how many became missing.
    """
    cal, now = calendar(), clock.now()
    rows = WorkReport.objects.filter(state=State.OPEN, due_at__lt=now, owner__is_active=True)
    rounds = Round.objects.filter(pk__in=rows.values("round"))
    late = [one for one in rounds if now >= clock.end_of(cal.add_workdays(due_day(one.due_at), _grace()))]
    return sum(_close(one, list(rows.filter(round=one))) for one in late)


def _grace():
    return value("plan.missing_workdays")


def _close(closed, rows):
    for row in rows:
        row.state = State.MISSING
    store_all(rows, ["state"])
    found, counts = line(), {}
    for row in rows:
        for reader in found.superior_of(row.owner_id).people:
            counts[reader] = counts.get(reader, 0) + 1
    for reader in User.objects.in_bulk(list(counts)).values():
        params = {"rule": RULES[closed.kind], "n": counts[reader.pk], "day": due_day(closed.due_at)}
        key = f"plans-missing:{closed.uuid}:{reader.pk}"
        tell(reader, MISSING, key=key, about=closed.ref, params=params)
    return len(rows)


@transaction.atomic
def recount(years):
    """The calendar of these years changed: what is not due yet is due anew; deadlines follow by themselves."""
    for row in Round.objects.filter(due_at__gt=clock.now()):
        due = deadlines.due(RULES[row.kind], since_of(row.kind, row.first))
        if due is None or (due.at, due.provisional) == (row.due_at, row.provisional):
            continue
        row.due_at, row.provisional = due.at, due.provisional
        store(row, None)
        reports = list(row.reports.filter(state__in=TO_WRITE))
        for report in reports:
            report.due_at = due.at
        store_all(reports, ["due_at"])


@transaction.atomic
def end_for(person, by):
    """Somebody leaves: what they had not handed in is owed no more."""
    for report in WorkReport.objects.filter(owner=person, state__in=TO_WRITE):
        drop(RULES[report.kind], about=report.ref)
        drop("plan.returned", about=report.ref)
