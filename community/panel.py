"""The dates of an event as its pages show them, and what stands beside a decision."""

from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community import facts, timing
from community.choices import Size
from community.sizes import size_of, why_not
from community.statistics import WHY_NOT
from core import clock, formats


def of_plan(sheet, user):
    return {"event": sheet.event, "latest": dates(sheet.event), "reckoned": reckoning(sheet.event)}


def of_report(sheet, user):
    event = sheet.event
    return {"event": event, "money": facts.money_report(event), "size": size_words(event)}


def reckoning(event):
    """The dates of an event as they stand, marked against what was done."""
    plan = facts.plan(event) if event.pk else None
    on_its_way = plan is not None and plan.approval_id is not None
    return timing.reckon(event.day, point=event.point, submitted=plan.submitted_on if on_its_way else None)


def dates(event, reckoned=None):
    """Lines of the dates panel: [(when, title, words, css, badge)]."""
    found = []
    for mark in (reckoned or reckoning(event)).marks:
        late = mark.past and mark.key in ("plan", "forward", "day") and not mark.done and event.is_ahead
        css = "over" if late or (mark.past and mark.done) else "next" if mark.key == "plan" and not mark.done else ""
        badge = None
        if mark.past and mark.done:
            badge = ("late", _("came too late"))
        elif late:
            badge = ("over", _("already past"))
        elif mark.done:
            badge = ("done", pgettext("deadline", "done"))
        same_year = mark.day.year == clock.today().year
        when = formats.day_plain(mark.day) if same_year else formats.day_full(mark.day)
        found.append(SimpleNamespace(when=when, title=mark.title, text=mark.words, kind=css, badge=badge))
    return found


def size_words(event):
    """Does the event count, in words (COM-19): (counts, sentence)."""
    people = event.participants
    size = size_of(people, point=event.point, on=event.held_on)
    lacking = why_not(event.kind, people, event.minutes, point=event.point, on=event.held_on)
    if lacking:
        return False, _("%(n)s people: does not count, %(why)s.") % {"n": people, "why": WHY_NOT[lacking]}
    return True, _("%(n)s people: counts, %(size)s.") % {"n": people, "size": Size(size).label}
