"""The words on a deadline badge, decided in one place (ui/ia.md section 6.2).

The day of the event is day 0; "N left" counts the working days after today up to and including the last day. A due
time of 0:00 means that the whole day before it still counts (24:00); any other time of day is named.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from core import clock, formats
from notifications.times import clock_time, due_day
from rulebook import calendars, deadlines
from rulebook.values import value


class Badge(NamedTuple):
    """What `{% due %}` prints: a kind (over, today, soon, ok, done, late, wait) and its words."""

    kind: str
    text: str


def badge(due_at, met_at=None, *, provisional=False, calendar=None):
    """The badge of something due at `due_at`; `met_at` where it is done."""
    calendar = calendar or calendars.calendar()
    if met_at is not None:
        return _settled(clock.day_of(met_at), deadlines.workdays_late(due_at, met_at, cal=calendar))
    shown = _open(due_at, calendar)
    return Badge(shown.kind, _join(shown.text, _("provisional"))) if provisional else shown


def badge_of(owed, calendar=None):
    """The badge of a Deadline row."""
    if owed.met_at is not None:
        return _settled(clock.day_of(owed.met_at), owed.days_late)
    return badge(owed.due_at, provisional=owed.provisional, calendar=calendar)


def waiting(who, since, *, calendar=None):
    """With somebody else: "With He Jingwen · 2 working days". `who` is name and role in the reader's words."""
    days = (calendar or calendars.calendar()).workdays_between(formats.as_day(since), clock.today())
    name = _("With %(who)s") % {"who": who}
    if days <= 0:
        return Badge("wait", _join(name, _("since today")))
    return Badge("wait", _join(name, _workdays(days)))


def _join(*parts):
    return " · ".join(parts)  # calls inside f-strings escape makemessages


def _workdays(days):
    return npgettext("waiting", "%(days)d working day", "%(days)d working days", days) % {"days": days}


def _open(due_at, calendar):
    last, at, today = due_day(due_at), clock_time(due_at), clock.today()
    if clock.now() >= due_at:
        return _over(last, at, calendar)
    if last == today:
        text = _("Due today")
        return Badge("today", _join(text, _("by %(time)s") % {"time": formats.time(at)}) if at else text)
    by = _("by %(day)s") % {"day": _day_and_time(last, at)}
    left = calendar.workdays_between(today, last)
    if left > value("notice.far_workdays"):
        return Badge("ok", by)
    if left == 0:  # only rest days in between
        return Badge("soon", by)
    words = ngettext("%(days)d working day left", "%(days)d working days left", left) % {"days": left}
    return Badge("soon" if left <= value("notice.near_workdays") else "ok", _join(words, by))


def _over(last, at, calendar):
    was = _("was due %(day)s") % {"day": _day_and_time(last, at)}
    days = calendar.workdays_between(last, clock.today())
    if days <= 0:  # hours late, or rest days only
        return Badge("over", _join(_("Overdue"), was))
    words = ngettext("%(days)d working day overdue", "%(days)d working days overdue", days) % {"days": days}
    return Badge("over", _join(words, was))


def _settled(done_on, days_late):
    day = formats.day(done_on)
    if not days_late:
        return Badge("done", _join(_("On time"), day))
    words = ngettext("%(days)d working day late", "%(days)d working days late", days_late) % {"days": days_late}
    return Badge("late", _join(words, day))


def _day_and_time(day, at):
    return f"{formats.day(day)} {formats.time(at)}" if at else formats.day(day)
