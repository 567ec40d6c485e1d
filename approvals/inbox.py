"""What the inbox prints: items, chips and one decision, prepared with a constant number of queries."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals import chains, queries, trails, words
from approvals.actions import exceptions, outcomes_of, seen_mark
from approvals.models import Step
from core import clock, formats
from core.subjects import Described, describe_many
from notifications import badges
from notifications.queries import engagements_between
from people import roles
from rulebook import calendars

SHOWN = 40  # items before "N more"


@dataclass(frozen=True)
class Item:
    """One row of the list."""

    uuid: str
    title: str
    sub: str
    icon: str
    url: str
    when: str
    badge: tuple | None
    current: bool = False


@dataclass(frozen=True)
class Chip:
    label: str
    url: str
    count: int | str = ""
    on: bool = False


def subject_shown(step, described):
    """How the document of a step is called; the kind of document where its room does not describe it."""
    if shown := described.get(step.approval.subject_ref):
        return shown
    chain = chains.get(step.approval.chain)
    return Described(title=f"{step.applicant} · {chain.title or _('A document')}", url="")


def items(user, steps, *, current=None, query=""):
    """Items of open steps: title, act and reason, when it came, by when it is due."""
    described = describe_many(user, {step.approval.subject_ref for step in steps})
    calendar = calendars.calendar()
    return [_item(step, subject_shown(step, described), calendar, current, query) for step in steps]


def _item(step, shown, calendar, current, query):
    declared = chains.get(step.approval.chain).step(step.key)
    due = step.due_at and badges.badge(step.due_at, provisional=step.provisional, calendar=calendar)
    return Item(
        uuid=str(step.uuid),
        title=shown.title,
        sub=" · ".join(filter(None, [str(declared.act), shown.why])),
        icon=shown.icon,
        url=reverse("approvals:decide", args=[step.uuid]) + query,
        when=_short(step.opened_at),
        badge=due or None,
        current=current is not None and step.pk == current.pk,
    )


def _short(moment):
    """08:47 today, else the day."""
    return formats.time(moment) if clock.day_of(moment) == clock.today() else formats.day_plain(moment)


def done_items(user, steps):
    """Items of closed steps: what was decided, when, and whether in time."""
    described = describe_many(user, {step.approval.subject_ref for step in steps})
    calendar = calendars.calendar()
    rows = []
    for step in steps:
        shown = subject_shown(step, described)
        due = step.due_at and badges.badge(step.due_at, step.decided_at, calendar=calendar)
        url = reverse("approvals:decide", args=[step.uuid])
        sub = " · ".join(filter(None, [words.outcome(step), words.actor(step)]))
        rows.append(Item(str(step.uuid), shown.title, sub, shown.icon, url, _short(step.decided_at), due or None))
    return rows


def chips(steps, *, kind, state):
    """All, one for each kind of document, and what was decided; the state of the page lives in the query string."""
    counts = {}
    for step in steps:
        counts[step.approval.chain] = counts.get(step.approval.chain, 0) + 1
    inbox, is_open = reverse("approvals:inbox"), state == "open"
    row = [Chip(pgettext("filter", "All"), inbox, len(steps), is_open and not kind)]
    for key, count in counts.items():
        row.append(Chip(str(chains.get(key).title), f"{inbox}?{urlencode({'kind': key})}", count, kind == key))
    return [*row, Chip(_("Decided by me"), f"{inbox}?state=done", "", not is_open)]


def read_as(step):
    """The file in whose read log the reader of this decision stands."""
    return chains.get(step.approval.chain).read_as(chains.subject_of(step.approval))


def reason_to_read(user, step):
    """Whoever is asked about a form in somebody's file reads it for supervision; no click is needed for that."""
    filed = chains.get(step.approval.chain).log_about is not None
    return "supervision" if filed and user.pk != step.applicant_id else ""


def decision(user, step):
    """Everything the decision page shows of one step."""
    approval = step.approval
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    declared = chain.step(step.key)
    described = describe_many(user, [approval.subject_ref])
    may = step.is_open and queries.may_act(user, step)
    allowed = outcomes_of(step)
    context = {
        "step": step,
        "approval": approval,
        "shown": subject_shown(step, described),
        "act": declared.act,
        "rules": declared.rules or chain.rules,
        "may_act": may,
        "is_applicant": step.applicant_id == user.pk,
        "post": roles.post_of(step.applicant),
        "badge": step.due_at and badges.badge(step.due_at, step.decided_at, provisional=step.provisional),
        "lines": trails.trail(approval),
        "seen": seen_mark(subject),
        "findings": findings(subject, user),
        "exceptions": exceptions(subject, user) if may and step.kind == Step.Kind.DECIDE else [],
        "needs_words": declared.needs_words(subject),
        "can_return": Step.Outcome.RETURNED in allowed,
        "can_reject": Step.Outcome.REJECTED in allowed,
        "phrases": chain.phrases,
        "week": week_of(subject, step.applicant),
        "panel": chain.panel,
        "outcome": words.outcome(step) if step.state == Step.State.CLOSED else "",
        "actor": words.actor(step),
        "can_link": may and declared.question is not None,
        "links": step.kind == Step.Kind.RECORD and [link for link in step.links.all() if link.is_live],
    }
    if chain.panel_context:
        context |= chain.panel_context(subject, user)
    return context


def findings(subject, user):
    """What the rules say about the document, worst first: (kind of note, text)."""
    found = subject.findings_for_decision(user) if hasattr(subject, "findings_for_decision") else []
    kinds = {"block": "bad", "exception": "warn", "warn": "warn"}
    return [(kinds[one.level], one.text) for one in found if one.level in kinds]


def week_of(subject, applicant):
    """What the applicant is engaged in during the days the document is about, day by day (LEAVE-07)."""
    window = subject.decision_window() if hasattr(subject, "decision_window") else None
    if window is None:
        return []
    first, last = window
    monday = first - dt.timedelta(days=first.weekday())
    sunday = last + dt.timedelta(days=6 - last.weekday())
    rows = engagements_between(applicant, monday, sunday)
    return [
        {
            "day": formats.day(row.starts_at),
            "time": formats.time(row.starts_at),
            "what": row.title,
            "place": row.place,
            "inside": first <= clock.day_of(row.starts_at) <= last,
        }
        for row in rows
    ]


def neighbours(uuids, current):
    """The item after `current` in the list (or the one before it, at the end), or None."""
    if current not in uuids:
        return uuids[0] if uuids else None
    at = uuids.index(current)
    rest = uuids[at + 1 :] or uuids[:at][::-1]
    return rest[0] if rest else None


def sentence(user, step, following):
    """What was done, and what comes next: "Approved: Luo Ying, leave. Next: Lin Xiaolan, half a day"."""
    both = [each for each in (step, following) if each]
    described = describe_many(user, {each.approval.subject_ref for each in both})
    words_of = {"done": words.outcome(step), "title": subject_shown(step, described).title}
    if following is None:
        return _("%(done)s: %(title)s") % words_of
    return _("%(done)s: %(title)s. Next: %(next)s") % {**words_of, "next": subject_shown(following, described).title}
