"""What one person has to do: rows of the to-do list, in groups, worded for the reader. Reads only."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core import clock, formats
from core.subjects import describe_many
from notifications import badges, kinds
from notifications.models import Deadline
from notifications.queries import engagements_between
from notifications.times import due_day
from rulebook import calendars
from rulebook.values import value

VISIBLE = 12  # rows before "N more"
GROUPS = {
    "over": gettext_lazy("Overdue"),
    "today": pgettext_lazy("group of tasks", "Today"),
    "week": gettext_lazy("This week"),
}


@dataclass(frozen=True)
class Task:
    """One row: what, why, by when, and the one button."""

    title: str
    why: str
    badge: badges.Badge
    day: dt.date
    icon: str
    verb: str
    url: str
    group: str


@dataclass(frozen=True)
class Group:
    key: str
    label: str
    count: int
    tasks: list = field(default_factory=list)


@dataclass(frozen=True)
class Agenda:
    """My day: the groups with their rows, what was left out, and the first thing to do later."""

    groups: list
    counts: dict
    hidden: int
    next: Task | None

    @property
    def first(self):
        """How many to do first: overdue and due today."""
        return self.counts["over"] + self.counts["today"]


def agenda(user, *, limit=VISIBLE):
    """The open deadlines of `user` up to the end of this week, at most `limit` rows; constant queries."""
    bounds = _bounds()
    mine = Deadline.objects.open().visible_to(user)
    counts = mine.aggregate(**{key: Count("pk", filter=bound) for key, bound in bounds.items()})
    shown = mine.exclude(bounds["later"]).select_related("point").order_by("due_at", "pk")
    found = tasks(user, list(shown[:limit] if limit else shown))
    groups = [
        Group(key, label, counts[key], rows)
        for key, label in GROUPS.items()
        if (rows := [task for task in found if task.group == key])
    ]
    hidden = counts["over"] + counts["today"] + counts["week"] - len(found)
    later = [] if found else tasks(user, list(mine.select_related("point").order_by("due_at", "pk")[:1]))
    return Agenda(groups, counts, hidden, later[0] if later else None)


def _bounds():
    today = clock.today()
    now, tonight = clock.now(), clock.end_of(today)
    sunday = clock.end_of(today + dt.timedelta(days=6 - today.weekday()))
    return {
        "over": Q(due_at__lte=now),
        "today": Q(due_at__gt=now, due_at__lte=tonight),
        "week": Q(due_at__gt=tonight, due_at__lte=sunday),
        "later": Q(due_at__gt=sunday),
    }


def later_filter():
    return Q(met_at__isnull=True, dropped_at__isnull=True) & _bounds()["later"]


def _group_of(owed):
    if owed.due_at <= clock.now():
        return "over"
    return "today" if due_day(owed.due_at) <= clock.today() else "week"


def tasks(user, rows):
    """Deadline rows as tasks; what they are about is asked once per kind of object."""
    calendar = calendars.calendar()
    described = describe_many(user, {owed.about for owed in rows})
    return [_task(owed, described.get(owed.about), calendar) for owed in rows]


def _task(owed, about, calendar):
    kind = kinds.kind_of(owed.rule)
    url = ""
    if about:
        url = kind.url(owed.about.partition(":")[2]) if kind.url else about.url
    return Task(
        title=_title(kind, about, owed.detail),
        why=kind.why_for(owed),
        badge=badges.badge_of(owed, calendar),
        day=due_day(owed.due_at),
        icon=about.icon if about and kind.names_itself else kind.icon,
        verb=(about.verb if about and kind.names_itself and about.verb else kind.verb) if url else "",
        url=url,
        group=_group_of(owed),
    )


def _title(kind, about, detail):
    """The kind of work and what it is about; a decision is named by the document alone."""
    parts = [about.title] if about and kind.names_itself else [str(kind.title), about.title if about else ""]
    title = pgettext("between a kind of work and its name", ": ").join(part for part in parts if part)
    return _("%(title)s, %(detail)s") % {"title": title, "detail": detail} if detail else title


def counts_by_kind(user):
    """[(kind, count, earliest due in words)] of what is due up to today or the next days, for the morning mail.

    Only work on what the person may still see; the rows themselves are not named.
    """
    until = clock.end_of(clock.today() + dt.timedelta(days=value("notice.counted_days")))
    rows = list(Deadline.objects.open().filter(owner=user, due_at__lte=until).order_by("due_at"))
    visible = describe_many(user, {owed.about for owed in rows})
    by_kind = {}
    for owed in rows:
        if owed.about in visible:
            by_kind.setdefault(owed.rule, []).append(owed)
    calendar = calendars.calendar()
    return [
        (str(kinds.kind_of(rule).title), len(owed), badges.badge_of(owed[0], calendar).text)
        for rule, owed in by_kind.items()
    ]


@dataclass(frozen=True)
class Entry:
    """One engagement of a day, for the timeline."""

    when: str
    title: str
    text: str
    url: str
    kind: str
    day: dt.date
    who: str = ""


def schedule(user, first, last):
    """The engagements of `user` between two days; the next one is marked."""
    rows = list(engagements_between(user, first, last))
    described = describe_many(user, {row.about for row in rows})
    coming = next((row.pk for row in rows if row.starts_at >= clock.now()), None)
    return [
        Entry(
            when=formats.time(row.starts_at),
            title=_named(row, described.get(row.about)),
            text=row.place,
            url=described[row.about].url if row.about in described else "",
            kind="next" if row.pk == coming else "",
            day=clock.day_of(row.starts_at),
        )
        for row in rows
    ]


def _named(row, about):
    """What is planned, in the reader's language, and with whom, where the reader may see it."""
    parts = [row.title, about.title if about else ""]
    return pgettext("between a kind of work and its name", ": ").join(part for part in parts if part)
