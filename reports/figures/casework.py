"""Figures of casework (CASE-36; reports.md 2)."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has


@figure(
    "case.contacts",
    _("Case contacts"),
    Unit.TIMES,
    ["case.contact"],
    _("Contacts in counselling, treatment and referral cases on a day of the month, each once the supervisor has read "
      "its record."),
    Section.CASE,
)  # fmt: skip
def contacts(records):
    return len(records)


@figure(
    "case.home_visits",
    _("Home visits"),
    Unit.TIMES,
    ["case.contact"],
    _("Those case contacts that took place at the client's home."),
    Section.CASE,
    where=has("home"),
)
def home_visits(records):
    return len(records)


@figure(
    "case.consultations",
    _("Consultations"),
    Unit.PERSON_TIMES,
    ["case.consultation"],
    _("Contacts in consultation cases that were approved, and inquiries answered without opening a case. A single "
      "consultation is never a case."),
    Section.CASE,
)  # fmt: skip
def consultations(records):
    return sum(row.person_times for row in records)


@figure(
    "case.opened",
    _("Cases opened"),
    Unit.CASES,
    ["case.opened"],
    _("Cases opened on a day of the month, once the supervisor has agreed."),
    Section.CASE,
)
def opened(records):
    return len(records)


@figure(
    "case.completed",
    _("Cases completed"),
    Unit.CASES,
    ["case.closed"],
    _("Cases closed on a day of the month, approved, with at least as many recorded contacts as a case needs."),
    Section.CASE,
)
def completed(records):
    return len(records)


@figure(
    "case.filing_rate",
    _("Filing rate"),
    Unit.PERCENT,
    ["case.opened"],
    _("Cases with basic data and a file number, over the cases opened in the month."),
    Section.CASE,
    part=has("filed"),
    not_part=_("no basic data or no file number"),
    adds=False,
    by_worker=False,
)
def filing_rate(records):
    return len(records)


@figure(
    "case.filed",
    _("Files set up"),
    Unit.CASES,
    ["case.opened"],
    _("Cases opened in the month that have basic data and a file number."),
    Section.CASE,
    where=has("filed"),
    by_worker=False,
)
def filed(records):
    return len(records)


@figure(
    "case.reports",
    _("Closing reports"),
    Unit.REPORTS,
    ["case.closed"],
    _("Cases completed in the month whose closing report was approved with the closing."),
    Section.CASE,
    where=has("report"),
    by_worker=False,
)
def reports(records):
    return len(records)
