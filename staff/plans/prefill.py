"""What a form holds before anybody types: last week from the rooms, this week from engagements and deadlines.

Only kinds of work, counts, days, times and public places are taken over: a report is read by superiors who may not
read the work itself. Engagements give their kind, not what they are about; deadlines give their rule.
"""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext as _

from core import clock, formats
from notifications import kinds, worklog
from notifications.models import Deadline
from notifications.queries import engagements_between
from notifications.times import due_day
from rulebook import calendars, dates
from staff.plans.choices import Item, Kind
from staff.plans.models import WorkReport
from staff.plans.sheets import WeeklyReport

APART = ("outing",)
# The rooms' first words of a reference or a rule, and the item of the form they belong to.
ITEMS = (
    ("case", Item.CASE), ("clients", Item.CASE), ("referral", Item.CASE), ("group", Item.GROUP),
    ("community", Item.EVENT), ("event", Item.EVENT), ("meet", Item.MEETING), ("training", Item.TRAINING),
    ("supervision", Item.SUPERVISION),
)  # fmt: skip


def item_of(word):
    """The item a room's key, reference or rule belongs to; what is none of these is administration."""
    return next((item for start, item in ITEMS if word.startswith(start)), Item.ADMIN)


def rows_of(report):
    """{box: [{column: value}, ...]} for a form that nobody has begun."""
    return {Kind.WEEKLY: weekly, Kind.MONTHLY_PLAN: monthly_plan, Kind.MONTHLY_SUMMARY: summary}[report.kind](report)


def weekly(report):
    first, last = dates.week_reported(calendars.calendar(), report.first)
    last = min(last, clock.today())
    told = worklog.lines(report.owner, first, last)
    return {
        "last_week": [_done(offer, line) for offer, line in told if offer.key not in APART],
        "this_week": plan_of(report.owner, report.first, report.last),
        "outings": [_outing(line) for offer, line in told if offer.key in APART],
    }


def _done(offer, line):
    what = _("%(what)s, %(n)s times") % {"what": line.what, "n": line.count} if line.count > 1 else line.what
    return {"day": line.day, "item": item_of(offer.key), "content": what[:200], "hours": hours(line.minutes)}


def hours(minutes):
    """Minutes as hours with one digit, None where there are none."""
    return Decimal(minutes / 60).quantize(Decimal("0.1")) if minutes else None


def _outing(line):
    """A home visit comes without its address; the box says so instead of asking for one."""
    purpose, place = line.what or _("outing"), line.place or _("a client's home")
    return {"day": line.day, "at": line.at[:20], "place": place[:120], "purpose": purpose[:200]}


def plan_of(user, first, last):
    """What stands in the calendar between two days, and what falls due; the same kind on one day is one line."""
    counts = defaultdict(int)
    for row in engagements_between(user, first, last):
        counts[clock.day_of(row.starts_at), item_of(row.about), row.title, ""] += 1
    owed = Deadline.objects.open().filter(owner=user, due_at__gt=clock.moment(first), due_at__lte=clock.end_of(last))
    for rule, due_at in owed.exclude(rule__startswith="plan.").values_list("rule", "due_at"):
        title = str(kinds.kind_of(rule).title)
        counts[due_day(due_at), item_of(rule), title, _("due")] += 1
    found = sorted(counts.items(), key=lambda pair: (pair[0][0], pair[0][1], pair[0][2]))
    return [_planned(day, item, title, mark, n) for (day, item, title, mark), n in found if first <= day <= last]


def _planned(day, item, title, mark, n):
    words = _("%(what)s, %(n)s times") % {"what": title, "n": n} if n > 1 else title
    return {"day": day, "item": item, "content": f"{words} ({mark})"[:200] if mark else words[:200]}


def monthly_plan(report):
    """What falls due in the month, one line a kind of work."""
    found = plan_of(report.owner, report.first, report.last)
    counts, days = defaultdict(int), defaultdict(list)
    for row in found:
        counts[row["content"]] += 1
        days[row["content"]].append(row["day"])
    return {
        "items": [{"item": content, "target": _("done in time"), "date": _days(days[content])} for content in counts]
    }


def _days(days):
    few = "、".join(formats.day_short(day) for day in days[:4])
    return f"{few} …" if len(days) > 4 else few


def summary(report):
    """What the rooms recorded in the month, counted by kind."""
    counts, minutes = defaultdict(int), defaultdict(int)
    for offer, line in worklog.lines(report.owner, report.first, min(report.last, clock.today())):
        key = item_of(offer.key), str(offer.label) if offer.key == "leave" else line.what
        counts[key] += line.count
        minutes[key] += line.minutes
    return {
        "done": [
            {"item": item, "content": what[:200], "number": counts[item, what], "hours": hours(minutes[item, what])}
            for item, what in sorted(counts)
        ]
    }


def copied(report):
    """The plan of the last weekly report of the same person, moved to this week ("copy last week")."""
    earlier = WorkReport.objects.filter(owner=report.owner, kind=Kind.WEEKLY, first__lt=report.first)
    sheet = WeeklyReport.objects.filter(report__in=earlier).select_related("report").order_by("-report__first").first()
    if sheet is None:
        return []
    on = report.first - sheet.report.first
    rows = sheet.this_week.filter(removed=False)
    return [{"day": row.day + on, "item": row.item, "content": row.content, "place": row.place} for row in rows]
