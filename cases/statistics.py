"""What casework gives to the figures (CASE-36; KPI-09): contacts, consultations, openings, closings.

A single consultation counts as consultation person-times, never as a case; a completed case has several contacts.
"""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseKind
from cases.models import Case, Contact, State
from cases.sheets import CaseBasicInfo, CaseClosing, ClosingReport, RecordBrief, RecordProcess
from clients.models import Client
from core import clock
from core.records import Record, Source, days_in_history, register, span
from rulebook.values import value

DONE = (State.CLOSED, State.ARCHIVED)
UNOPENED = (State.INQUIRY, State.SCREENING, State.NOT_ACCEPTED)
WHY_NOT = {
    "no_record": _("no record written"),
    "unread": _("record not read by the supervisor yet"),
    "unapproved": _("not approved yet"),
    "refused": _("not approved"),
    "few_contacts": _("fewer contacts than a case needs"),
    "unanswered": _("not answered yet"),
}


def contacts(first, last):
    """Contacts in counselling, treatment and referral cases; each counts once the supervisor has read its record."""
    for row in _contact_rows(first, last).exclude(case__kind=CaseKind.CONSULTATION):
        uuid, case, worker, point, client, starts, ends, way, kind, _state, recorded, read, group = row
        why = "" if read else "unread" if recorded else "no_record"
        yield _met("case.contact", uuid, case, worker, point, client, starts, ends, why, (way, kind), group)


def consultations(first, last):
    """Contacts in consultation cases, once approved, and inquiries that were answered without opening a case."""
    for row in _contact_rows(first, last).filter(case__kind=CaseKind.CONSULTATION):
        uuid, case, worker, point, client, starts, ends, way, _kind, state, *_reading, group = row
        why = "" if state in DONE else "refused" if state == State.CLOSED_NOT_APPROVED else "unapproved"
        yield _met("case.consultation", uuid, case, worker, point, client, starts, ends, why, (way,), group)
    asked = Case.objects.filter(state__in=UNOPENED, inquired_on__range=(first, last))
    for row in asked.values_list("uuid", "worker", "point", "client", "inquired_on", "told_on", "client__group"):
        uuid, worker, point, client, day, told, group = row
        why = "" if told else "unanswered"
        yield Record(
            "case.consultation",
            str(uuid),
            f"cases.case:{uuid}",
            worker,
            point,
            day,
            _one(client),
            1,
            0,
            why,
            ("asked",),
            groups=_one(group),
        )


def openings(first, last):
    """Cases opened, on the day of opening, once the supervisor has agreed; `filed` has basic data and a number."""
    basic = CaseBasicInfo.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(opened_on__range=(first, last)).exclude(kind=CaseKind.CONSULTATION)
    rows = rows.annotate(basic=Exists(basic))
    fields = (
        "uuid",
        "worker",
        "point",
        "client",
        "opened_on",
        "approved_on",
        "state",
        "kind",
        "file_no",
        "basic",
        "client__group",
    )
    for uuid, worker, point, client, day, approved, state, kind, number, basic, group in rows.values_list(*fields):
        refused = "refused" if state == State.CLOSED_NOT_APPROVED else "unapproved"
        marks = (kind, "filed") if number and basic else (kind,)
        why = "" if approved else refused
        yield _changed("case.opened", uuid, worker, point, client, day, why, marks, group)


def closings(first, last):
    """Cases closed, on the day of closing, once approved and where enough contacts have a record (CASE-36)."""
    least = value("kpi.case_min_contacts")
    newest = CaseClosing.objects.filter(case=OuterRef("pk")).order_by("-created_at", "-pk")
    rows = Case.objects.filter(state__in=[*DONE, State.CLOSING_SUBMITTED]).exclude(kind=CaseKind.CONSULTATION)
    rows = rows.annotate(
        day=Coalesce("closed_on", Subquery(newest.values("closed_on")[:1])),
        recorded=Count("contacts", filter=Q(contacts__recorded_at__isnull=False)),
        report=Exists(ClosingReport.objects.filter(case=OuterRef("pk"))),
    ).filter(day__range=(first, last))
    fields = ("uuid", "worker", "point", "client", "day", "state", "kind", "recorded", "report", "client__group")
    for uuid, worker, point, client, day, state, kind, recorded, report, group in rows.values_list(*fields):
        why = "unapproved" if state not in DONE else "few_contacts" if recorded < least else ""
        marks = (kind, "report") if report else (kind,)
        yield _changed("case.closed", uuid, worker, point, client, day, why, marks, group)


def _contact_rows(first, last):
    start, end = span(first, last)
    return (
        Contact.objects.filter(starts_at__gte=start, starts_at__lt=end)
        .annotate(read=Coalesce("recordbrief__reviewed_at", "recordprocess__reviewed_at"))
        .order_by()
        .values_list(
            "uuid", "case__uuid", "worker", "case__point", "case__client", "starts_at", "ends_at", "way", "case__kind",
            "case__state", "recorded_at", "read", "case__client__group",
        )
    )  # fmt: skip


def _changed(kind, uuid, worker, point, client, day, why, marks, group):
    """A case opened or closed: nobody was met."""
    ref = f"cases.case:{uuid}"
    return Record(kind, str(uuid), ref, worker, point, day, _one(client), 0, 0, why, marks, groups=_one(group))


def _met(kind, uuid, case, worker, point, client, starts, ends, why, marks, group):
    minutes = int((ends - starts).total_seconds() // 60)
    day = clock.day_of(starts)
    ref, who = f"cases.case:{case}", _one(client)
    return Record(kind, str(uuid), ref, worker, point, day, who, 1, minutes, why, marks, groups=_one(group))


def _one(client):
    return () if client is None else (client,)


def touched(since):
    """Days of whatever changed in cases, contacts and their records, and in the client group of a client."""
    changed = Case.history.model.objects.filter(history_date__gte=since).values("id")
    clients = Client.history.model.objects.filter(history_date__gte=since).values("id")
    of_cases = Contact.objects.filter(Q(case__in=changed) | Q(case__client__in=clients))
    of_clients = Case.objects.filter(client__in=clients).values_list("inquired_on", "opened_on", "closed_on")
    return (
        {clock.day_of(moment) for moment in of_cases.values_list("starts_at", flat=True)}
        | {day for row in of_clients for day in row if day}
        | days_in_history(Case, since, "inquired_on", "opened_on", "closed_on")
        | days_in_history(Contact, since, "starts_at")
        | days_in_history(RecordBrief, since, "starts_at")
        | days_in_history(RecordProcess, since, "starts_at")
        | days_in_history(CaseClosing, since, "closed_on")
    )


for kind, label, records in (
    ("case.contact", _("Case contacts"), contacts),
    ("case.consultation", _("Consultations"), consultations),
    ("case.opened", _("Cases opened"), openings),
    ("case.closed", _("Cases closed"), closings),
):
    register(Source(kind, label, records, touched, WHY_NOT))
