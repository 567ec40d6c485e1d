"""Handed in, late, read, returned, missing, archived (life cycle 5; EX-17, PLAN-01, PLAN-02, PLAN-06, ATT-09)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives.models import FileNumber
from core import clock
from notifications.actions import remind
from notifications.models import Deadline
from staff.plans import actions, words
from staff.plans.choices import Kind, State
from staff.plans.models import Bundle, WorkReport
from staff.plans.sheets import WeeklyReport
from tests.plans.helpers import at, day, open_at, read, report_of, submit, weekly

pytestmark = pytest.mark.django_db
OUTING = {"day": day("2026-05-07"), "at": "14:00–16:00", "place": "街道办", "purpose": "协调会"}


@pytest.mark.rule("PLAN-01")
@pytest.mark.example("EX-17")
def test_a_minute_after_noon_is_a_minute_late(opened):
    report = report_of(opened.worker)
    with clock.standing_at(at("2026-05-11 11:59")):
        assert words.status(report)[0] == "draft"
    with clock.standing_at(at("2026-05-11 12:00")):
        assert words.status(report) == ("miss", "missing")  # the assistant's list at noon
    late = submit(opened.worker, "2026-05-11 12:01")
    assert (late.state, late.minutes_late, late.days_late) == (State.LATE, 1, 1)
    assert words.lateness(late) == "1 minute late"
    in_time = submit(opened.worker2, "2026-05-11 12:00")
    assert (in_time.state, in_time.minutes_late) == (State.SUBMITTED, None)
    days = submit(opened.assistant, "2026-05-13 10:00")
    assert words.lateness(days) == "2 working days late"


@pytest.mark.rule("PLAN-01")
def test_at_noon_the_superior_hears_of_what_is_missing(opened):
    with clock.standing_at(at("2026-05-11 09:00")):
        remind()
        assert opened.worker.notifications.filter(about=report_of(opened.worker).ref).count() == 1
        assert not opened.sa.notifications.filter(about=report_of(opened.worker).ref).exists()
    with clock.standing_at(at("2026-05-11 12:00")):
        remind()
    assert opened.sa.notifications.filter(about=report_of(opened.worker).ref).count() == 1


@pytest.mark.rule("PLAN-02")
def test_the_superior_reads_and_comments_and_owes_it_within_three_working_days(opened):
    first = submit(opened.worker, "2026-05-11 09:00")
    second = submit(opened.worker2, "2026-05-12 09:00")
    owed = Deadline.objects.open().get(rule="plan.unread", owner=opened.sa)
    assert owed.due_at == clock.end_of(day("2026-05-14"))
    read(first, opened.sa, "2026-05-12 10:00", comment="小组时间要早些定")
    owed.refresh_from_db()
    assert owed.met_at is None
    assert owed.due_at == clock.end_of(day("2026-05-15"))  # counted from the oldest that is left
    read(second, opened.sa, "2026-05-12 10:05")
    owed.refresh_from_db()
    assert owed.met_at
    stored = report_of(opened.worker)
    assert (stored.state, stored.read_by) == (State.READ, opened.sa)
    assert WeeklyReport.objects.get(report=stored).superior_comment == "小组时间要早些定"


@pytest.mark.rule("PLAN-02")
def test_what_nobody_read_is_reported_upward(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    with clock.standing_at(at("2026-05-14 15:00")):
        remind()
        assert not opened.ddg.notifications.filter(about=report.round.ref, text_key__startswith="Overdue with").exists()
    with clock.standing_at(at("2026-05-15 09:00")):
        remind()
    assert opened.ddg.notifications.filter(about=report.round.ref, text_key__startswith="Overdue with").exists()


@pytest.mark.rule("PLAN-02")
def test_a_returned_report_is_corrected_and_keeps_its_first_time(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    with clock.standing_at(at("2026-05-11 15:00")):
        with pytest.raises(ValidationError):
            actions.return_(report=report, by=opened.sa, reason="补")
        actions.return_(report=report, by=opened.sa, reason="外出没有写清楚去哪里")
    assert Deadline.objects.open().get(rule="plan.returned").due_at == clock.end_of(day("2026-05-12"))
    sheet = WeeklyReport.objects.get(report=report)
    filled = weekly(report)
    filled.sheet = sheet
    with clock.standing_at(at("2026-05-12 09:00")):
        actions.submit(report=report_of(opened.worker), filled=filled, by=opened.worker)
    again = report_of(opened.worker)
    assert (again.state, again.submitted_at, again.minutes_late) == (State.SUBMITTED, at("2026-05-11 09:00"), None)
    assert not Deadline.objects.open().filter(owner=opened.worker, about=report.ref).exists()


@pytest.mark.rule("PLAN-02")
def test_what_is_handed_in_again_counts_from_its_first_time(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    with clock.standing_at(at("2026-05-11 15:00")):
        actions.return_(report=report, by=opened.sa, reason="外出没有写清楚去哪里")
    submit(opened.worker2, "2026-05-12 09:00")
    owed = Deadline.objects.open().get(rule="plan.unread", owner=opened.sa)
    assert owed.due_at == clock.end_of(day("2026-05-15"))
    filled = weekly(report)
    filled.sheet = WeeklyReport.objects.get(report=report)
    with clock.standing_at(at("2026-05-12 10:00")):
        actions.submit(report=report_of(opened.worker), filled=filled, by=opened.worker)
    owed.refresh_from_db()
    assert owed.due_at == clock.end_of(day("2026-05-14"))


@pytest.mark.rule("PLAN-02")
def test_what_was_read_is_not_changed_any_more(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    with pytest.raises(PermissionDenied):
        submit(opened.worker, "2026-05-11 09:30")
    read(report, opened.sa, "2026-05-11 10:00")
    with pytest.raises(PermissionDenied):
        submit(opened.worker, "2026-05-11 11:00")
    with pytest.raises(PermissionDenied):
        read(report, opened.sa, "2026-05-11 11:00")


def test_a_report_read_in_two_windows_is_read_once(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    stale = WorkReport.objects.get(pk=report.pk)
    read(report, opened.sa, "2026-05-11 10:00")
    with pytest.raises(ValidationError):
        actions.return_(report=stale, by=opened.sa, reason="外出没有写清楚")


@pytest.mark.rule("PLAN-01")
def test_what_is_missing_can_still_be_handed_in(opened):
    with clock.standing_at(at("2026-05-19 00:10")):
        actions.close_missing()
    report = submit(opened.worker, "2026-05-19 09:00")
    assert report.state == State.LATE
    assert report.days_late == 6


@pytest.mark.rule("ATT-09")
def test_the_superior_marks_an_outing_as_verified_nobody_else(opened):
    report = submit(opened.worker, "2026-05-11 09:00", outings=[OUTING])
    row = WeeklyReport.objects.get(report=report).outings.get()
    for other in (opened.worker, opened.ddg, opened.supervisor):
        with pytest.raises(PermissionDenied):
            actions.verify_outing(row=row, by=other)
    actions.verify_outing(row=row, by=opened.sa)
    row.refresh_from_db()
    assert (row.verified, row.verified_by) == (True, opened.sa)


@pytest.mark.rule("PLAN-01")
def test_a_file_number_is_refused_and_the_plan_is_of_its_week(opened):
    FileNumber.objects.create(
        number="001YT02-2026C001", worker=opened.worker, field="02", year=2026, kind="C", sequence=1
    )
    with pytest.raises(ValidationError, match="file number"):
        submit(opened.worker, "2026-05-11 09:00", support="001YT02-2026C001 需要督导")
    report = report_of(opened.worker)
    filled = weekly(report)
    filled.rows["this_week"][0].day = day("2026-05-18")
    with pytest.raises(ValidationError, match="lies outside"):
        actions.submit(report=report, filled=filled, by=opened.worker)


@pytest.mark.rule("PLAN-03")
def test_plan_and_summary_are_handed_in_and_read(running):
    open_at("2026-04-30 00:10")
    for kind, first in ((Kind.MONTHLY_PLAN, "2026-05-01"), (Kind.MONTHLY_SUMMARY, "2026-04-01")):
        report = submit(running.worker, "2026-05-06 23:59", first=first, kind=kind)
        assert report.state == State.SUBMITTED  # the 1st to the 5th are holidays
        late = submit(running.worker2, "2026-05-07 00:01", first=first, kind=kind)
        assert late.state == State.LATE
        assert read(report, running.sa, "2026-05-07 09:00").state == State.READ
        assert read(late, running.leader, "2026-05-07 09:00").state == State.READ  # the centre's director may, too


@pytest.mark.rule("PLAN-06")
def test_what_was_read_is_archived_by_month_and_group_and_late_reading_follows(opened, world):
    first = submit(opened.worker, "2026-05-11 09:00")
    second = submit(opened.worker2, "2026-05-11 09:00")
    read(first, opened.sa, "2026-05-11 10:00")
    with clock.standing_at(at("2026-05-31 06:30")):
        assert actions.archive_months() == 0  # the month is not over
    with clock.standing_at(at("2026-06-01 06:30")):
        assert actions.archive_months() == 1
        assert actions.archive_months() == 0
    bundle = Bundle.objects.get(group=world.group)
    assert (bundle.volume.kind, bundle.volume.worker, bundle.volume.file_class) == (
        "work_reports",
        opened.hr,
        "internal",
    )
    line = bundle.volume.items.get(code="weekly_plan_report")
    assert len(line.sheets) == 1
    assert line.reason.startswith("2")  # one not read, one not handed in
    stored = report_of(opened.worker)
    assert (stored.state, stored.bundle) == (State.ARCHIVED, bundle)
    read(second, opened.sa, "2026-06-02 10:00")
    with clock.standing_at(at("2026-06-03 06:30")):
        actions.archive_months()
    assert len(bundle.volume.items.get(code="weekly_plan_report").sheets) == 2


def test_whoever_leaves_owes_nothing(opened):
    report = report_of(opened.worker)
    assert Deadline.objects.open().filter(about=report.ref).exists()
    actions.end_for(opened.worker, opened.hr)
    assert not Deadline.objects.open().filter(about=report.ref).exists()
    assert dt.timedelta(0) == report.round.due_at - report.due_at
