"""The dates of an event, counted back from its day and on from it (COM-03, 04, 08, 09, 12, 16, 17; DATE-04)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.choices import Item
from core import clock
from rulebook import dates, deadlines
from rulebook.values import value


@dataclass(frozen=True)
class Mark:
    """One line of the reckoning: by which day what, and whether that day is past."""

    key: str
    day: object
    title: str
    words: str = ""
    past: bool = False
    done: bool = False


@dataclass(frozen=True)
class Reckoning:
    marks: tuple
    earliest: object  # the first day an event would be in time if the plan went in today
    short_by: int = 0

    @property
    def is_short(self):
        return self.short_by > 0


def plan_lead(day, submitted, point=None):
    """How a submission stands to the day of the event (COM-03): dates.Lead."""
    return deadlines.lead("event.plan", submitted, day, point=point)


def forward_lead(day, forwarded, point=None):
    """The same for the day the organization gets the plan (COM-04)."""
    return deadlines.lead("event.forward", forwarded, day, point=point)


def earliest_day(submitted, point=None):
    """The first day on which an event planned on `submitted` takes place in time."""
    return submitted + dates.DAY * value("event.plan_lead_days", point=point)


def prepared_by(item, day, point=None):
    """By which day a line of the preparation list is due; None for a line of one's own."""
    before = dates.DAY
    if item == Item.SITE_VISIT:
        return deadlines.due("event.site_visit", day, point=point).day
    if item in (Item.PUBLICITY, Item.RECRUIT):
        return deadlines.due("event.posters", day, point=point).day
    if item in (Item.BRIEFING, Item.MATERIALS, Item.VENUE):
        return day - before
    if item in (Item.ARRIVAL, Item.SIGN_IN, Item.OPINIONS, Item.CLEAR_UP, Item.DEBRIEF):
        return day
    if item == Item.NEWS:
        return deadlines.due("event.news", day, point=point).day
    return deadlines.due("event.report", day, point=point).day if item == Item.REPORT else None


def reckon(day, *, point=None, today=None, submitted=None, forwarded=None, done=()):
    """Every latest-by date of an event on `day`; what is past and not done is marked.

    `done` are the lines of its preparation list that are ticked.
    """
    today = today or clock.today()
    lead, forward = plan_lead(day, submitted or today, point), forward_lead(day, forwarded or today, point)
    visit, posters = prepared_by(Item.SITE_VISIT, day, point), prepared_by(Item.PUBLICITY, day, point)
    marks = (
        Mark(
            "plan", lead.latest, _("Plan to the supervisor, with the emergency plan"),
            _("at least %(n)s days before the event") % {"n": lead.required},
            past=lead.latest < (submitted or today), done=submitted is not None,
        ),
        Mark(
            "forward", forward.latest, _("The supervision assistant hands plan and money to the organization"),
            _("at least %(n)s days before the event") % {"n": forward.required},
            past=forward.latest < (forwarded or today), done=forwarded is not None,
        ),
        Mark("site_visit", visit, _("Site visit"), past=visit < today, done=Item.SITE_VISIT in done),
        Mark("posters", posters, _("Publicity and posters"), past=posters < today, done=Item.PUBLICITY in done),
        Mark(
            "materials", day - dates.DAY, _("Materials and site ready"), past=day - dates.DAY < today,
            done={Item.MATERIALS, Item.VENUE} <= set(done),
        ),
        Mark("day", day, _("The event"), _("on site one hour before"), past=day < today),
        Mark(
            "news", prepared_by(Item.NEWS, day, point), _("News text and photos to Public Affairs"),
            done=Item.NEWS in done,
        ),
        Mark("report", prepared_by(Item.REPORT, day, point), _("Evaluation and report"), done=Item.REPORT in done),
    )  # fmt: skip
    return Reckoning(marks, earliest_day(today, point), lead.short_by)
