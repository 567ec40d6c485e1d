"""What the pages of an event show, put together once: tabs, deeds, notes, the countdown, the catalogue."""

from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.trails import preview
from community import checklist, checks, facts, policy, timing
from community.chain import PLAN
from community.choices import Item
from community.models import AHEAD, IN_APPROVAL, PLANNING, Event, State
from community.sheets import EventPlan
from core import clock, formats
from notifications.badges import badge

STATUS = {
    State.DRAFT: "draft",
    State.AGREED: "draft",
    State.SUBMITTED: "wait",
    State.SUPERVISED: "wait",
    State.REVIEW: "wait",
    State.PREPARING: "plan",
    State.HELD: "draft",
    State.REPORTED: "wait",
    State.COMPLETED: "done",
    State.ARCHIVED: "done",
    State.POSTPONED: "wait",
    State.REJECTED: "bad",
    State.CANCELLED: "na",
}
WRITES_AHEAD = ("event_site_visit", "event_staff_assignment", "event_materials_checklist")
WRITES_AFTER = ("event_debrief", "event_news_release", "event_evaluation", "event_report", "event_financial_report")


def state_of(event):
    """(kind, words) of the status badge."""
    return STATUS[event.state], event.get_state_display()


def address(event, name, *more):
    return reverse(f"community:{name}", args=[event.uuid, *more])


def crumbs(event):
    return [(_("Community events"), reverse("community:list")), (event.title, event.get_absolute_url())]


def tabs(event, user):
    """[(key, words, url)] of the pages of an event that `user` may open."""
    found = []
    content = Event.objects.content_open_to(user).filter(pk=event.pk).exists()
    papers = content or Event.objects.papers_open_to(user).filter(pk=event.pk).exists()
    if papers:
        found.append(("detail", _("Event"), address(event, "detail")))
    if content:
        found.append(("prep", _("Preparation"), address(event, "prep")))
    if policy.sees_names(user, event):
        found.append(("people", _("Registrations"), address(event, "people")))
    if content or Event.objects.money_open_to(user).filter(pk=event.pk).exists():
        found.append(("budget", pgettext("event", "Money"), address(event, "budget")))
    if content:
        found.append(("report", _("Report and archive"), address(event, "report")))
    return found


def deeds(event, user):
    """[(words, url, icon)] of what `user` may do with the event now; the first is the main one."""
    found = []
    if policy.may_work(user, event) is None:
        found += _worker_deeds(event)
    if policy.may_cancel(user, event) is None and event.state in AHEAD:
        found.append((pgettext("event", "Cancel"), address(event, "cancel"), "x"))
    return found


def _worker_deeds(event):
    if event.state in PLANNING:
        return _planning_deeds(event)
    register = (_("Register somebody"), address(event, "register"), "user-plus")
    if event.state in IN_APPROVAL:
        return [register]
    if event.state == State.PREPARING:
        sign = (pgettext("event", "Sign in"), address(event, "sign_in"), "checks")
        postpone = (_("Postpone"), address(event, "postpone"), "calendar-pause")
        visit = (_("Record the site visit"), address(event, "form", "event_site_visit"), "map-pin")
        if event.day <= clock.today():
            return [sign, register, postpone]
        return [register, postpone] if facts.sheet(event, "event_site_visit") else [visit, register, postpone]
    if event.state == State.POSTPONED:
        return [(_("Set the new day"), address(event, "resume"), "calendar-check"), register]
    if event.state == State.HELD:
        again = (_("Correct the sign-in"), address(event, "sign_in"), "checks")
        return [(_("Write and send the report"), address(event, "report"), "send"), again]
    return []


def _planning_deeds(event):
    change = (_("Change day or place"), address(event, "change"), "calendar")
    emergency = (_("Emergency plan"), address(event, "form", "event_emergency_plan"), "first-aid-kit")
    plan = (_("Write the plan"), address(event, "form", "event_plan"), "pencil")
    asked = facts.consent(event)
    if not facts.may_be_planned(event) and not (asked and asked.approval and asked.approval.is_running):
        return [(_("Ask the host unit"), address(event, "ask_host"), "building"), emergency, plan, change]
    if facts.emergency_plan(event) is None:
        return [emergency, plan, change]
    return [plan, emergency, change]


def print_plan(event, user):
    """Where the plan is printed, once it was sent and as long as the day is ahead."""
    plan = facts.plan(event) if event.state in AHEAD else None
    sent = plan is not None and plan.approval_id is not None
    return address(event, "print", EventPlan.NAME) if sent and policy.may_copy(user, event) is None else ""


def notes(event, user):
    """[(kind, strong, text)] that stand on top: what must be seen before anything else."""
    found = []
    if event.state == State.REJECTED:
        found.append(("bad", _("The plan was not approved. The event must not take place."), event.end_reason))
    if event.state == State.CANCELLED:
        found.append(("", _("Cancelled."), event.end_reason))
    if event.state == State.POSTPONED:
        found.append(("warn", _("Postponed; the plan stays approved."), event.end_reason))
    if event.state in PLANNING:
        asked = facts.consent(event)
        if asked and asked.approval and asked.approval.is_running and asked.day == event.day:
            found.append(("", _("The host unit was asked."), _("Record its answer as soon as you have it.")))
        elif not facts.may_be_planned(event):
            found.append(
                ("warn", _("The host unit has to agree first."), _("Only then the plan goes to the supervisor."))
            )
        if facts.emergency_plan(event) is None:
            found.append(("warn", _("Life first."), _("Without an emergency plan no event plan is submitted.")))
    if event.state == State.PREPARING:
        lacking = [str(one.text) for one in checks.duties(facts.sheet(event, "event_staff_assignment"))]
        if lacking and clock.today() >= timing.prepared_by(Item.SITE_VISIT, event.day, event.point):
            found.append(("warn", "", " ".join(lacking)))
    return found


def answer_url(event):
    """Where the worker records the host unit's answer, while it is waited for."""
    asked = facts.consent(event)
    step = asked.approval.steps.filter(key="host", state="open").first() if asked and asked.approval else None
    return reverse("approvals:decide", args=[step.uuid]) if step else ""


def route(event):
    """(approval or None, lines): the steps the plan walks, or would walk."""
    plan = facts.plan(event)
    if plan and plan.approval:
        return plan.approval, None
    sheet = plan or EventPlan(event=event, filled_by=event.worker)
    return None, preview(PLAN, sheet, event.worker)


SPANS = (
    ("week", (Item.SITE_VISIT, Item.PUBLICITY, Item.RECRUIT)),
    ("before", (Item.BRIEFING, Item.MATERIALS, Item.VENUE)),
    ("day", (Item.ARRIVAL, Item.SIGN_IN, Item.OPINIONS, Item.CLEAR_UP, Item.DEBRIEF)),
    ("after", (Item.NEWS, Item.REPORT)),
    ("own", (Item.TELL_HOST, Item.TELL_PEOPLE, Item.OTHER)),
)


def preparation(event, user):
    """[(heading, day of all its rows or None, [row, ...])]: the list in its spans, each row with what it can say."""
    labels = {
        "week": _("A week before"), "before": _("The day before"), "day": _("On the day"),
        "after": pgettext("event", "Afterwards"), "own": _("Also"),
    }  # fmt: skip
    rows = list(event.preparations.select_related("responsible", "done_by").order_by("due_on", "pk"))
    works = policy.may_work(user, event) is None
    for row in rows:
        row.event = event
        row.badge = badge(clock.end_of(row.due_on), met_at=row.done_at)
        formed = row.item in (Item.NEWS, Item.REPORT)
        row.may_tick = not formed and policy.may_prepare(user, row) is None
        row.form_url = _form_url(event, row) if works else ""
        row.half = _half(event, row)
    spans = [(labels[key], [row for row in rows if row.item in items]) for key, items in SPANS]
    return [(label, _common_day(found), found) for label, found in spans if found]


def _common_day(rows):
    days = {row.due_on for row in rows}
    return days.pop() if len(days) == 1 else None


def _half(event, row):
    """How far a line that is not done has come: (at hand, all) of the materials, or None."""
    if row.is_done or row.item != Item.MATERIALS:
        return None
    sheet = facts.sheet(event, "event_materials_checklist")
    ready = list(sheet.items.filter(removed=False).values_list("ready", flat=True)) if sheet else []
    return (sum(ready), len(ready)) if any(ready) else None


FORM_OF = {
    Item.SITE_VISIT: "event_site_visit",
    Item.PUBLICITY: "event_materials_checklist",
    Item.BRIEFING: "event_staff_assignment",
    Item.MATERIALS: "event_materials_checklist",
    Item.VENUE: "event_materials_checklist",
    Item.DEBRIEF: "event_debrief",
    Item.NEWS: "event_news_release",
    Item.REPORT: "event_report",
}


# The lines of the preparation list by which the forms afterwards are due.
WRITTEN_BY = {
    "event_debrief": Item.DEBRIEF,
    "event_news_release": Item.NEWS,
    "event_evaluation": Item.REPORT,
    "event_report": Item.REPORT,
}


def _form_url(event, row):
    if row.item == Item.SIGN_IN:
        return address(event, "sign_in") if event.day <= clock.today() else ""
    if row.item == Item.TELL_PEOPLE:
        return address(event, "people")
    if row.item == Item.OPINIONS:
        return address(event, "opinions")
    form = FORM_OF.get(row.item)
    return address(event, "form", form) if form and writable(event, form) else ""


def writable(event, form):
    """May this form be written now, as far as the state of the event goes?"""
    if form in ("event_plan", "event_emergency_plan"):
        return event.state in PLANNING
    if form in WRITES_AHEAD:
        return event.state in (State.PREPARING, State.POSTPONED, State.HELD)
    if form == "event_news_release":
        return event.state in (State.HELD, State.REPORTED, State.COMPLETED)
    return form in WRITES_AFTER and event.state == State.HELD


def catalogue(event, user):
    """(rows, totals) of 卷内目录 for components/checklist.html."""
    writes, rows = policy.may_work(user, event) is None, []
    lines = checklist.lines(event)
    due = dict(event.preparations.filter(done_at__isnull=True).values_list("item", "due_on")) if event.held_on else {}
    for number, line in enumerate(lines, 1):
        kind, state = _shape(line, event)
        late = due.get(WRITTEN_BY.get(line.name)) if line.state == checklist.LATER else None
        fill = writes and line.name in (*WRITES_AHEAD, *WRITES_AFTER) and writable(event, line.name)
        fill = fill and line.state != checklist.NOT_APPLICABLE
        rows.append(
            SimpleNamespace(
                number=number, title=line.title, url=_url(event, line, user), small=line.why, kind=kind, state=state,
                done=formats.day_plain(line.newest.filled_on) if line.newest else "",
                badge=badge(clock.end_of(late)) if late else None,
                css="na" if line.state == checklist.NOT_APPLICABLE else "",
                action=_("Fill in") if fill and line.state != checklist.PRESENT else "",
                action_url=address(event, "form", line.name) if fill else "",
            )
        )  # fmt: skip
    wanted = [line for line in lines if line.required and line.state != checklist.NOT_APPLICABLE]
    there = sum(line.state == checklist.PRESENT for line in wanted)
    return rows, SimpleNamespace(wanted=len(wanted), there=there, lacking=len(wanted) - there)


def _shape(line, event):
    if line.state == checklist.LATER and event.held_on:
        return "draft", _("To be written")
    return {
        checklist.PRESENT: ("done", _("Complete")),
        checklist.MISSING: ("miss", pgettext("form", "Missing")),
        checklist.LATER: ("plan", _("Not due yet")),
        checklist.NOT_APPLICABLE: ("na", _("Not applicable")),
    }[line.state]


def _url(event, line, user):
    if not line.sheets:
        return ""
    if line.name == "event_registration":
        return address(event, "people") if policy.sees_names(user, event) else ""
    if line.name == "participant_feedback":
        return address(event, "opinions") if policy.reads_opinions(user, event) else ""
    return line.newest.get_absolute_url()
