"""Questions about reports: what of a round has come, what waits, what comes next. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from people.models import SupervisionGroup
from staff.plans import periods
from staff.plans.choices import TO_READ, TO_WRITE, Kind, State
from staff.plans.line import line
from staff.plans.models import Round, WorkReport


def figures(now=None):
    """The counts of punctuality (RP-02), as annotations over reports."""
    missing = Q(submitted_at__isnull=True, due_at__lte=now or clock.now())
    late = Q(minutes_late__gt=0)
    return {
        "total": Count("pk"),
        "in_time": Count("pk", filter=Q(submitted_at__isnull=False) & ~late),
        "late": Count("pk", filter=late),
        "missing": Count("pk", filter=missing),
        "unread": Count("pk", filter=Q(state__in=TO_READ)),
        "read": Count("pk", filter=Q(state__in=(State.READ, State.ARCHIVED))),
    }


FIGURES = ("total", "in_time", "late", "missing", "unread", "read")


@dataclass(frozen=True)
class Punctuality:
    """One line of RP-02: of a group in a round, or of a whole round."""

    label: str
    total: int
    in_time: int
    late: int
    missing: int
    unread: int
    read: int
    url: str = ""

    @property
    def rate(self):
        """Per cent handed in in time of what is due; None while nothing is."""
        due = self.in_time + self.late + self.missing
        return round(self.in_time * 100 / due) if due else None


def of_round(rows):
    """{figure: count} of a queryset of reports; one query."""
    return rows.aggregate(**figures())


def by_group(rows):
    """[Punctuality] a supervision group, then those of no group; two queries."""
    found = rows.order_by().values("group").annotate(**figures())
    groups = {group.pk: group for group in SupervisionGroup.objects.all()}
    lines = [
        Punctuality(str(groups[row["group"]]) if row["group"] else _("Departments and leaders"), **_counts(row))
        for row in found
    ]
    return sorted(lines, key=lambda one: (one.label == _("Departments and leaders"), one.label))


def by_round(rows, kind, limit=8):
    """[Punctuality] of the newest rounds of a kind, newest first; one query."""
    found = rows.filter(kind=kind, due_at__lte=clock.now()).order_by().values("first").annotate(**figures())
    return [
        Punctuality(periods.label(kind, row["first"]), **_counts(row), url=people_url(kind, row["first"]))
        for row in found.order_by("-first")[:limit]
    ]


def _counts(row):
    return {name: row[name] for name in FIGURES}


def people_url(kind, first):
    """The page on which a superior finds a round."""
    key = periods.key_of(kind, first)
    if kind == Kind.WEEKLY:
        return reverse("plans:people", args=[key])
    url = reverse("plans:people_monthly", args=[key])
    return f"{url}?form=summary" if kind == Kind.MONTHLY_SUMMARY else url


def fill_url(report):
    """Where the author fills it in."""
    return reverse(f"plans:{report.kind}_edit", args=[report.key])


def own_url(report):
    """The author's own address of it."""
    return reverse(f"plans:{report.kind}", args=[report.key])


def current(kind):
    """The round of `kind` that is due now: the newest whose period has begun; None before the first."""
    rows = Round.objects.filter(kind=kind)
    today = clock.today()
    if kind == Kind.MONTHLY_SUMMARY:
        today = periods.before(today.replace(day=1))
    return rows.filter(first__lte=today).order_by("-first").first() or rows.order_by("first").first()


def neighbours(kind, first):
    """(first day of the round before, of the one after), each None where there is none; two queries."""
    rows = Round.objects.filter(kind=kind)
    before = rows.filter(first__lt=first).order_by("-first").values_list("first", flat=True).first()
    after = rows.filter(first__gt=first).order_by("first").values_list("first", flat=True).first()
    return before, after


def owed_by(user):
    """What the reader still has to hand in, soonest first."""
    rows = WorkReport.objects.visible_to(user).filter(owner=user, state__in=TO_WRITE)
    return rows.select_related("round").order_by("due_at", "kind")


def direct_ids(user, found=None):
    """Whose reports come to the reader, also while standing in."""
    return (found or line()).below(user.pk)


def next_to_read(user, report):
    """The next report of the same round that waits for this reader, or None."""
    rows = WorkReport.objects.visible_to(user).to_read().filter(round=report.round, owner__in=direct_ids(user))
    return rows.exclude(pk=report.pk).order_by("submitted_at", "pk").first()
