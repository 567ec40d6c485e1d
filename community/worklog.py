"""Events in the weekly report: what was held and what was written for it; no participant."""

from django.utils.translation import gettext as _

from community.models import HAPPENED, Event
from community.sheets import EventPlan, EventReport, News, SiteVisit
from core import clock
from core.records import span
from notifications.worklog import Line


def lines(user, first, last):
    return [*_held(user, first, last), *_written(user, first, last)]


def _held(user, first, last):
    rows = Event.objects.filter(worker=user, state__in=HAPPENED, held_on__range=(first, last))
    for row in rows.order_by("held_on", "starts", "pk"):
        at = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
        yield Line(row.held_on, _("Event “%(name)s”") % {"name": row.title}, 1, row.minutes, at=at)


def _written(user, first, last):
    start, end = span(first, last)
    for model in (EventPlan, SiteVisit, News, EventReport):
        rows = model.objects.filter(event__worker=user, created_at__gte=start, created_at__lt=end)
        for title, made in rows.order_by("created_at").values_list("event__title", "created_at"):
            what = _("%(form)s, “%(name)s”") % {"form": model.TITLE, "name": title}
            yield Line(clock.day_of(made), what, 1)
