"""The dates of an event as its pages show them, and what stands beside a decision."""

from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

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
    if not on_its_way:
        return timing.reckon(event.day, point=event.point)
    forwarded = facts.forwarded_on(plan)
    done = set(event.preparations.filter(done_at__isnull=False).values_list("item", flat=True))
    return timing.reckon(event.day, point=event.point, submitted=plan.submitted_on, forwarded=forwarded, done=done)


def dates(event):
    """Lines of the dates panel as the event stands."""
    return lines(reckoning(event), ahead=event.is_ahead)


def lines(reckoned, *, ahead=True):
    """Lines of the dates panel: what is past and not done, what came too late, what is done."""
    found = []
    for mark in reckoned.marks:
        late = ahead and mark.past and not mark.done and mark.key in ("plan", "forward", "day")
        short = mark.past and mark.done and mark.key in ("plan", "forward")
        badge = ("late", _("came too late")) if short else ("over", _("already past")) if late else None
        if mark.done and not short:
            badge = ("done", pgettext("deadline", "done"))
        css = "over" if late or short else "next" if mark.key == "plan" and not mark.done else ""
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


def countdown(event):
    """The rail: dates counted back from the day and on from it, today among them; (points, headline, next words)."""
    today, points, seen_today = clock.today(), [], False
    marks = reckoning(event).marks
    for mark in marks:
        if not seen_today and mark.day >= today:
            points.append(SimpleNamespace(gone=False, title=_("Today"), when=formats.day(today), css="now"))
            seen_today = True
        css = "day" if mark.key == "day" else "ok" if mark.done else "past" if mark.day < today else ""
        points.append(SimpleNamespace(gone=not seen_today, title=mark.title, when=formats.day(mark.day), css=css))
    ahead = [mark for mark in marks if mark.day >= today and not mark.done]
    words = ""
    if ahead:
        words = _("Next date: %(what)s, by %(day)s.") % {"what": ahead[0].title, "day": formats.day(ahead[0].day)}
    return points, _headline(event, today), words


def _headline(event, today):
    left = (event.day - today).days
    if left > 0:
        return ngettext("%(n)s day to the event", "%(n)s days to the event", left) % {"n": left}
    return _("The event is today") if left == 0 else _("Held on %(day)s") % {"day": formats.day(event.day)}
