"""What is missing or wrong at each gate of a group (DATE-08): pages show the findings, actions raise them."""

from django.utils.translation import gettext as _

from core import clock, formats
from gatherings.summary import forms_about
from groups import facts, timing
from groups.handed import provide
from projects.funds.models import Source
from rulebook.findings import Finding, Findings
from rulebook.values import level, value

# The ten parts of a plan (GRP-02) and the boxes that hold them; most are required by the form itself.
TEN_PARTS = {
    "purpose": ("purpose",),
    "goals": ("overall_goal",),
    "members": ("planned_members", "features"),
    "features": ("group_type", "composition", "open_closed", "frequency"),
    "recruitment": ("recruitment",),
    "resources": ("resources",),
    "contingency": ("contingency",),
    "evaluation": ("evaluation",),
    "needs": ("needs",),
}
TEN_TABLES = {"goals": "process_goals", "sessions": "session_plans"}


def block(rule, text, field=None):
    return Finding("block", rule, text, field)


def warn(rule, text, field=None):
    return Finding("warn", rule, text, field)


def plan(sheet, rows, *, point, submitted=None, late_reason=""):
    """May this plan go to the supervisor? `rows` {sub-table: [row, ...]} as filled in (GRP-02, 03, 07, 13)."""
    found, submitted = Findings(), submitted or clock.today()
    found.extend(_ten_parts(sheet, rows))
    found.extend(_days(sheet, rows))
    found.extend(_money(sheet, rows))
    found.extend(_lead(sheet, submitted, late_reason, point))
    found.extend(size_of_plan(sheet.planned_members, len(rows.get("session_plans", ())), point))
    return found


def _ten_parts(sheet, rows):
    for part, boxes in TEN_PARTS.items():
        for box in boxes:
            if not str(getattr(sheet, box) or "").strip():
                rule = "GRP-13" if part == "contingency" else "GRP-01" if part == "needs" else "GRP-02"
                label = sheet._meta.get_field(box).verbose_name
                yield block(rule, _("“%(box)s” is empty; a plan has all ten parts.") % {"box": label}, box)
    for box in TEN_TABLES.values():
        if not rows.get(box):
            label = sheet._meta.get_field(box).related_model._meta.verbose_name_plural
            yield block("GRP-02", _("“%(box)s” is empty; a plan has all ten parts.") % {"box": label})


def _days(sheet, rows):
    days = [row.day for row in rows.get("session_plans", ()) if row.day]
    if days and sheet.first_session and min(days) != sheet.first_session:
        text = _("The session plans begin on %(day)s; the first session is said to be on %(other)s.")
        words = text % {"day": formats.day(min(days)), "other": formats.day(sheet.first_session)}
        yield block("GRP-02", words, "first_session")
    if days != sorted(days):
        yield block("GRP-02", _("The session plans are not in the order of their days."))


def _money(sheet, rows):
    if sheet.fund_source != Source.NONE and not rows.get("budget"):
        yield block("GRP-02", _("A group that costs something has a budget."), "fund_source")
    if sheet.fund_source == Source.ORG_POOL and not sheet.sources_tried.strip():
        text = _("Organization money needs the application with it: write which other sources you have tried.")
        yield block("GRP-07", text, "sources_tried")


def _lead(sheet, submitted, late_reason, point):
    if sheet.first_session is None:
        return
    lead = timing.plan_lead(sheet.first_session, submitted, point)
    if not lead.in_time and not late_reason.strip():
        strength = level("group.plan", point=point)
        words = short_lead(lead) + " " + _("Give the reason; the supervisor decides.")
        yield Finding("block" if strength in ("block", "exception") else "warn", "GRP-03", words, "late_reason")


def short_lead(lead):
    """The sentence about a plan that comes too late."""
    text = _("The plan comes %(n)s working days too late: the latest day was %(day)s.")
    return text % {"n": lead.short_by, "day": formats.day(lead.latest)}


def size_of_plan(members, sessions, point=None):
    """Warnings where the group would be too small to count toward the indicator (GRP-16)."""
    least_members, least_sessions = value("group.min_members", point=point), value("group.min_sessions", point=point)
    if members and members < least_members:
        text = _("With fewer than %(n)s members the group may run, but does not count toward the indicator.")
        yield warn("GRP-16", text % {"n": least_members}, "planned_members")
    if sessions and sessions < least_sessions:
        text = _("With fewer than %(n)s sessions the group may run, but does not count toward the indicator.")
        yield warn("GRP-16", text % {"n": least_sessions})


@provide
def findings_for(sheet):
    """What whoever decides on a plan or report sees, with what must be accepted expressly."""
    if sheet.NAME == "group_plan":
        return plan_in_approval(sheet)
    if sheet.NAME == "group_report":
        return report_in_approval(sheet)
    return Findings()


def plan_in_approval(sheet):
    """The exceptions of a plan: the supervisor accepts a short lead, the head a plan that reached them late."""
    group, found = sheet.programme, Findings()
    step = _open_decision(sheet.approval)
    if group.lead_short and step == "supervisor":
        strength = level("group.plan", point=group.point)
        submitted = clock.day_of(group.submitted_at)
        lead = timing.plan_lead(group.first_day, submitted, group.point)
        words = f"{short_lead(lead)} {_('Reason: %(why)s') % {'why': sheet.late_reason or '—'}}"
        found.append(Finding(strength, "GRP-03", words, short_by=lead.short_by))
    if step == "head" and group.reached_head_at:
        lead = timing.head_lead(group.first_day, clock.day_of(group.reached_head_at), group.point)
        if not lead.in_time:
            text = _("The plan reached you %(n)s working days too late: the latest day was %(day)s.")
            words = text % {"n": lead.short_by, "day": formats.day(lead.latest)}
            found.append(Finding(level("group.dept_plan", point=group.point), "GRP-06", words))
    found.extend(size_of_plan(group.planned_members, group.sessions_planned, group.point))
    return found


def _open_decision(approval):
    step = approval.steps.filter(state="open", kind="decide").first() if approval else None
    return step.key if step else ""


def before_approval(session):
    """Why this session cannot have been held: it lies before the approval of the group (GRP-04); "" otherwise."""
    approved = session.programme.approved_on
    if approved is None or session.day >= approved:
        return ""
    text = _("The group was approved only on %(day)s, after this session: move the session to another day.")
    return text % {"day": formats.day(approved)}


def report(programme, *, no_feedback_reason=""):
    """May the reports go to the three signatures? (GRP-10..12, 14)"""
    found = Findings()
    if facts.report(programme) is None:
        found.append(block("GRP-14", _("The group report is missing.")))
    if facts.money_report(programme) is None:
        found.append(block("GRP-14", _("The financial report is missing.")))
    if not forms_about(programme.ref) and len(no_feedback_reason.strip()) < 5:
        text = _("There is no opinion form yet: collect at least one, or say why there is none.")
        found.append(block("GRP-12", text, "no_feedback_reason"))
    if n := facts.unrecorded(programme).count():
        found.append(block("GRP-11", _("Sessions without a record: %(n)s.") % {"n": n}))
    return found


def report_in_approval(sheet):
    """Beside the reports: no opinions, or money overspent, is seen before signing."""
    group, found = sheet.programme, Findings()
    if group.no_feedback_reason:
        found.append(warn("GRP-12", _("No opinions: %(why)s") % {"why": group.no_feedback_reason}))
    money = facts.money_report(group)
    if money and money.balance < 0:
        text = _("Overspent by %(sum)s.") % {"sum": formats.money(-money.balance)}
        found.append(warn("FUND-05", text))
    return found
