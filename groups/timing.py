"""The latest-by dates of a group, reckoned from its first and last session (GRP-03, 06, 11, 14, 17; DATE-04)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import clock
from rulebook import dates, deadlines
from rulebook.calendars import calendar
from rulebook.values import value


@dataclass(frozen=True)
class Mark:
    """One line of the reckoning: by which day what, and whether that day is past."""

    key: str
    day: object
    title: str
    words: str
    past: bool = False
    done: bool = False
    provisional: bool = False


@dataclass(frozen=True)
class Reckoning:
    marks: tuple
    earliest: object  # the first day a first session would be in time if the plan went in today
    short_by: int = 0
    provisional: bool = False

    @property
    def is_short(self):
        return self.short_by > 0


def plan_lead(first_day, submitted, point=None):
    """How a submission on a day stands to the first session (GRP-03): dates.Lead."""
    return deadlines.lead("group.plan", submitted, first_day, point=point)


def head_lead(first_day, reached, point=None):
    """The same for the day the plan reaches the department head (GRP-06)."""
    return deadlines.lead("group.dept_plan", reached, first_day, point=point)


def is_provisional(first_day, submitted):
    """Does the count rest on a year whose calendar is not loaded? (DATE-01)"""
    return dates.provisional(calendar(), *sorted((submitted, first_day)))


def earliest_first_day(submitted, point=None):
    """The first day on which a plan that goes in on `submitted` lets the group begin in time."""
    return dates.earliest_event_for_workdays(calendar(), submitted, value("group.plan_lead_workdays", point=point))


def reckon(first_day, last_day=None, *, point=None, today=None, submitted=None, reached=None):
    """Every latest-by date of a group that begins on `first_day`; what is past and not done is marked.

    What follows the last session is named once its day is known.
    """
    today = today or clock.today()
    lead = plan_lead(first_day, submitted or today, point)
    head = head_lead(first_day, reached or today, point)
    record = value("group.session_record_workdays", point=point)
    marks = (
        Mark(
            "plan", lead.latest, _("Plan to the supervisor"),
            _("at least %(n)s working days before the first session") % {"n": lead.required},
            past=lead.latest < (submitted or today), done=submitted is not None,
            provisional=is_provisional(first_day, submitted or today),
        ),
        Mark(
            "head", head.latest, _("Plan, and the application for money, to the department head"),
            _("%(n)s working days before the start") % {"n": head.required},
            past=head.latest < (reached or today), done=reached is not None,
            provisional=is_provisional(first_day, reached or today),
        ),
        Mark(
            "first", first_day, _("First session"),
            _("after each session, its record within %(n)s working days") % {"n": record}, past=first_day < today,
        ),
        *(_after(last_day, point) if last_day else ()),
    )  # fmt: skip
    short = lead.short_by
    return Reckoning(marks, earliest_first_day(today, point), short, any(mark.provisional for mark in marks))


def _after(last_day, point):
    report = deadlines.due("group.report", last_day, point=point)
    archive = value("group.archive_workdays", point=point)
    yield Mark("last", last_day, _("Last session"), "")
    yield Mark(
        "report", report.day, _("Group report and financial report"),
        _("then archive within %(n)s working days after the last signature") % {"n": archive},
        provisional=report.provisional,
    )  # fmt: skip
