"""A submitted month is never rewritten: what changes later stands in the next report (KPI-10)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock, immutable, records
from core.records import Record, Source
from reports import actions, corrections, queries, reading, snapshots
from reports.counting import GROUP
from reports.models import Month, MonthlyReport, Snapshot
from tests.reports import made

pytestmark = pytest.mark.django_db


def without_groups(found):
    return {key: value[:2] for key, value in found.items() if key[0] != GROUP and any(value[:2])}


def closed_plus_corrections(month):
    """The frozen figures with every correction line told since and every one still to be told."""
    report = MonthlyReport.objects.whole().get(month=month)
    rows = [row for one in MonthlyReport.objects.whole().frozen() for row in one.snapshot.data["corrections"]]
    rows += [line.as_row() for line in corrections.owed()]
    return without_groups(corrections.corrected(report.snapshot, rows))


@pytest.mark.rule("KPI-10")
def test_a_record_read_after_the_close_is_a_line_of_the_next_month_and_the_closed_one_stays(cast):
    _first, second = made.busy_march(cast)
    with clock.standing_at(made.make.moment(dt.date(2026, 3, 31), 17)):
        made.make.record(second, dt.date(2026, 3, 31))
    report = made.submitted(cast)
    assert reading.frozen(report.snapshot)["organization", 0, "case.contacts"].value == 3
    made.read_all(second, cast.supervisor, dt.date(2026, 4, 20))
    with clock.standing_at(made.noon(dt.date(2026, 4, 21))):
        actions.refresh()
        owed = {(line.scope, line.figure): line.value for line in corrections.owed()}
    assert owed["organization", "case.contacts"] == 1
    assert owed["worker", "service.person_times"] == 1
    report.refresh_from_db()
    assert reading.values(made.MARCH, report)["organization", 0, "case.contacts"].value == 3
    april = made.submitted(cast, made.APRIL, dt.date(2026, 5, 6))
    lines = {tuple(row[:4]): row[4] for row in april.snapshot.data["corrections"]}
    assert Decimal(lines["2026-03-01", "organization", 0, "case.contacts"]) == 1
    report.refresh_from_db()
    assert report.state == MonthlyReport.State.ADJUSTED
    assert corrections.owed() == []
    assert closed_plus_corrections(made.MARCH) == without_groups(reading.counted(made.MARCH))


@pytest.mark.rule("KPI-10")
def test_the_kept_figures_cannot_be_changed_unseen(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        actions.confirm(report=report, by=cast.service, accept_missing=True)
        made.decide(report, cast.ddg)
        made.decide(report, cast.dg)
        kept = report.snapshot
        kept.data["figures"][0][3] = "999"
        with immutable.lifted(connection):
            kept.save()
        with pytest.raises(ValidationError, match="hash"):
            actions.submit(report=report, by=cast.service)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "take", "count", "uncount", "close"]),
        st.integers(0, 3),  # month of the year
        st.integers(0, 5),  # which record
    ),
    max_size=14,
)


@pytest.mark.rule("KPI-10")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EVENTS)
def test_closed_figures_and_corrections_together_equal_a_recount(cast, monkeypatch, events):
    """Whatever is added, taken away or read when, before and after months are closed."""
    from django.db import transaction

    rows = {}

    def served(first, last):
        return [row for row in rows.values() if first <= row.day <= last]

    source = Source("case.contact", "", served, lambda since: {row.day for row in rows.values()} | EVERY)
    monkeypatch.setattr(records, "SOURCES", {"case.contact": source})
    point = cast.worker.appointments.first().point_id
    with transaction.atomic():
        play(cast, rows, events, point)
        for report in MonthlyReport.objects.whole().frozen():
            assert closed_plus_corrections(report.month) == without_groups(reading.counted(report.month))
        transaction.set_rollback(True)


EVERY = {dt.date(2026, month, 1) for month in range(1, 5)}


def play(cast, rows, events, point):
    today = dt.date(2026, 1, 1)
    closed = 0
    for step, (what, month, number) in enumerate(events):
        key = (month, number)
        day = dt.date(2026, month + 1, number + 1)
        if what == "add":
            rows[key] = Record(
                "case.contact", f"{key}", "", cast.worker.pk, point, day, (number,), 1 + number, 30, "", ("home",)
            )
        elif what == "take":
            rows.pop(key, None)
        elif key in rows and what in ("count", "uncount"):
            rows[key] = rows[key]._replace(why_not="" if what == "count" else "unread")
        today = dt.date(2026, 2 + closed, 2)
        with clock.standing_at(clock.moment(today, dt.time(9, step))):
            actions.refresh()
            if what == "close" and closed < 4:
                close(cast, dt.date(2026, 1 + closed, 1))
                closed += 1
    with clock.standing_at(clock.moment(dt.date(2026, 7, 1))):
        actions.refresh(everything_open=True)
        for month in EVERY:
            actions.rebuild(month)
    assert Month.objects.filter(dirty=True).count() == 0


@pytest.mark.rule("KPI-10")
@pytest.mark.parametrize("statement", ["UPDATE reports_snapshot SET data = '{}'", "DELETE FROM reports_snapshot"])
def test_the_database_refuses_to_change_what_was_submitted_and_what_was_corrected(cast, statement):
    """The correction lines of earlier months lie in the snapshot of the report that told them."""
    made.busy_march(cast)
    close(cast, made.MARCH)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert snapshots.is_whole(MonthlyReport.objects.whole().get(month=made.MARCH).snapshot)


def close(cast, month):
    """Straight to the frozen state: the ways of approval are tried elsewhere."""
    actions.assemble(month=month)
    report = MonthlyReport.objects.whole().get(month=month)
    data = snapshots.compose(report, queries.points_of(month), [])
    kept = Snapshot.objects.create(month=month, taken_by=cast.service, data=data, sha256=snapshots.digest(data))
    report.state, report.snapshot = "submitted", kept
    report.save()
