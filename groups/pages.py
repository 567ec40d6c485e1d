"""What the pages of a group show, put together once: tabs, deeds, notes, dates, catalogue, timeline."""

from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.trails import preview
from core import clock, formats
from groups import checklist, facts, panel, policy
from groups.chain import PLAN
from groups.choices import GOING, PLANNING, Result, State
from groups.models import Programme
from groups.sheets import GroupPlan
from projects.funds.models import Source

STATUS = {
    State.DRAFT: "draft",
    State.PLAN_SUBMITTED: "wait",
    State.SUPERVISOR_APPROVED: "wait",
    State.ORG_REVIEW: "wait",
    State.APPROVED: "plan",
    State.RUNNING: "wait",
    State.ENDED: "draft",
    State.REPORT_SUBMITTED: "wait",
    State.COMPLETED: "done",
    State.ARCHIVED: "done",
    State.REJECTED: "bad",
    State.CANCELLED: "na",
}


def state_of(programme):
    """(kind, words) of the status badge."""
    return STATUS[programme.state], programme.get_state_display()


def address(programme, name, *more):
    return reverse(f"groups:{name}", args=[programme.uuid, *more])


def tabs(programme, user):
    """[(key, words, url)] of the pages of a group that `user` may open."""
    found = []
    open_to = Programme.objects.content_open_to(user).filter(pk=programme.pk).exists()
    known = policy.may_see_members(user, programme) is None
    if open_to:
        found.append(("detail", pgettext("group", "Plan"), address(programme, "detail")))
        if known:
            n = programme.members.exclude(state=Result.REFUSED).count()
            words = _("Members and registrations %(n)s") % {"n": n}
            found.append(("members", words, address(programme, "members")))
        found.append(("sessions", _("Sessions and roll calls"), address(programme, "sessions")))
    if open_to or Programme.objects.money_open_to(user).filter(pk=programme.pk).exists():
        found.append(("budget", pgettext("group", "Money"), address(programme, "budget")))
    if open_to:
        found.append(("report", _("Report and archive"), address(programme, "report")))
    return found


def deeds(programme, user):
    """[(words, url, icon)] of what `user` may do with the group now; the first is the main one."""
    found = []
    if policy.may_work(user, programme) is None:
        found += _worker_deeds(programme)
    if policy.may_cancel(user, programme) is None and programme.state in (*PLANNING, State.APPROVED):
        found.append((pgettext("group", "Cancel"), address(programme, "cancel"), "x"))
    return found


def _worker_deeds(programme):
    if programme.state == State.DRAFT:
        return [(_("Write the plan"), address(programme, "fill", "group_plan"), "pencil")]
    register = (_("Register somebody"), address(programme, "register"), "user-plus")
    if programme.state in PLANNING:
        return [register]
    if programme.state in GOING:
        found = [register]
        ahead = programme.sessions.ahead().in_order().first()
        unrecorded = facts.unrecorded(programme).order_by("number").first()
        if unrecorded:
            found.insert(0, (_("Write a record"), address(programme, "record", unrecorded.number), "pencil"))
        if ahead and ahead.day <= clock.today():
            found.insert(0, (_("Call the roll"), reverse("groups:roll", args=[ahead.uuid]), "checks"))
        if programme.state == State.RUNNING and ahead is None:
            found.insert(0, (_("End the group"), address(programme, "end"), "checks"))
        return found
    if programme.state == State.ENDED:
        return [(_("Write and send the reports"), address(programme, "report"), "send")]
    if programme.state == State.CANCELLED and facts.not_told(programme).exists():
        return [(_("Tell everybody registered"), address(programme, "told"), "phone-check")]
    return []


def notes(programme, user):
    """[(kind, strong, text)] that stand on top: what must be seen before anything else."""
    found = []
    if programme.state == State.REJECTED:
        found.append(("bad", _("The plan was not approved. The group must not run."), programme.end_reason))
    if programme.state == State.CANCELLED:
        found.append(("", _("Cancelled."), programme.end_reason))
    if programme.state in PLANNING and programme.lead_short:
        text = _("The plan came %(n)s working days too late; the supervisor decides about the exception.")
        found.append(("warn", "", text % {"n": programme.lead_short}))
    if programme.state == State.ORG_REVIEW and programme.fund_source == Source.ORG_POOL:
        found.append(("", "", _("Read by the department head and approved once the money is decided.")))
    if n := facts.unrecorded(programme).count():
        found.append(("warn", "", _("Sessions without a record: %(n)s.") % {"n": n}))
    if programme.state != State.CANCELLED and policy.may_review(user, programme) is None:
        asked = programme.members.filter(state=Result.EXCEPTION).count()
        if asked:
            text = _("An exception from the conditions is asked for: %(n)s.")
            found.append(("warn", "", text % {"n": asked}))
    return found


reckoning, dates = panel.reckoning, panel.dates


def route(programme):
    """(approval or None, lines): the steps the plan walks, or would walk."""
    plan = facts.newest_plan(programme)
    if plan and plan.approval:
        return plan.approval, None
    sheet = plan or GroupPlan(programme=programme, filled_by=programme.worker)
    return None, preview(PLAN, sheet, programme.worker)


def catalogue(programme, user):
    """(rows, totals) of 卷内目录 for components/checklist.html."""
    writes, rows = policy.may_work(user, programme) is None, []
    lines = checklist.lines(programme)
    for number, line in enumerate(lines, 1):
        (kind, state), url = _shape(line), _url(programme, line, user)
        rows.append(
            SimpleNamespace(
                number=number, title=line.title, url=url, small=line.why, kind=kind, state=state,
                done=formats.day_plain(line.newest.filled_on) if line.newest else "", badge=None,
                css="na" if line.state == checklist.NOT_APPLICABLE else "",
                action=_("Fill in") if writes and _fillable(programme, line) else "",
                action_url=_fill_url(programme, line),
            )
        )  # fmt: skip
    wanted = [line for line in lines if line.required and line.state != checklist.NOT_APPLICABLE]
    there = sum(line.state == checklist.PRESENT for line in wanted)
    return rows, SimpleNamespace(wanted=len(wanted), there=there, lacking=len(wanted) - there)


def _shape(line):
    return {
        checklist.PRESENT: ("done", _("Complete")),
        checklist.MISSING: ("miss", pgettext("form", "Missing")),
        checklist.LATER: ("plan", _("Not due yet")),
        checklist.NOT_APPLICABLE: ("na", _("Not applicable")),
    }[line.state]


PAGES = {
    "group_registration": "members",
    "group_roll_call": "sessions",
    "group_session_record": "sessions",
    "participant_feedback": "opinions",
    "volunteer_signup_attendance": "attachments",
    "host_unit_plan_copy": "attachments",
    "activity_attachment": "attachments",
}


def _url(programme, line, user):
    if not line.sheets:
        return ""
    if line.name == "group_registration" and policy.may_see_members(user, programme):
        return ""
    if line.name == "participant_feedback" and not policy.may_read_opinions(user, programme):
        return ""
    if line.name in PAGES:
        return address(programme, PAGES[line.name])
    return line.newest.get_absolute_url()


def _fillable(programme, line):
    if line.name in ("group_report", "group_financial_report"):
        return programme.state in (State.RUNNING, State.ENDED)
    if line.state != checklist.MISSING:
        return False
    if line.name == "volunteer_signup_attendance":
        return True
    return line.name == "participant_feedback" and programme.state in (State.RUNNING, State.ENDED, State.COMPLETED)


def _fill_url(programme, line):
    if line.name in PAGES:
        return address(programme, PAGES[line.name])
    return address(programme, "fill", line.name)
