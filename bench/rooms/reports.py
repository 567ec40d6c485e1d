"""The month in figures: the page over the sums, against the same numbers by hand over the sums and over the records."""

import datetime as dt

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.urls import path

from bench import series
from bench.limits import by_hand, page_of
from bench.workloads import Job, Limit, Workload
from cases.models import Contact
from cases.sheets import RecordBrief
from core import clock
from reports import actions
from reports.models import MonthlyReport, Tally

MONTH = dt.date(2026, 6, 1)
BEFORE = dt.date(2026, 5, 1)


def fill(size):
    """A record that the supervisor has read for every contact: a service record that counts."""
    first = Contact.objects.order_by("pk").first()
    series.fill(
        RecordBrief,
        size.records,
        uuid=series.uuid("i", 6),
        case=f"{first.case_id} + i / 3",
        contact=f"{first.pk} + i",
        contact_no="i % 3 + 1",
        filled_by=first.worker_id,
        filled_on=series.day(0),
        starts_at=series.moment("(i % 300) * 1440 + 120"),
        ends_at=series.moment("(i % 300) * 1440 + 180"),
        way="'face'",
        experience_years="3",
        reviewed_at=series.moment("(i % 300) * 1440 + 300"),
        created_at=series.moment("(i % 300) * 1440 + 200"),
    )


def prepare(size):
    for month in (BEFORE, MONTH):
        actions.rebuild(month)
    actions.assemble(month=MONTH)
    report = MonthlyReport.objects.whole().get(month=MONTH)
    return {
        "month": [Job(report.get_absolute_url(), "dg")],
        "limit sums": [Job("/bench/sums/", "dg")],
        "limit records": [Job("/bench/records/", "dg")],
    }


def sums(request):
    """One statement over the sums of two months."""
    rows = Tally.objects.filter(month__in=(BEFORE, MONTH)).exclude(scope="worker").order_by("scope", "of", "figure")
    return page_of(request, rows.values_list("month", "scope", "of", "figure", "value", "whole", "refused"))


def by_point(month, following):
    """Plain grouping of the service records of a month: contacts that were read, and persons, of each point."""
    rows = Contact.objects.filter(starts_at__gte=clock.moment(month), starts_at__lt=clock.moment(following))
    rows = rows.annotate(read=Coalesce("recordbrief__reviewed_at", "recordprocess__reviewed_at"))
    rows = rows.filter(read__isnull=False).values(point=F("case__point")).order_by("point")
    return rows.annotate(contacts=Count("pk"), persons=Count("case__client", distinct=True))


def records(request):
    """The same two months grouped from the records themselves."""
    found = []
    for month, following in ((BEFORE, MONTH), (MONTH, dt.date(2026, 7, 1))):
        found += by_point(month, following).values_list("point", "contacts", "persons")
    return page_of(request, found)


LIMITS = (Limit("limit sums", "/bench/sums/"), Limit("limit records", "/bench/records/"))
WORKLOADS = (Workload("month", limit="limit sums", goal=6, growth=1.2),)
urlpatterns = [
    path("sums/", by_hand(sums), name="sums"),
    path("records/", by_hand(records), name="records"),
]
