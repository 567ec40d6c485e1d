"""Checks by call and visit, their coverage, and notes on discipline (ATT-03, ATT-04, ATT-10)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives.sheets import Filled
from core import clock
from notifications.models import Deadline, Notification
from staff.attendance import actions, coverage
from staff.attendance.models import CheckPlan, DisciplineNote, GroupMonth
from staff.attendance.sheets import AttendanceCheck

MONTH = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def in_march():
    with clock.standing_at(dt.date(2026, 3, 16)):
        yield


def check(by, person, **more):
    sheet = AttendanceCheck(checked=person, **{"at": clock.now(), "way": "phone", "result": "present", **more})
    return actions.file_check(filled=Filled(sheet), by=by)


@pytest.mark.rule("ATT-04")
def test_the_worker_learns_the_result_and_nothing_else(cast, client):
    plan = actions.plan_check(by=cast.ddg, person=cast.worker, on=dt.date(2026, 3, 20), note="PLANNOTE")
    check(cast.ddg, cast.worker, way="visit", result="absent", informant="INFORMANT", note="CHECKNOTE")
    assert not CheckPlan.objects.visible_to(cast.worker).exists()
    assert not AttendanceCheck.objects.visible_to(cast.worker).exists()
    (told,) = AttendanceCheck.objects.results_for(cast.worker)
    assert set(told) == {"uuid", "at", "way", "result"}
    client.force_login(cast.worker)
    page = client.get("/attendance/2026-03/").content.decode()
    assert "checks" in page
    assert not {"INFORMANT", "CHECKNOTE", "PLANNOTE"} & {
        word for word in ("INFORMANT", "CHECKNOTE", "PLANNOTE") if word in page
    }
    assert Notification.objects.filter(to=cast.worker, text_key__startswith="An attendance check").count() == 1
    plan.refresh_from_db()
    assert plan.done_at is not None


@pytest.mark.rule("ATT-04")
def test_before_the_check_the_worker_is_told_nothing(cast):
    actions.plan_check(by=cast.hr, person=cast.worker, on=dt.date(2026, 3, 20))
    assert not Notification.objects.filter(to=cast.worker).exists()
    assert not Deadline.objects.filter(owner=cast.worker).exists()
    seen = {who for who in ("hr", "hr_director", "ddg", "dg", "sa", "worker", "leader_post", "supervisor")
            if CheckPlan.objects.visible_to(getattr(cast, who)).exists()}  # fmt: skip
    assert seen == {"hr", "ddg", "dg"}


@pytest.mark.rule("ATT-04")
@pytest.mark.parametrize("who", ["hr", "ddg", "dg"])
def test_hr_and_the_direction_check_anybody_at_work(cast, who):
    assert check(getattr(cast, who), cast.worker_other).filled_by == getattr(cast, who)


@pytest.mark.rule("ATT-03")
def test_the_assistant_checks_the_own_group_and_nobody_checks_oneself(cast):
    check(cast.sa, cast.worker)
    for by, person in (
        (cast.sa, cast.worker_other),
        (cast.hr, cast.hr),
        (cast.worker, cast.worker2),
        (cast.supervisor, cast.worker),
    ):
        with pytest.raises(PermissionDenied):
            check(by, person)


@pytest.mark.rule("ATT-03")
def test_the_deadline_of_the_month_is_met_when_everybody_was_checked(cast, world):
    actions.open_months()
    period = GroupMonth.objects.get(group=world.group, month=MONTH)
    owed = Deadline.objects.get(rule="att.check", about=period.ref)
    assert clock.day_of(owed.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 3, 31)
    check(cast.sa, cast.worker)
    check(cast.dg, cast.worker2)
    assert coverage.unchecked(world.group, MONTH) == [cast.assistant]
    owed.refresh_from_db()
    assert owed.met_at is None
    check(cast.sa, cast.assistant)
    owed.refresh_from_db()
    assert owed.met_at is not None


@pytest.mark.rule("ATT-03")
def test_the_assistant_is_reminded_in_the_last_week_and_once(cast, world):
    actions.open_months()
    text = "%(n)s workers of your group were not checked this month."
    actions.remind_of_checks()
    assert not Notification.objects.filter(text_key=text).exists()
    with clock.standing_at(dt.date(2026, 3, 26)):
        actions.remind_of_checks()
        actions.remind_of_checks()
    told = Notification.objects.filter(text_key=text, to=cast.sa)
    assert [one.params for one in told] == [{"n": 3}]


@pytest.mark.rule("ATT-04")
def test_the_coverage_is_reported_by_group(cast, world, client):
    check(cast.sa, cast.worker)
    client.force_login(cast.hr)
    page = client.get("/attendance/checks/coverage/?month=2026-03").content.decode()
    assert "1 / 3" in page
    assert "0 / 1" in page
    assert "25" in page
    client.force_login(cast.sa2)
    assert str(cast.worker2) not in client.get("/attendance/checks/coverage/?month=2026-03").content.decode()


@pytest.mark.rule("ATT-10")
def test_a_note_on_discipline_is_a_record_and_the_person_reads_it(cast):
    note = actions.note_discipline(
        by=cast.hr, person=cast.worker, day=dt.date(2026, 3, 12), category="phone", facts="上班时间打私人电话约二十分钟。",
        talk="本人承认，以后注意。",
    )  # fmt: skip
    assert note.category == DisciplineNote.Category.PHONE
    seen = {who for who in ("worker", "hr", "ddg", "dg", "sa", "worker2", "supervisor", "leader_post", "service")
            if DisciplineNote.objects.visible_to(getattr(cast, who)).exists()}  # fmt: skip
    assert seen == {"worker", "hr", "ddg", "dg"}
    assert Notification.objects.filter(to=cast.worker, about=note.ref).exists()
    assert set(DisciplineNote.Category.values) >= {"private_business", "equipment", "phone"}


@pytest.mark.rule("ATT-10")
@pytest.mark.parametrize("who", ["sa", "ddg", "worker2", "leader"])
def test_only_hr_writes_it_and_never_about_oneself(cast, who):
    said = {"day": dt.date(2026, 3, 12), "category": "other", "facts": "情况"}
    with pytest.raises(PermissionDenied):
        actions.note_discipline(by=getattr(cast, who), person=cast.worker, **said)
    with pytest.raises(PermissionDenied):
        actions.note_discipline(by=cast.hr, person=cast.hr, **said)


def test_a_check_lies_in_the_past(cast):
    with pytest.raises(ValidationError):
        check(cast.sa, cast.worker, at=clock.now() + dt.timedelta(hours=1))
