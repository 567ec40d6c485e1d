"""What is missing or wrong at each gate of an event (DATE-08): pages show the findings, actions raise them."""

from django.utils.translation import gettext as _

from community import facts, timing
from community.choices import NAMED_DUTIES, PhotoConsent
from community.handed import provide
from core import clock, formats
from files.models import Attachment
from gatherings.summary import forms_about
from projects.funds.models import Source
from rulebook.dates import add_months
from rulebook.findings import Finding, Findings
from rulebook.values import level, value

# What a plan needs to hold beside the boxes its form requires (COM-06).
TABLES = ("goals", "flow", "staff", "materials")


def block(rule, text, field=None):
    return Finding("block", rule, text, field)


def warn(rule, text, field=None):
    return Finding("warn", rule, text, field)


def plan_lead(sheet, event):
    """How this plan stands to its day, from the day it was or would be handed in (COM-03)."""
    return timing.plan_lead(sheet.day or event.day, sheet.submitted_on or clock.today(), event.point)


def plan(sheet, rows, event):
    """May this plan go to the supervisor? `rows` {sub-table: [row, ...]} as filled in (COM-01..03, 06, 18)."""
    found = Findings()
    found.extend(_consent(sheet, event))
    found.extend(_contents(sheet, rows, event))
    found.extend(_emergency(event))
    found.extend(_money(sheet, rows))
    found.extend(_lead(sheet, event))
    found.extend(_study(sheet))
    return found


def _consent(sheet, event):
    if not facts.may_be_planned(event):
        yield block("COM-02", _("The host unit has not agreed yet: record its consent first."))
    elif facts.consent_needed(event) and (sheet.day, sheet.place) != (event.day, event.place):
        yield block(
            "COM-02", _("The host unit agreed to another day or place: change it in the event and ask again."), "day"
        )


def _contents(sheet, rows, event):
    for name in TABLES:
        if not rows.get(name):
            label = sheet._meta.get_field(name).related_model._meta.verbose_name_plural
            yield block("COM-06", _("“%(part)s” is empty.") % {"part": label})
    if sheet.day and sheet.day < clock.today():
        yield block("COM-03", _("The day of the event is past."), "day")
    if sheet.starts and sheet.ends and sheet.ends <= sheet.starts:
        yield block("COM-06", _("The end lies before the start."), "ends")


def _emergency(event):
    emergency = facts.emergency_plan(event)
    if emergency is None:
        yield block("COM-18", _("Life first: without an emergency plan no event plan is submitted."))
    elif not emergency.section_heads.filter(removed=False).exists():
        yield block("COM-18", _("The emergency plan names no emergency team."))


def _money(sheet, rows):
    if sheet.fund_source == Source.ORG_POOL and not sheet.sources_tried.strip():
        text = _("Organization money needs the application with it: write which other sources you have tried.")
        yield block("FUND-02", text, "sources_tried")
    if sheet.fund_source != Source.NONE and not rows.get("budget"):
        yield block("COM-06", _("Write the budget, line by line."))
    if sheet.fund_source == Source.NONE and rows.get("budget"):
        yield block("COM-06", _("A budget needs a source of money."), "fund_source")


def short_lead(lead):
    """The sentence about a plan that comes too late."""
    text = _("The plan comes %(n)s days too late: the latest day was %(day)s.")
    return text % {"n": lead.short_by, "day": formats.day(lead.latest)}


def _lead(sheet, event):
    lead = plan_lead(sheet, event)
    if not lead.in_time and not sheet.late_reason.strip():
        strength = level("event.plan", point=event.point)
        text = short_lead(lead) + " " + _("Give the reason; the supervisor decides.")
        yield Finding("block" if strength in ("block", "exception") else "warn", "COM-03", text, "late_reason")


def _study(sheet):
    """A plan names the study it rests on, and that is not too old (COM-01, COM-21)."""
    if sheet.study is None:
        yield warn("COM-01", _("The plan names no needs assessment it rests on."), "study")
    elif add_months(sheet.study.filled_on, value("event.study_months")) < clock.today():
        yield warn(
            "COM-01",
            _("The needs assessment is older than %(n)s months.") % {"n": value("event.study_months")},
            "study",
        )


@provide
def plan_findings(sheet, user):
    """What the decider sees: the exception of a short lead, of a late forwarding, missing studies (COM-03, COM-04)."""
    event, found = sheet.event, Findings()
    step = _open_step(sheet.approval)
    if sheet.short_by and step == "supervisor":
        words = f"{short_lead(plan_lead(sheet, event))} {_('Reason: %(why)s') % {'why': sheet.late_reason or '—'}}"
        found.append(Finding(level("event.plan", point=event.point), "COM-03", words, short_by=sheet.short_by))
    if step == "head" and (forwarded := facts.forwarded_on(sheet)):
        lead = timing.forward_lead(event.day, forwarded, event.point)
        if not lead.in_time:
            text = _("The plan reached the organization %(n)s days too late: the latest day was %(day)s.")
            words = text % {"n": lead.short_by, "day": formats.day(lead.latest)}
            found.append(Finding(level("event.forward", point=event.point), "COM-04", words, short_by=lead.short_by))
    found.extend(_study(sheet))
    return found


def _open_step(approval):
    step = approval.steps.filter(state="open").exclude(kind="file").first() if approval else None
    return step.key if step else ""


def duties(sheet):
    """The four named duties of the day (COM-11): a warning for each that nobody has."""
    held = set(sheet.duties.filter(removed=False).values_list("duty", flat=True)) if sheet else set()
    for duty in NAMED_DUTIES:
        if duty not in held:
            yield warn("COM-11", _("Nobody is named yet for: %(duty)s.") % {"duty": duty.label})


def news(sheet, *, new_photos=()):
    """May the news leave the room? With photographs, and these only with consent (COM-16, CONF-07; F-E13)."""
    found = Findings()
    photos = bool(new_photos) or (sheet.pk is not None and Attachment.objects.of(sheet).filter(kind="photos").exists())
    if photos and not sheet.photo_consent:
        text = _("There are photographs: say whether everybody who can be recognized has agreed.")
        found.append(block("COM-16", text, "photo_consent"))
    if photos and sheet.photo_consent == PhotoConsent.WITHOUT:
        found.append(
            block("COM-16", _("There are photographs, although it is said that there are none."), "photo_consent")
        )
    if not photos and sheet.photo_consent != PhotoConsent.WITHOUT:
        text = _("Photographs go with the news: attach them, or say that there are none.")
        found.append(block("COM-16", text, "photo_consent"))
    return found


def report(event):
    """May the report go to the supervisor? (COM-15, COM-17, COM-22; FUND-05)"""
    found = Findings()
    sheet = facts.report(event)
    if sheet is None:
        found.append(block("COM-17", _("The event report is missing.")))
    if facts.sheet(event, "event_evaluation") is None:
        found.append(block("COM-17", _("The evaluation is missing.")))
    if event.source != Source.NONE and facts.money_report(event) is None:
        found.append(block("FUND-05", _("The financial report is missing.")))
    if not forms_about(event.ref) and not (sheet and len(sheet.no_opinions_reason.strip()) >= 5):
        text = _("There is no opinion form yet: collect at least one, or say in the report why there is none.")
        found.append(block("COM-22", text))
    if facts.sheet(event, "event_debrief") is None:
        found.append(warn("COM-15", _("There is no record of the debrief.")))
    return found


def _proven(event):
    """Does the sign-in sheet carry a picture of the crowd or of the list? (F-E05)"""
    sheet = facts.sign_in(event)
    return sheet is not None and Attachment.objects.of(sheet).filter(kind="proof").exists()


@provide
def report_findings(sheet):
    """Beside the report: no opinions, no debrief, money overspent, no site visit, heads unproven (COM-08, COM-13)."""
    event, found = sheet.event, Findings()
    if sheet.no_opinions_reason and not sheet.forms:
        found.append(warn("COM-22", _("No opinions: %(why)s") % {"why": sheet.no_opinions_reason}))
    for form, rule, text in (
        ("event_debrief", "COM-15", _("There is no record of the debrief.")),
        ("event_site_visit", "COM-08", _("There is no record of a site visit.")),
    ):
        if facts.sheet(event, form) is None:
            found.append(warn(rule, text))
    if event.heads and not _proven(event):
        text = _("%(n)s people were counted by heads, without a photograph or scan to prove it.")
        found.append(warn("COM-13", text % {"n": event.heads}))
    money = facts.money_report(event)
    if money and money.balance < 0:
        found.append(warn("FUND-05", _("Overspent by %(sum)s.") % {"sum": formats.money(-money.balance)}))
    return found
