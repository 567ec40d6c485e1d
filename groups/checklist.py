"""卷内目录: which forms a group's file needs, which are there, which do not apply and why (ARCH-10, ARCH-03)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archives.kinds import Entry
from gatherings.sheets import Opinion, OpinionTally
from groups import facts
from groups.choices import Kept, State
from groups.sheets import FORMS, FinancialReport, GroupAttachment, GroupPlan, GroupReport, Registration
from projects.funds.models import FundRequest, Source

PRESENT, MISSING, LATER, NOT_APPLICABLE = "present", "missing", "later", "not_applicable"
AT_THE_END = ("participant_feedback", "group_report", "group_financial_report")
UNFINISHED = (State.APPROVED, State.RUNNING, State.ENDED, State.REPORT_SUBMITTED)


@dataclass
class Line:
    """One line: `state` is present, missing, later (not due yet) or not_applicable."""

    name: str
    title: str
    state: str
    sheets: list = field(default_factory=list)  # oldest first
    why: str = ""
    required: bool = True

    @property
    def newest(self):
        return self.sheets[-1] if self.sheets else None


def lines(programme):
    """The whole catalogue, in the order of ARCH-10."""
    kept = list(GroupAttachment.objects.of(programme).order_by("pk"))
    return [
        _plan(programme),
        _fund(programme),
        _registrations(programme),
        _per_session(programme, "group_roll_call"),
        _per_session(programme, "group_session_record"),
        _opinions(programme),
        _one(programme, GroupReport),
        _one(programme, FinancialReport),
        _volunteers(programme, kept),
        _host_unit(programme, kept),
        _attachments(kept),
    ]


def title_of(name):
    titles = {
        "participant_feedback": _("Participants' opinions"),
        "volunteer_signup_attendance": _("Volunteers' registration and sign-in"),
        "host_unit_plan_copy": _("Routine plan given to the host unit"),
        "activity_fund_application": FundRequest.TITLE,
    }
    return str(titles.get(name) or FORMS[name].TITLE)


def _line(name, state, sheets=(), why="", *, required=True):
    return Line(name, title_of(name), state, list(sheets), why, required)


def _later(programme):
    return LATER if programme.state in UNFINISHED else MISSING


def _plan(programme):
    sheets = list(GroupPlan.objects.of(programme).filter(approval__state="approved").order_by("pk"))
    return _line("group_plan", PRESENT if sheets else MISSING, sheets)


def _fund(programme):
    if programme.fund_source != Source.ORG_POOL:
        why = _("No money of the organization is asked for.")
        return _line("activity_fund_application", NOT_APPLICABLE, why=why, required=False)
    request = programme.fund_request
    there = request is not None and request.is_approved
    return _line("activity_fund_application", PRESENT if there else MISSING, [request] if there else [])


def _registrations(programme):
    members = programme.members.count()
    sheets = list(Registration.objects.of(programme).select_related("member__client").order_by("pk"))
    why = _("%(n)s in the file") % {"n": len(sheets)} if sheets else ""
    state = PRESENT if sheets and len(sheets) >= members else _later(programme)
    return _line("group_registration", state, sheets, why)


def _per_session(programme, name):
    held = programme.sessions.filter(held_on__isnull=False).count()
    sheets = list(FORMS[name].objects.of(programme).order_by("session_no"))
    why = _("%(n)s of %(all)s sessions") % {"n": len(sheets), "all": held} if held else ""
    state = PRESENT if held and len(sheets) >= held else _later(programme) if not held else MISSING
    return _line(name, state, sheets, why)


def _opinions(programme):
    sheets = [*Opinion.objects.of(programme.ref), *OpinionTally.objects.of(programme.ref)]
    if sheets:
        return _line("participant_feedback", PRESENT, sheets, _("%(n)s in the file") % {"n": len(sheets)})
    if programme.no_feedback_reason:
        return _line("participant_feedback", NOT_APPLICABLE, why=programme.no_feedback_reason, required=False)
    return _line("participant_feedback", _later(programme))


def _one(programme, model):
    sheet = model.objects.of(programme).first()
    return _line(model.NAME, PRESENT if sheet else _later(programme), [sheet] if sheet else [])


def _volunteers(programme, kept):
    """GRP-18: volunteers took part by the session records, so their form belongs in the file."""
    name, helped = "volunteer_signup_attendance", facts.volunteers(programme)
    sheets = [one for one in kept if one.kind == Kept.VOLUNTEER_FORM]
    if sheets:
        return _line(name, PRESENT, sheets, required=bool(helped))
    if helped:
        return _line(name, MISSING, why=_("The session records name %(n)s volunteers.") % {"n": helped})
    return _line(name, NOT_APPLICABLE, why=_("No volunteers took part."), required=False)


def _host_unit(programme, kept):
    sheets = [one for one in kept if one.kind == Kept.HOST_UNIT_PLAN]
    if sheets:
        return _line("host_unit_plan_copy", PRESENT, sheets, required=False)
    return _line("host_unit_plan_copy", NOT_APPLICABLE, why=_("None was given."), required=False)


def _attachments(kept):
    sheets = [one for one in kept if one.kind not in (Kept.VOLUNTEER_FORM, Kept.HOST_UNIT_PLAN)]
    if sheets:
        why = _("%(n)s in the file") % {"n": len(sheets)}
        return _line("activity_attachment", PRESENT, sheets, why, required=False)
    return _line("activity_attachment", NOT_APPLICABLE, why=_("Nothing else is kept."), required=False)


def entries(programme):
    """The catalogue as the archives count it (ARCH-03)."""
    return [
        Entry(line.name, line.title, MISSING if line.state == LATER else line.state, line.sheets, line.why,
              line.required)
        for line in lines(programme)
    ]  # fmt: skip
