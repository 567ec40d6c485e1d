"""What follows from the dates of a leave: length, tier, lead, balance, who decides, what stands against it.

Reads only; the form shows it while it is filled in, `actions.submit` asks again and stores it (LEAVE-01 to LEAVE-05,
LEAVE-09, LEAVE-13, LEAVE-14).
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from core import clock, formats
from people.models import User
from rulebook import dates, deadlines
from rulebook.calendars import calendar
from rulebook.findings import Finding, Findings
from rulebook.values import level, value
from staff.attendance import halves
from staff.leave import annual, lines
from staff.leave.models import LeaveRequest, Tier
from staff.leave.types import LeaveType, terms

TIERS = (Tier.SA, Tier.DDG, Tier.DG)
LEAVE_ORDER = {Tier.SA: 0, Tier.DDG: 1, Tier.DG: 2}


@dataclass(frozen=True)
class Ask:
    """What somebody asks for, before it is a row. `existing` is the request itself when it is asked again."""

    applicant: User
    leave_type: str
    first: dt.date
    first_part: str
    last: dt.date
    last_part: str
    late_reason: str = ""
    extends: LeaveRequest | None = None
    existing: LeaveRequest | None = None

    @property
    def span(self):
        return halves.span(self.first, self.first_part, self.last, self.last_part)

    @property
    def terms(self):
        return terms(self.leave_type)


@dataclass(frozen=True)
class Reckoning:
    """The answer. `on` is the day of application; `decider` one of lines.decider_of."""

    ask: Ask
    on: dt.date
    days: Decimal
    calendar_days: int
    merged_days: Decimal
    adjoining: tuple
    tier: str
    line: str
    decider: str
    template: str
    consent_needed: bool
    lead: dates.Lead
    exempt: bool
    after_the_fact: bool
    balance: annual.Balance | None
    provisional: bool
    findings: Findings = field(default_factory=Findings)

    @property
    def short_by(self):
        return 0 if self.exempt else self.lead.short_by

    @property
    def earliest_start(self):
        """The first working day on which leave of this length could begin, asked for on the day `on`."""
        return calendar().roll(self.on + dates.DAY * self.lead.required)

    @property
    def tier_label(self):
        return Tier(self.tier).label

    @property
    def needs_handover(self):
        """Longer than the setting says: a handover sheet, not only a note (LEAVE-08)."""
        return self.days > value("leave.handover_min_days")


def length(ask):
    """Working days of the span in half days, or calendar days where the setting says so (LEAVE-05)."""
    cal, unit = calendar(), value("leave.duration_unit")
    return dates.count_days(
        cal,
        ask.first,
        ask.last,
        first_half=ask.first_part == halves.PM,
        last_half=ask.last_part == halves.AM,
        unit=unit,
    )


def tier_of(days):
    """The tier of a length: exactly one day is still the lowest, exactly three the middle one (DATE-07)."""
    if days <= value("leave.tier_sa_days"):
        return Tier.SA
    return Tier.DDG if days <= value("leave.tier_ddg_days") else Tier.DG


def _others(ask):
    rows = LeaveRequest.objects.live().filter(applicant=ask.applicant)
    margin = dt.timedelta(days=40)  # longer than any run of rest days
    rows = rows.filter(last__gte=ask.first - margin * 10, first__lte=ask.last + margin * 10)
    return [row for row in rows.order_by("first", "pk") if ask.existing is None or row.pk != ask.existing.pk]


def overlapping(ask, others):
    """Requests that share a working half day with this one."""
    cal, (start, end) = calendar(), ask.span
    found = []
    for row in others:
        row_start, row_end = row.used_span
        if halves.working(cal, max(start, row_start), min(end, row_end)):
            found.append(row)
    return found


def adjoining(ask, others):
    """Requests joined to this one without a working half day between, directly or through each other (LEAVE-05)."""
    cal, joined = calendar(), []
    spans, left = [ask.span], [(row, row.used_span) for row in others]
    grew = True
    while grew:
        grew = False
        for row, span in list(left):
            if any(_touch(cal, span, other) for other in spans):
                joined.append(row)
                spans.append(span)
                left.remove((row, span))
                grew = True
    return sorted(joined, key=lambda row: row.first)


def _touch(cal, one, other):
    (_start, end), (start, _end) = sorted((one, other))
    return not halves.working(cal, end + 1, start - 1)


def _follows(span, earlier):
    """Does `span` begin after `earlier`, with no working half day between?"""
    return span[0] > earlier[1] and not halves.working(calendar(), earlier[1] + 1, span[0] - 1)


def reckon(ask, *, on=None):
    """The `Reckoning` of `ask` for an application on the day `on` (today)."""
    on = on or clock.today()
    days = length(ask)
    others = _others(ask)
    joined = adjoining(ask, others) if value("leave.merge_adjacent") and days else []
    merged = days + sum((_length_of(row) for row in joined), Decimal(0))
    tier, line = tier_of(merged), lines.line_of(ask.applicant)
    required = value("leave.lead_days")[LEAVE_ORDER[tier]]
    after_the_fact = ask.first < on
    found = Reckoning(
        ask=ask,
        on=on,
        days=days,
        calendar_days=(ask.last - ask.first).days + 1,
        merged_days=merged,
        adjoining=tuple(joined),
        tier=tier,
        line=line,
        decider=lines.decider_of(line, tier),
        template=lines.template_of(ask.applicant),
        consent_needed=lines.consent_needed(ask.applicant),
        lead=dates.lead(calendar(), on, ask.first, required),
        exempt=ask.terms.exempt or ask.extends is not None,
        after_the_fact=after_the_fact,
        balance=annual.balance(ask.applicant, ask.first, leaving_out=ask.existing)
        if ask.leave_type == LeaveType.ANNUAL
        else None,
        provisional=dates.provisional(calendar(), ask.first, ask.last),
    )
    found.findings.extend(_findings(found, overlapping(ask, others)))
    return found


def _length_of(row):
    start, end = row.used_span
    if end < start:
        return Decimal(0)
    first, last = halves.day_of(start), halves.day_of(end)
    return dates.count_days(
        calendar(),
        first,
        last,
        first_half=halves.part_of(start) == halves.PM,
        last_half=halves.part_of(end) == halves.AM,
        unit=value("leave.duration_unit"),
    )


def _findings(found, overlaps):
    yield from _about_dates(found, overlaps)
    yield from _about_length(found)
    yield from _about_lead(found)
    yield from _about_balance(found)


def _about_dates(found, overlaps):
    if not found.days:
        text = _("There is no working day in this span: nothing has to be asked for.")
        yield Finding("block", "LEAVE-05", text, field="last")
    if overlaps:
        text = _("You have already asked for leave in this span, from %(first)s to %(last)s.")
        first, last = formats.day(overlaps[0].first), formats.day(overlaps[0].last)
        yield Finding("block", "LEAVE-05", text % {"first": first, "last": last}, field="first")
    if found.ask.extends and not _follows(found.ask.span, found.ask.extends.span):
        text = _("A supplementary request joins the leave it makes longer; ask for other days in a new request.")
        yield Finding("block", "LEAVE-15", text, field="first")
    if found.provisional:
        text = _("The calendar of that year is not loaded yet: days are counted Monday to Friday for now.")
        yield Finding("record", "DATE-01", text)


def _about_length(found):
    if found.adjoining:
        text = _("Counted together with adjoining leave: %(days)s days")
        yield Finding("record", "LEAVE-05", text % {"days": formats.number(found.merged_days)})


def lead_text(short_by, required, earliest):
    """The sentence about a lead that is too short, as the form and the decision show it."""
    text = _(
        "Notice is %(short)s days short: %(required)s days ahead are required, the earliest start is %(day)s. "
        "To ask for these days anyway, give the reason; whoever decides may accept it."
    )
    return text % {"short": short_by, "required": required, "day": formats.day(earliest)}


def _about_lead(found):
    if found.after_the_fact:
        yield from _about_afterwards(found)
    if found.exempt:
        return
    if found.short_by:
        text = lead_text(found.short_by, found.lead.required, found.earliest_start)
        strength = level("leave.lead_enforcement")
        rule = {Tier.SA: "LEAVE-02", Tier.DDG: "LEAVE-03", Tier.DG: "LEAVE-04"}[found.tier]
        yield Finding(strength, rule, text, field="late_reason", short_by=found.short_by)
        if strength == "exception" and not found.ask.late_reason.strip():
            yield Finding("block", rule, text, field="late_reason", short_by=found.short_by)


def _about_afterwards(found):
    due = deadlines.due("leave.after_the_fact", found.ask.last)
    yield Finding("record", "LEAVE-13", _("Filed afterwards: until it is decided these days count as pending."))
    late = max(1, calendar().workdays_between(due.day, found.on)) if found.on > due.day else 0
    if late:
        text = _("It was due on the first working day back, %(day)s.") % {"day": formats.day(due.day)}
        yield Finding("warn", "LEAVE-13", text, short_by=late)


def _about_balance(found):
    if found.balance is None:
        return
    person, cal_year = found.ask.applicant, {found.ask.first.year, found.ask.last.year}
    for year in sorted(cal_year):
        start = found.ask.first if year == found.ask.first.year else dt.date(year, 1, 1)
        held = annual.balance(person, start, leaving_out=found.ask.existing)
        asked = annual.working_days_of(found.ask.span, year)
        if asked and asked > held.left:
            text = _(
                "Annual leave balance %(left)s days; this request is %(asked)s days, %(over)s too many. "
                "Use personal leave, or ask for %(over)s days less."
            )
            numbers = {"left": max(held.left, Decimal(0)), "asked": asked, "over": asked - max(held.left, Decimal(0))}
            text = text % {name: formats.number(number) for name, number in numbers.items()}
            yield Finding(level("leave.balance_enforcement"), "LEAVE-09", text, field="leave_type")
    if annual.long_sickness(person, found.ask.first):
        text = _("Long sick leave this year: HR checks whether annual leave is still due (regulation, art. 4).")
        yield Finding("warn", "LEAVE-09", text)
