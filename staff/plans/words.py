"""How a report reads in lists: its state as a badge, its lateness in minutes or working days (EX-17)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, formats
from notifications.badges import badge
from staff.plans.choices import State

STATUS = {
    State.OPEN: "draft",
    State.SUBMITTED: "wait",
    State.LATE: "wait",
    State.READ: "done",
    State.RETURNED: "bad",
    State.MISSING: "bad",
    State.ARCHIVED: "na",
}
DAY_MINUTES = 24 * 60


def lateness(report):
    """ "1 minute late", "3 hours late" on the due day; then working days; "" where it came in time."""
    minutes = report.minutes_late
    if not minutes:
        return ""
    same_day = clock.day_of(report.due_at) == clock.day_of(report.submitted_at)
    if not same_day and report.days_late:
        n = report.days_late
        return ngettext("%(n)s working day late", "%(n)s working days late", n) % {"n": n}
    if minutes < 60:
        return ngettext("%(n)s minute late", "%(n)s minutes late", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)s hour late", "%(n)s hours late", hours) % {"n": hours}


def is_missing(report):
    """Not handed in though it was due: on the superior's list from that minute on (EX-17)."""
    return report.submitted_at is None and clock.now() >= report.due_at


def status(report):
    """(kind, words) of the state badge."""
    if is_missing(report):
        return "miss", State.MISSING.label
    return STATUS[State(report.state)], report.get_state_display()


def due(report, calendar=None):
    """The deadline badge while something is owed."""
    return badge(report.due_at, provisional=report.round.provisional, calendar=calendar) if report.is_owed else None


def handed_in(report):
    """11-09 11:20 · 5 minutes late; "" where nothing came."""
    if report.submitted_at is None:
        return ""
    at = formats.moment(report.submitted_at)
    return _("%(at)s · %(late)s") % {"at": at, "late": lateness(report)} if report.was_late else at
