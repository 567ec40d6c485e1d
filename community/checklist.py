"""卷内目录: which forms an event's file needs, which are there, which do not apply and why (ARCH-11, COM-26)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archives.kinds import Entry
from community import facts
from community.models import State
from community.sheets import FORMS, CommunityStudy, Registration
from gatherings.sheets import Opinion, OpinionTally
from projects.funds.models import FundRequest, Source

PRESENT, MISSING, LATER, NOT_APPLICABLE = "present", "missing", "later", "not_applicable"
UNFINISHED = (State.PREPARING, State.POSTPONED, State.HELD, State.REPORTED)
BEFORE = ("event_plan", "event_emergency_plan")
# Kept where they were written; their absence does not hold the archive.
OPTIONAL = ("event_site_visit", "event_staff_assignment", "event_materials_checklist", "event_debrief")
AFTER = ("event_news_release", "event_evaluation", "event_report")


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


def lines(event):
    """The whole catalogue, in the order of ARCH-11."""
    return [
        _study(event),
        *[_one(event, name) for name in BEFORE],
        _consent(event),
        _fund(event),
        _registrations(event),
        *[_one(event, name, required=False) for name in OPTIONAL[:3]],
        _one(event, "event_sign_in"),
        _opinions(event),
        _one(event, "event_debrief", required=False),
        *[_one(event, name) for name in AFTER],
        _accounts(event),
    ]


def title_of(name):
    titles = {
        "community_needs_assessment": CommunityStudy.TITLE,
        "host_unit_consent": _("Host unit's consent"),
        "activity_fund_application": FundRequest.TITLE,
        "event_registration": Registration.TITLE,
        "participant_feedback": _("Participants' opinions"),
    }
    return str(titles.get(name) or FORMS[name].TITLE)


def _line(name, state, sheets=(), why="", *, required=True):
    return Line(name, title_of(name), state, list(sheets), why, required)


def _later(event):
    return LATER if event.state in UNFINISHED else MISSING


def _study(event):
    plan = facts.plan(event)
    if plan and plan.study_id:
        return _line("community_needs_assessment", PRESENT, [plan.study], required=False)
    why = _("The plan rests on none.")
    return _line("community_needs_assessment", NOT_APPLICABLE, why=why, required=False)


def _one(event, name, *, required=True):
    sheet = facts.sheet(event, name)
    if sheet:
        return _line(name, PRESENT, [sheet], required=required)
    if required or event.state in UNFINISHED:
        return _line(name, _later(event), required=required)
    return _line(name, NOT_APPLICABLE, why=_("None was written."), required=False)


def _consent(event):
    if not facts.consent_needed(event):
        return _line("host_unit_consent", NOT_APPLICABLE, why=_("No host unit has to be asked here."), required=False)
    consent = facts.consent(event)
    agreed = consent is not None and consent.approval is not None and consent.approval.state == "approved"
    why = _("recorded with the approval") if agreed else ""
    return _line("host_unit_consent", PRESENT if agreed else MISSING, why=why)


def _fund(event):
    if event.source != Source.ORG_POOL:
        why = _("No money of the organization is asked for.")
        return _line("activity_fund_application", NOT_APPLICABLE, why=why, required=False)
    request = event.fund_request
    there = request is not None and request.is_approved
    return _line("activity_fund_application", PRESENT if there else MISSING, [request] if there else [])


def _registrations(event):
    sheets = list(Registration.objects.of(event).select_related("client", "event").order_by("pk"))
    if sheets:
        return _line("event_registration", PRESENT, sheets, _("%(n)s in the file") % {"n": len(sheets)}, required=False)
    why = _("Nobody registered before; people were counted.")
    return _line("event_registration", NOT_APPLICABLE, why=why, required=False)


def _opinions(event):
    sheets = [*Opinion.objects.of(event.ref), *OpinionTally.objects.of(event.ref)]
    if sheets:
        return _line("participant_feedback", PRESENT, sheets, _("%(n)s in the file") % {"n": len(sheets)})
    report = facts.report(event)
    if report and report.no_opinions_reason:
        return _line("participant_feedback", NOT_APPLICABLE, why=report.no_opinions_reason, required=False)
    return _line("participant_feedback", _later(event))


def _accounts(event):
    name = "event_financial_report"
    if event.source == Source.NONE:
        return _line(name, NOT_APPLICABLE, why=_("The event cost nothing."), required=False)
    return _one(event, name)


def entries(event):
    """The catalogue as the archives count it (ARCH-03)."""
    return [
        Entry(line.name, line.title, MISSING if line.state == LATER else line.state, line.sheets, line.why,
              line.required)
        for line in lines(event)
    ]  # fmt: skip
