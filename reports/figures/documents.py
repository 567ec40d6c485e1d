"""Documents and deadlines (QM-07; ARCH-08): what fell due in the month, and what of it came in time."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has


@figure(
    "document.on_time",
    _("Documents in time"),
    Unit.PERCENT,
    ["document.due"],
    _("Records, plans, reports and archives that fell due in the month and were handed in by their deadline, over all "
      "that fell due."),
    Section.DOCUMENT,
    part=has("in_time"),
    not_part=_("late, or not handed in"),
    adds=False,
    by_worker=False,
)  # fmt: skip
def on_time(records):
    return len(records)


@figure(
    "document.late",
    _("Handed in late"),
    Unit.REPORTS,
    ["document.due"],
    _("What fell due in the month and was handed in after its deadline."),
    Section.DOCUMENT,
    where=has("late"),
    by_worker=False,
)
def late(records):
    return len(records)


@figure(
    "document.open",
    _("Overdue, not handed in"),
    Unit.REPORTS,
    ["document.due"],
    _("What fell due in the month and is still not handed in."),
    Section.DOCUMENT,
    where=has("open"),
    by_worker=False,
)
def still_open(records):
    return len(records)
