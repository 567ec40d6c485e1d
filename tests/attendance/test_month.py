"""The month reported to HR, verified, archived, corrected (F-H05; RP-16)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals import actions as approvals
from archives import actions as archives
from archives import policy as archive_policy
from archives.models import SealedItem, Volume
from core import clock
from notifications.models import Deadline
from staff.attendance import actions
from staff.attendance.models import AttendanceDay, GroupMonth, Half, Mark
from staff.attendance.sheets import AttendanceCorrection, RecordLine
from tests.attendance.conftest import MARCH

TENTH = dt.date(2026, 3, 10)
LEAVE = "leave.leaverequest:00000000-0000-0000-0000-000000000001"


def report(cast, group, **more):
    return actions.report_month(by=cast.sa, group=group, month=MARCH, source="sa_phone", **more)


def decide(record, by, outcome="ok", comment=""):
    step = record.approval.steps.get(state="open")
    approvals.act(step_id=step.pk, by=by, outcome=outcome, comment=comment)
    record.refresh_from_db()


@pytest.mark.rule("ATT-03")
def test_a_month_with_a_hole_is_not_reported(cast, kept):
    AttendanceDay.objects.filter(person=cast.worker2, day=TENTH).get()
    row = AttendanceDay.objects.get(person=cast.worker2, day=TENTH)
    row.afternoon = Mark.NONE
    row.save()
    with pytest.raises(ValidationError) as caught:
        report(cast, kept)
    assert "1" in str(caught.value)
    assert str(cast.worker2) in str(caught.value)
    assert GroupMonth.objects.get(group=kept, month=MARCH).state == GroupMonth.State.OPEN


@pytest.mark.rule("ATT-03")
def test_the_report_is_due_on_the_fifth_and_met_by_reporting(cast, kept):
    owed = Deadline.objects.get(
        rule="att.close", owner=cast.sa, about=GroupMonth.objects.get(group=kept, month=MARCH).ref
    )
    assert clock.day_of(owed.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 4, 7)  # the 5th is Qingming, rolled
    report(cast, kept)
    owed.refresh_from_db()
    assert owed.met_at is not None
    assert owed.days_late is None
    checks = Deadline.objects.get(rule="att.check", owner=cast.sa, about=owed.about)
    assert checks.dropped_at  # nobody was checked; the month is over, the coverage says it


@pytest.mark.rule("ATT-02")
@pytest.mark.rule("ATT-03")
def test_reported_verified_sealed(cast, kept, eager):
    record = report(cast, kept)
    assert (record.people, record.workdays, record.lines.count()) == (3, 22, 66)
    assert record.period.state == GroupMonth.State.REPORTED
    decide(record, cast.hr)
    volume = Volume.objects.get(subject_ref=record.period.ref)
    assert (volume.state, volume.file_class, volume.worker) == ("verification", "internal", cast.sa)
    assert archive_policy.may_verify(cast.sa, volume)
    assert archive_policy.may_verify(cast.ddg, volume)
    archives.verify(volume=volume, by=cast.hr_director)
    archives.seal(volume=volume, by=cast.archivist, envelope_no="1", location="柜 1")
    archives.run_sealings(limit=5)
    record.period.refresh_from_db()
    volume.refresh_from_db()
    assert (record.period.state, volume.state) == ("archived", "sealed")
    assert SealedItem.objects.get(code="attendance_record").sha256


@pytest.mark.rule("ATT-03")
def test_hr_returns_it_and_the_second_report_replaces_the_lines(cast, kept):
    record = report(cast, kept)
    decide(record, cast.hr, "returned", "请核对十日。")
    assert GroupMonth.objects.get(pk=record.period_id).state == GroupMonth.State.RETURNED
    assert Deadline.objects.open().filter(rule="att.close", owner=cast.sa, about=record.period.ref).exists()
    actions.record(by=cast.sa, entries=[actions.Entry(cast.worker, TENTH, came=dt.time(9, 10), morning=Mark.LATE)])
    again = report(cast, kept)
    assert again.pk == record.pk
    assert again.lines.filter(removed=False).count() == 66
    assert again.lines.get(removed=False, person=cast.worker, day=TENTH).morning == Mark.LATE


@pytest.mark.rule("ATT-03")
def test_a_reported_month_is_changed_by_corrections_only(cast, kept):
    record = report(cast, kept)
    with pytest.raises(ValidationError):
        actions.record(by=cast.sa, entries=[actions.Entry(cast.worker, TENTH, morning=Mark.ABSENT)])
    with pytest.raises(ValidationError):
        actions.explain(by=cast.worker, day=TENTH, text="我在。")
    actions.correct(
        by=cast.hr, person=cast.worker, day=TENTH, morning=Mark.ABSENT, afternoon=Mark.PRESENT, reason="用人单位来函"
    )
    assert RecordLine.objects.get(sheet=record, person=cast.worker, day=TENTH).morning == Mark.PRESENT
    assert AttendanceDay.objects.get(person=cast.worker, day=TENTH).morning == Mark.ABSENT
    assert AttendanceCorrection.objects.get().was_morning == Mark.PRESENT


@pytest.mark.rule("LEAVE-13")
def test_a_leave_decided_after_the_report_stands_as_a_correction(cast, kept):
    halves = [(TENTH, Half.MORNING)]
    actions.mark(person=cast.worker, halves=halves, mark=Mark.LEAVE_PENDING, about=LEAVE, by=cast.sa)
    record = report(cast, kept)
    actions.mark(person=cast.worker, halves=halves, mark=Mark.LEAVE, about=LEAVE, by=cast.ddg)
    found = AttendanceCorrection.objects.get(period=record.period)
    assert (found.was_morning, found.morning) == (Mark.LEAVE_PENDING, Mark.LEAVE)


@pytest.mark.rule("ATT-03")
def test_record_and_corrections_together_are_what_holds_now(cast, kept):
    record = report(cast, kept)
    for day, mark in ((TENTH, Mark.ABSENT), (TENTH, Mark.TRAINING), (dt.date(2026, 3, 12), Mark.OUTING)):
        actions.correct(by=cast.sa, person=cast.worker, day=day, morning=mark, afternoon=mark, reason="核实后更正")
    reckoned = {
        (line.person_id, line.day): (line.morning, line.afternoon) for line in record.lines.filter(removed=False)
    }
    for one in AttendanceCorrection.objects.filter(period=record.period).order_by("pk"):
        assert reckoned[one.person_id, one.day] == (one.was_morning, one.was_afternoon)
        reckoned[one.person_id, one.day] = (one.morning, one.afternoon)
    assert reckoned == {
        (row.person_id, row.day): row.marks
        for row in AttendanceDay.objects.filter(day__range=(MARCH, dt.date(2026, 3, 31)))
    }


@pytest.mark.rule("ATT-03")
def test_a_correction_after_sealing_is_filed_beside_the_volume(cast, kept, eager):
    record = report(cast, kept)
    decide(record, cast.hr)
    volume = Volume.objects.get(subject_ref=record.period.ref)
    archives.verify(volume=volume, by=cast.hr_director)
    archives.seal(volume=volume, by=cast.archivist, envelope_no="1", location="柜 1")
    archives.run_sealings(limit=5)
    actions.correct(
        by=cast.hr, person=cast.worker, day=TENTH, morning=Mark.ABSENT, afternoon=Mark.ABSENT, reason="用人单位来函"
    )
    archives.run_sealings(limit=5)
    assert sorted(volume.seals.values_list("kind", flat=True)) == ["correction", "volume"]


@pytest.mark.rule("ATT-03")
@pytest.mark.parametrize("who", ["worker", "sa2", "hr", "ddg", "supervisor"])
def test_nobody_but_the_assistant_reports(cast, kept, who):
    with pytest.raises(PermissionDenied):
        actions.report_month(by=getattr(cast, who), group=kept, month=MARCH, source="sa_phone")


def test_months_are_opened_once_however_often_the_round_runs(cast, kept):
    assert actions.open_months(MARCH) == []
    assert GroupMonth.objects.filter(month=MARCH).count() == 2


@pytest.mark.rule("ATT-03")
def test_somebody_who_moved_stays_in_the_month_of_the_old_group(cast, kept, world):
    from people.models import Appointment
    from tests.factories.people import appoint

    post = Appointment.objects.get(person=cast.worker2, group=kept)
    post.until = dt.date(2026, 3, 31)
    post.save()
    appoint(cast.worker2, post.role, since=dt.date(2026, 4, 1), point=world.project, group=world.group2)
    assert AttendanceDay.objects.of_people(cast.sa, [cast.worker2.pk], MARCH, dt.date(2026, 3, 31)).count() == 22
    assert report(cast, kept).people == 3
