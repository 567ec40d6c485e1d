"""What the archive pages show of volumes: the shelf of months, the lines of a month, the steps of one volume."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import kinds, policy
from archives.actions.volumes import form_title
from archives.models import Item, Volume
from core import clock, formats
from core.subjects import describe_many
from people import roles

STATUS = {
    "assembling": "draft",
    "verification": "wait",
    "returned": "bad",
    "verified": "plan",
    "sealing": "wait",
    "sealed": "done",
    "inspected": "done",
    "access_suspended": "na",
}
CHINESE_MONTHS = "一二三四五六七八九十"
SHOWS = {
    "": (gettext_lazy("All"), Q()),
    "gaps": (gettext_lazy("With gaps"), Q(missing__gt=0)),
    "verify": (gettext_lazy("To verify"), Q(state="verification")),
    "seal": (gettext_lazy("To seal"), Q(state="verified")),
    "sealed": (gettext_lazy("Sealed"), Q(state__in=policy.CLOSED)),
}


def month_label(month):
    """The label of a spine, one line each: 十, 月; Oct."""
    if formats.english():
        return [formats.EN_MONTHS[month - 1]]
    return [CHINESE_MONTHS[month - 1] if month <= 10 else f"十{CHINESE_MONTHS[month - 11]}", "月"]


@dataclass(frozen=True)
class Spine:
    """One month on the shelf."""

    month: dt.date
    total: int
    complete: int
    sealed: int
    url: str
    current: bool
    future: bool

    @property
    def label(self):
        return month_label(self.month.month)

    @property
    def year(self):
        return self.month.year

    @property
    def is_sealed(self):
        return self.total > 0 and self.sealed == self.total


def shelf(user, year, month, group):
    """The twelve months of a year over the volumes the reader may see; one query."""
    rows = Volume.objects.visible_to(user).filter(month__year=year)
    if group is not None:
        rows = rows.filter(group=group)
    counts = {
        row["month"]: row
        for row in rows.order_by()
        .values("month")
        .annotate(
            total=Count("pk"),
            complete=Count("pk", filter=Q(missing=0)),
            sealed=Count("pk", filter=Q(state__in=policy.CLOSED)),
        )
    }
    spines = []
    for number in range(1, 13):
        day = dt.date(year, number, 1)
        row = counts.get(day, {"total": 0, "complete": 0, "sealed": 0})
        spines.append(
            Spine(
                day,
                row["total"],
                row["complete"],
                row["sealed"],
                month_url(day, group),
                day == month,
                not row["total"] and day != month,
            )
        )
    return spines


def month_url(month, group):
    return reverse("archives:month", args=[f"{month:%Y-%m}", group.code if group else "all"])


def open_month(user, group=None):
    """The month somebody is most likely to work on: the newest that waits for them, else with volumes to finish.

    The archivist seals what is verified, the supervision assistant verifies what was handed in.
    """
    rows = Volume.objects.visible_to(user).unfinished()
    if group is not None:
        rows = rows.filter(group=group)
    newest = rows.order_by("-month").values_list("month", flat=True)
    mine = [Volume.State.VERIFIED] if policy.is_archivist(user) else []
    mine += [Volume.State.VERIFICATION] if roles.has_any(user, "supervision_assistant") else []
    return (
        (mine and newest.filter(state__in=mine).first())
        or newest.first()
        or (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    )


@dataclass(frozen=True)
class Line:
    """One volume in the table of a month."""

    volume: object
    title: str
    url: str
    gaps: str
    kind: str  # of the status badge
    can_verify: bool
    remind: bool

    @property
    def forms(self):
        return f"{self.volume.wanted - self.volume.missing} / {self.volume.wanted}"

    @property
    def forms_kind(self):
        return "bad" if self.volume.missing else "done"


def lines(user, page):
    """The volumes of a page with their titles and gaps; a constant number of queries."""
    rows = list(page)
    titles = describe_many(user, [row.title_ref for row in rows])
    gaps = {}
    missing = Item.objects.filter(volume__in=rows, required=True, state=Item.State.MISSING)
    for item in missing:
        gaps.setdefault(item.volume_id, []).append(form_title(item))
    mine = set()
    if rows and roles.has_any(user, "supervision_assistant"):
        mine = {row["person"] for row in roles.group_worker_ids(user)}
    return [_line(user, row, titles, gaps, mine) for row in rows]


def _line(user, row, titles, gaps, mine):
    shown = titles.get(row.title_ref)
    forms = "、".join(f"《{title}》" for title in gaps.get(row.pk, ()))
    return Line(
        row,
        str(shown.title) if shown else kinds.named(row),
        reverse("archives:volume", args=[row.uuid]),
        _("Missing: %(forms)s") % {"forms": forms} if forms else "",
        STATUS[row.state],
        row.state == Volume.State.VERIFICATION and row.worker_id in mine and row.worker_id != user.pk,
        bool(forms) and row.worker_id != user.pk and row.worker_id in mine,
    )


@dataclass(frozen=True)
class Stage:
    label: str
    state: str
    small: str = ""


def month_stages(spine):
    """The way of a month: put together, verified, sealed, inspected."""
    done = [spine.total and spine.complete == spine.total, False, spine.is_sealed]
    return [
        Stage(_("Workers complete the files"), "d" if done[0] else "c"),
        Stage(_("Supervision assistant verifies"), "d" if done[2] else "c" if done[0] else ""),
        Stage(_("Archivist seals"), "d" if done[2] else ""),
        Stage(_("Service Department and DDG inspect a sample"), "c" if done[2] else ""),
    ]


ORDER = ("assembling", "verification", "verified", "sealed", "inspected")


def volume_stages(volume):
    """The way of one volume, with names and days where it has been."""
    at = {"returned": 0, "sealing": 2, "access_suspended": 4}.get(volume.state)
    at = ORDER.index(volume.state) if at is None else at
    smalls = (
        formats.day_plain(volume.submitted_at),
        f"{volume.verified_by} {formats.day_plain(volume.verified_at)}" if volume.verified_by else "",
        f"{volume.sealed_by} {formats.day_plain(volume.sealed_at)}" if volume.sealed_at else "",
        "",
    )
    labels = (_("Put together"), _("Verified"), _("Sealed"), _("Inspected"))
    states = ["d" if number < at else "c" if number == at else "" for number in range(4)]
    return [Stage(*triple) for triple in zip(labels, states, smalls, strict=True)]


ITEM_STATUS = {"present": "done", "missing": "bad", "not_applicable": "na", "waived": "plan"}


@dataclass(frozen=True)
class Entry:
    """One line of a volume's catalogue on its page."""

    number: int
    code: str
    title: str
    kind: str
    state: str
    reason: str
    count: int
    required: bool
    waived_by: object
    missing: bool


def catalogue(volume):
    return [
        Entry(
            number,
            item.code,
            form_title(item),
            ITEM_STATUS[item.state] if item.required or item.state != "missing" else "na",
            item.get_state_display(),
            item.reason,
            len(item.sheets),
            item.required,
            item.waived_by,
            item.required and item.state == Item.State.MISSING,
        )
        for number, item in enumerate(volume.items.select_related("waived_by"), 1)
    ]


@dataclass(frozen=True)
class Event:
    """One line of a volume's history."""

    at: object
    title: str
    who: str = ""
    text: str = ""
    kind: str = ""

    @property
    def when(self):
        return formats.day_plain(self.at)


def history(volume, *, words):
    """What happened to a volume, newest first: checks, waivers, sealings, registers; `words`: with reasons."""
    found = [Event(volume.created_at, _("Opened"), str(volume.worker))]
    for check in volume.checks.filter(done_at__isnull=False).select_related("by"):
        title = check.get_kind_display() if check.ok else _("Returned")
        found.append(Event(check.done_at, title, str(check.by), check.findings if words else ""))
    for item in volume.items.filter(waived_at__isnull=False).select_related("waived_by"):
        text = f"《{item.title}》 {item.reason if words else ''}".strip()
        found.append(Event(item.waived_at, _("Form waived"), str(item.waived_by), text))
    for seal in volume.seals.select_related("sealed_by", "entry__register"):
        entry = getattr(seal, "entry", None)
        text = _("In the register %(name)s") % {"name": entry.register} if entry else _("In no register yet")
        title = _("Sealed") if seal.kind == "volume" else _("Added to the sealed volume")
        found.append(Event(seal.sealed_at, title, str(seal.sealed_by), text))
    return sorted(found, key=lambda event: event.at, reverse=True)
