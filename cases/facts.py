"""Questions about one case that several rules ask: which forms lie in it, whether consent holds, how it stands."""

from decimal import Decimal

from django.db.models import Avg, Max
from django.utils.translation import gettext as _

from approvals.models import Approval
from cases.handed import provide
from cases.models import Contact
from cases.sheets import (
    FORMS,
    RatingScale,
    RecordBrief,
    RecordingConsent,
    RecordProcess,
    ServiceConsent,
    ServicePlan,
    StageDevelopment,
)
from cases.sheets.base import OnceSheet
from core import clock
from rulebook import dates
from rulebook.deadlines import due, next_stage_review, stage_reviews
from rulebook.values import value

INTAKE_FORMS = (
    "visitor_inquiry_registration",
    "service_application",
    "interview_record",
    "inquiry_intake_visit_record",
    "intake_info",
    "case_basic_info",
)


CAME_BACK = ("returned", "withdrawn", "rejected")


def form(name):
    """The model of a paper form by its code name."""
    return FORMS[name]


def sheets(case, name):
    """The forms of one kind in the file that count now: what was taken at intake counts for every round."""
    rows = FORMS[name].objects.of(case)
    return rows if name in INTAKE_FORMS else rows.filter(round=case.rounds)


def read_once(case, papers):
    """Let the questions below be answered from `papers` (checklist.Papers), for a page that only reads."""
    case._papers = papers


def _read(case, name):
    """The sheets that count now, oldest first, where they were read already; else None."""
    papers = case.__dict__.get("_papers")
    return None if papers is None else papers.rows[name]


def of_every_round(case, name):
    """All forms of one kind in the file, oldest first, with their approval."""
    papers = case.__dict__.get("_papers")
    return FORMS[name].objects.of(case).select_related("approval", "case") if papers is None else papers.every[name]


def newest(case, name):
    if (read := _read(case, name)) is not None:
        return max(read, key=lambda sheet: (sheet.created_at, sheet.pk), default=None)
    return sheets(case, name).order_by("-created_at", "-pk").first()


def to_write_on(case, name):
    """The form that is written on rather than a new one: the only one there may be, or the one that came back."""
    sheet = newest(case, name)
    if sheet is None or issubclass(FORMS[name], OnceSheet):
        return sheet
    return sheet if came_back(sheet) else None


def came_back(sheet):
    """The supervisor did not agree to it as it is, or the worker took it back."""
    return sheet.approval is not None and sheet.approval.state in CAME_BACK


def has(case, name):
    return sheets(case, name).exists()


def ended_on_its_day(case):
    """Was the closing of a consultation handed in on the day it was opened, whatever was answered since?"""
    form = newest(case, "case_closing")
    if form is None or form.closed_on != case.opened_on:
        return False
    day = (clock.moment(case.opened_on), clock.end_of(case.opened_on))
    return Approval.objects.filter(subject_ref=form.ref, created_at__gte=day[0], created_at__lt=day[1]).exists()


def basics_are_old(case, on):
    """CASE-21: the basic data were last looked at more than a year ago."""
    basics = newest(case, "case_basic_info")
    if basics is None:
        return False
    looked_at = basics.history.aggregate(last=Max("history_date"))["last"]
    return on > dates.add_years(clock.day_of(looked_at), 1)


def in_approval(case, name):
    """Is a form of this kind with the supervisor now?"""
    if (read := _read(case, name)) is not None:
        return any(sheet.approval is not None and sheet.approval.state == "running" for sheet in read)
    return sheets(case, name).filter(approval__state="running").exists()


def count(case, name):
    return sheets(case, name).count()


def assessed_on(case):
    """The day of the newest needs assessment: its own form, else the assessment part of the basic data."""
    assessment = newest(case, "needs_assessment")
    if assessment:
        return assessment.assessed_on
    basics = newest(case, "case_basic_info")
    return basics.filled_on if basics else None


def has_diagnosis(case, parts):
    """Are the four parts of the diagnosis written, in either form that holds them? (CASE-15)"""
    for name, boxes in parts.items():
        sheet = newest(case, name)
        if sheet and all(getattr(sheet, box).strip() for box in boxes):
            return True
    return False


def consent_holds(case, on, *, oral=False):
    """Is there a consent of this round, signed, not withdrawn; with `oral`, an oral one within its days? (CASE-11)"""
    consents = _read(case, ServiceConsent.NAME)
    for consent in sheets(case, ServiceConsent.NAME) if consents is None else consents:
        if consent.valid_from > on or (consent.withdrawn_on and consent.withdrawn_on <= on):
            continue
        if consent.signed_on or (
            oral and consent.oral_first and on <= due("case.consent_oral", consent.valid_from).day
        ):
            return True
    return False


def has_consent(case):
    return consent_holds(case, clock.today())


def recording_allowed(case, kind, on):
    """The consent to recording that covers `kind` on a day, or None (CASE-37)."""
    for consent in RecordingConsent.objects.of(case).filter(signed_on__lte=on, keep_until__gte=on):
        if kind in consent.kinds:
            return consent
    return None


def approved_plan(case):
    """The newest approved plan of this round, or None."""
    plans = ServicePlan.objects.of(case).filter(round=case.rounds, approval__state="approved")
    return plans.order_by("-created_at", "-pk").first()


def number_of_records(case):
    """Records filed in this round."""
    if _read(case, RecordBrief.NAME) is not None:
        return sum(len(_read(case, model.NAME)) for model in (RecordBrief, RecordProcess))
    return sum(model.objects.of(case).filter(round=case.rounds).count() for model in (RecordBrief, RecordProcess))


def contacts(case):
    """The contacts of every round with who made them, in their order."""
    papers = case.__dict__.get("_papers")
    return list(case.contacts.select_related("worker")) if papers is None else papers.contacts


def unrecorded_contacts(case):
    if case.__dict__.get("_papers") is not None:
        return [contact for contact in contacts(case) if contact.recorded_at is None]
    return list(Contact.objects.of(case).filter(recorded_at__isnull=True))


def lasted_beyond(case, months_key, on):
    since = case.served_since or case.opened_on
    months = value(months_key, point=case.point, service_type=case.service_type)
    return bool(since) and on > dates.add_months(since, months)


def can_write_brief(writer, on):
    """CASE-19: brief records from two years in social work, counted on the day of the contact."""
    start = writer.social_work_start_date
    return bool(start) and dates.add_years(start, value("case.brief_min_years")) <= on


def years_in_social_work(writer, on):
    """Years with one decimal, never rounded up."""
    start = writer.social_work_start_date
    if not start or start > on:
        return 0
    months = (on.year - start.year) * 12 + on.month - start.month
    months -= dates.add_months(start, months) > on
    return Decimal(months * 10 // 12) / 10


def mean_change(scale):
    """Mean before minus mean now: above 0, things are better (F-C13)."""
    means = scale.items.filter(removed=False).aggregate(before=Avg("score_before"), now=Avg("score_now"))
    return None if means["before"] is None else round(means["before"] - means["now"], 2)


def scale_change(case):
    """The change on the newest rating, or None."""
    rating = RatingScale.objects.of(case).filter(round=case.rounds).order_by("-rated_on", "-pk").first()
    return rating.change if rating else None


RECORDED = ("audio", "video")


@provide
def recording_refusal(case, kind, is_recording):
    """None, or why a recording is not taken in (CASE-37). `is_recording` is told by the content, not by the name."""
    kinds = [kind] if kind in RECORDED else list(RECORDED)
    if (is_recording or kind in RECORDED) and not any(recording_allowed(case, one, clock.today()) for one in kinds):
        return _("Before sound or film is uploaded, 《%(form)s》 is needed.") % {"form": RecordingConsent.TITLE}
    return None


def due_days(case, until=None):
    """The anniversaries that have come for this case, up to its closing."""
    since = case.served_since or case.opened_on
    if since is None or case.is_consultation:
        return []
    until = until or case.closed_on or clock.today()
    return stage_reviews(since, until, point=case.point, service_type=case.service_type)


def missing_days(case, until=None):
    """The anniversaries that have come and have no form yet."""
    filed = StageDevelopment.objects.of(case).filter(round=case.rounds).values_list("anniversary", flat=True)
    return [day for day in due_days(case, until) if day not in set(filed)]


def next_due(case, after=None):
    """The anniversary to come."""
    since = case.served_since
    return next_stage_review(since, after or clock.today(), point=case.point, service_type=case.service_type)
