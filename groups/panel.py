"""The dates of a group as its pages show them, and what stands beside a decision."""

from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import clock, formats
from groups import counting, facts, timing
from groups.choices import PLANNING
from notifications.badges import badge_of
from notifications.models import Deadline

RULES = {"plan": "group.plan", "head": "group.dept_plan", "report": "group.report"}


def of_plan(sheet, user):
    reckoned = reckoning(sheet.programme)
    return {"programme": sheet.programme, "reckoned": reckoned, "latest": dates(reckoned, sheet.programme)}


def of_report(sheet, user):
    programme = sheet.programme
    size = counting.size_of(programme).words(programme.point)
    return {"programme": programme, "money": facts.money_report(programme), "size": size}


def reckoning(programme):
    """The dates of a group as they stand, marked against what was done."""
    return timing.reckon(
        programme.first_day, programme.last_day, point=programme.point, submitted=_day(programme.submitted_at),
        reached=_day(programme.reached_head_at),
    )  # fmt: skip


def _day(moment):
    return clock.day_of(moment) if moment else None


def dates(reckoned, programme=None):
    """Lines of the dates panel: [(when, title, words, css, badge)]."""
    owed = _owed(programme) if programme and programme.pk else {}
    found = []
    for mark in reckoned.marks:
        planning = programme is None or programme.state in PLANNING
        late = mark.past and planning and mark.key in ("plan", "head", "first") and not mark.done
        short = mark.past and mark.done
        css = "over" if late or short else "next" if mark.key == "plan" and not mark.done else ""
        badge = None
        if late:
            badge = ("over", _("already past"))
        elif short:
            badge = ("late", _("came too late"))
        elif mark.done:
            badge = ("done", pgettext("deadline", "done"))
        elif rule := owed.get(
            {"plan": "group.plan", "head": "group.dept_plan", "report": "group.report"}.get(mark.key)
        ):
            kind, words = badge_of(rule)[:2]
            badge = (kind, words.split(" · ")[0])
        when = formats.day_plain(mark.day) if mark.day.year == clock.today().year else formats.day_full(mark.day)
        found.append(SimpleNamespace(when=when, title=mark.title, text=mark.words, kind=css, badge=badge,
                                     provisional=mark.provisional))  # fmt: skip
    return found


def _owed(programme):
    return {row.rule: row for row in Deadline.objects.open().filter(about=programme.ref)}
