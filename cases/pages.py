"""What the pages of a file show, prepared: catalogue rows, stage rail, timeline, what to do next, who read it."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from access.models import AuditEvent
from cases import checklist, checks, facts, policy
from cases.choices import ConfLevel
from cases.models import INTAKE, SERVED, Contact, Stage, State
from core import clock, formats
from notifications.badges import badge_of
from notifications.models import Deadline
from people import roles

SHAPES = {
    State.INQUIRY: "plan",
    State.SCREENING: "draft",
    State.NOT_ACCEPTED: "na",
    State.OPENING_SUBMITTED: "wait",
    State.PROVISIONAL: "draft",
    State.IN_SERVICE: "done",
    State.CLOSING_SUBMITTED: "wait",
    State.CLOSED: "plan",
    State.CLOSED_NOT_APPROVED: "bad",
    State.ARCHIVED: "na",
}
# Which debt stands behind which line of the catalogue.
OWED = {
    "case_service_consent": ("case.consent_oral", "case.consent_renewal"),
    "case_service_plan": ("case.plan",),
    "problem_rating_scale": ("case.scale",),
    "stage": ("case.stage_review",),
    "records": ("case.record",),
}


def state_of(case):
    """(shape, words) for {% status %}; get_state_display() would translate all states to find the one."""
    return SHAPES[case.state], State(case.state).label


def debts(cases):
    """{ref: [Deadline, ...]} of everything open about these cases and their contacts, soonest first; two queries."""
    refs = {case.pk: case.ref for case in cases}
    about = {ref: ref for ref in refs.values()}
    contacts = Contact.objects.filter(case__in=refs, recorded_at__isnull=True).order_by()
    about |= {Contact(uuid=uuid).ref: refs[case] for uuid, case in contacts.values_list("uuid", "case")}
    found = {}
    for owed in Deadline.objects.open().filter(about__in=about).order_by("due_at"):
        found.setdefault(about[owed.about], []).append(owed)
    return found


def catalogue(case, user):
    """(rows for components/checklist.html, how many are required, in the file and lacking)."""
    lines = checklist.lines(case, papers=case.__dict__.get("_papers"))
    about = [case.ref, *(contact.ref for contact in facts.unrecorded_contacts(case))]
    owed = list(Deadline.objects.open().filter(about__in=about).order_by("due_at"))
    writes = policy.may_work(user, case) is None
    shown, number = [], 0
    for line in lines:
        number += line.state != checklist.NOT_APPLICABLE
        shown.append(_row(case, line, number, owed, writes))
    counted = [line for line in lines if line.required]
    there = sum(line.state == checklist.PRESENT for line in counted)
    return shown, SimpleNamespace(wanted=len(counted), there=there, lacking=len(counted) - there)


def _row(case, line, number, owed, writes):
    kind, state = _shape(line)
    debt = next((one for one in owed if one.rule in OWED.get(line.name.partition(":")[0], ())), None)
    row = SimpleNamespace(
        number=number if line.state != checklist.NOT_APPLICABLE else "—",
        title=line.title,
        url=line.newest.get_absolute_url() if line.newest else "",
        small=line.why,
        kind=kind,
        state=state,
        done=_done(line),
        badge=badge_of(debt) if debt and line.state != checklist.NOT_APPLICABLE else None,
        css="na" if line.state == checklist.NOT_APPLICABLE else "",
        action="",
        action_url="",
    )
    pressing = row.badge is not None and row.badge.kind in ("over", "today", "soon")
    if writes and (_can_fill(case, line) or (pressing and _is_renewed(case, line))):
        row.action, row.action_url = _("Fill in"), fill_url(case, line.form)
        row.css = "now" if pressing else row.css
    return row


def _shape(line):
    newest = line.newest
    approval = newest.approval if newest is not None else None
    if approval is not None and approval.state == "running":
        return "wait", _("With the supervisor")
    if approval is not None and approval.state == "returned":
        return "bad", _("Returned")
    return {
        checklist.PRESENT: ("done", _("Complete")),
        checklist.MISSING: ("miss", pgettext("form", "Missing")),
        checklist.LATER: ("plan", _("Not due yet")),
        checklist.NOT_APPLICABLE: ("na", _("Not applicable")),
    }[line.state]


def _done(line):
    return formats.day_plain(line.newest.filled_on) if line.newest else ""


def _can_fill(case, line):
    from cases.actions.forms import STATES

    if case.state not in STATES[line.form]:
        return False
    if case.state == State.PROVISIONAL and not case.is_consultation and line.name in checklist.ONLY_TO_CLOSE:
        return False  # nothing closes before the opening is approved
    return line.state in (checklist.MISSING, checklist.LATER) or line.name in ("records", "problem_rating_scale")


def _is_renewed(case, line):
    """A consent in the file that has run out, or soon will, is signed again (CASE-24)."""
    return line.name == "case_service_consent" and case.is_served


def fill_url(case, form):
    if form in checklist.RECORDS:
        return reverse("cases:record_new", args=[case.uuid])
    return reverse("cases:fill", args=[case.uuid, form])


STEPS = (Stage.ASSESSMENT, Stage.PLANNING, Stage.INTERVENTION, Stage.EVALUATION)


def stages(case):
    """The stage rail, and the whole of it in words."""
    words = [pgettext("stage", "Intake"), *(stage.label for stage in STEPS), _("Closing"), _("Archive")]
    present = _present_stage(case)
    found = [
        SimpleNamespace(label=word, state="d" if n < present else "c" if n == present else "", small="")
        for n, word in enumerate(words)
    ]
    days = {0: case.inquired_on, 1: case.opened_on, 5: case.closed_on}
    for n, day in days.items():
        if day and found[n].state:
            found[n].small = formats.day_plain(day)
    label = _("Course of the case: step %(n)s, %(stage)s") % {"n": present + 1, "stage": words[present]}
    return found, label


def _present_stage(case):
    if case.state in (*INTAKE, State.OPENING_SUBMITTED):
        return 0
    if case.state in SERVED:
        return 1 + STEPS.index(case.stage) if case.stage else 1
    return 6 if case.state in (State.CLOSED, State.ARCHIVED) else 5


@dataclass
class Event:
    """One entry of the timeline."""

    at: object  # a day or a moment, for the order
    title: str
    who: str = ""
    text: str = ""
    url: str = ""
    kind: str = ""
    when: str = ""


def timeline(case):
    """What happened, newest first; what is agreed on stands on top."""
    events = [
        Event(contact.day, _contact_title(contact), str(contact.worker), url=urls.get(contact.pk, ""))
        for contact, urls in _contacts(case)
    ]
    for day, title in (
        (case.inquired_on, _("Inquiry")),
        (case.opened_on, _("Opened first, approval afterwards") if case.temp_no else _("Case opened")),
        (case.closed_on, _("Case closed")),
    ):
        if day:
            events.append(Event(day, title, kind="sys"))
    for move in case.transfers.select_related("from_worker", "to_worker"):
        title = _("Handed over from %(one)s to %(other)s") % {"one": move.from_worker, "other": move.to_worker}
        events.append(Event(move.on, title, kind="sys"))
    events.sort(key=lambda event: event.at, reverse=True)
    if case.next_contact_at:
        title = _("Next contact, %(time)s") % {"time": formats.time(case.next_contact_at)}
        events.insert(0, Event(case.next_contact_at, title, kind="next"))
    for event in events:
        event.when = formats.day_short(event.at)
    return events


def _contacts(case):
    urls = {}
    for name in checklist.RECORDS:
        for sheet in facts.of_every_round(case, name):
            urls[sheet.contact_id] = sheet.get_absolute_url()
    return [(contact, urls) for contact in facts.contacts(case)]


def _contact_title(contact):
    words = _("Contact %(n)s: %(way)s, %(minutes)s minutes")
    return words % {"n": contact.number, "way": contact.get_way_display(), "minutes": contact.minutes}


def readers(case, limit=None):
    """Who opened this file, newest first: rows for the timeline component."""
    events = AuditEvent.objects.about(case.ref)
    return [
        Event(event.at, str(event.actor or ""), event.get_verb_display(), _reason(event), when=formats.moment(event.at))
        for event in (events[:limit] if limit else events)
    ]


def _reason(event):
    from access.actions import REASONS

    return str(REASONS.get(event.reason, event.reason))


def notes(case, user):
    """[(kind, strong, text)] that stand on top of the file: what must be seen before anything else."""
    found = []
    if checks.consultation_overdue(case):
        found.append(("warn", _("A consultation ends on its day."), _("Make it an ordinary case to go on.")))
    if case.state == State.PROVISIONAL and not case.is_consultation:
        found.append(("warn", _("Opened before approval."), _("The supervisor's approval is still needed.")))
    if case.is_served and not case.is_consultation and not facts.has_consent(case):
        text = _("《%(form)s》 is not signed yet; the plan cannot be approved.")
        found.append(("warn", "", text % {"form": facts.form("case_service_consent").TITLE}))
    if case.conf_level == ConfLevel.HIGH:
        found.append(("", _("Level high."), _("Read by the worker, the supervisor and the heads only.")))
    if case.state in (State.NOT_ACCEPTED, State.CLOSED_NOT_APPROVED) and not case.told_on:
        found.append(("bad", _("The opening was refused."), _("Tell the applicant, and note when and how.")))
    if case.is_served and facts.basics_are_old(case, clock.today()):
        text = _("The basic data are more than twelve months old. Go through them with the client.")
        found.append(("warn", "", text))
    unrecorded = facts.unrecorded_contacts(case)
    if unrecorded:
        found.append(("warn", "", _("Contacts without a record: %(n)s.") % {"n": len(unrecorded)}))
    return found


def deeds(case, user):
    """[(words, url, icon)] of what `user` may do with the file now; the first is the main one."""
    found = []
    if policy.may_work(user, case) is None:
        found += _worker_deeds(case)
    if policy.may_transfer(user, case) is None and case.is_open:
        found.append((_("Hand over"), reverse("cases:transfer", args=[case.uuid]), "transfer-in"))
    return found


def _worker_deeds(case):
    def to(name):
        return reverse(f"cases:{name}", args=[case.uuid])

    if checks.consultation_overdue(case):
        return [(_("Make it an ordinary case"), to("convert"), "transfer-in")]
    if case.is_consultation and case.state == State.PROVISIONAL:
        write, close = (
            (_("Write a record"), to("record_new"), "pencil"),
            (pgettext("case", "Close"), to("close"), "checks"),
        )
        return [close, write] if facts.number_of_records(case) else [write, close]
    write = (_("Write a record"), to("record_new"), "pencil")
    if case.state == State.PROVISIONAL:
        return (
            [write] if facts.in_approval(case, "intake_info") else [(_("Send for approval"), to("open"), "send"), write]
        )
    if case.state == State.IN_SERVICE:
        return [write, (pgettext("case", "Close"), to("close"), "checks")]
    if case.state == State.CLOSED_NOT_APPROVED:
        told = [] if case.told_on else [(_("Tell the applicant"), to("told"), "phone-check")]
        return told + ([write] if facts.unrecorded_contacts(case) else [])
    if case.state == State.CLOSED:
        return [
            (_("Follow up"), fill_url(case, "case_follow_up_review"), "phone-check"),
            (_("Open again"), to("reopen"), "arrow-back-up"),
        ]
    return []


def supervisors(case):
    return list(roles.supervisors_of(case.worker))


def family(case):
    """Who belongs to the client, by the basic data: rows of the family table, guardians, emergency contact."""
    basics = facts.newest(case, "case_basic_info")
    members = list(basics.family.filter(removed=False)) if basics else []
    together = []
    if case.client is not None and case.client.household_id:
        together = list(case.client.household.members.exclude(pk=case.client_id))
    return SimpleNamespace(basics=basics, members=members, together=together)


def plans(case):
    """Plans of this round, newest first, each with its goals and stages."""
    found = list(facts.sheets(case, "case_service_plan").select_related("approval", "filled_by").order_by("-pk"))
    for plan in found:
        plan.case = case
        plan.lines = [goal for goal in plan.goals.all() if not goal.removed]
        plan.phases = [phase for phase in plan.stages.all() if not phase.removed]
    return found


def records(case):
    """Every contact with its record, latest on top (CASE-32)."""
    sheets = {}
    for name in checklist.RECORDS:
        for sheet in facts.form(name).objects.of(case).select_related("filled_by", "reviewed_by"):
            sheet.case = case
            sheets[sheet.contact_id] = sheet
    rows = list(case.contacts.select_related("worker").order_by("-number"))
    owed = {owed.about: owed for owed in Deadline.objects.filter(rule="case.record", about__in=[r.ref for r in rows])}
    for contact in rows:
        contact.sheet = sheets.get(contact.pk)
        debt = owed.get(contact.ref)
        contact.badge = badge_of(debt) if debt and debt.dropped_at is None else None
    return rows


def runs(case):
    """[(title, approval)] of everything about this case that went to the supervisor, newest first."""
    found = []
    for name in ("intake_info", "case_service_plan", "case_stage_development", "case_closing"):
        rows = facts.of_every_round(case, name)
        found += [(str(sheet.TITLE), sheet.approval) for sheet in rows if sheet.approval_id]
    asked = case.reopenings.filter(approval__isnull=False).select_related("approval")
    found += [(str(one), one.approval) for one in asked]
    return sorted(found, key=lambda run: run[1].pk, reverse=True)
