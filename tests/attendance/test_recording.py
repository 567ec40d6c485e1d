"""The group's days as the supervision assistant keeps them (ATT-01 to ATT-03)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core import clock
from notifications.models import Notification
from people.models import SupervisionGroup
from staff.attendance import actions, hours
from staff.attendance.models import AttendanceDay, Half, Mark
from tests.attendance.conftest import MARCH
from tests.factories.rulebook import set_rule

MONDAY, TUESDAY = dt.date(2026, 3, 16), dt.date(2026, 3, 17)
LEAVE = "leave.leaverequest:00000000-0000-0000-0000-000000000001"
LATE = "Somebody was late or left early %(n)s times this month."


@pytest.fixture(autouse=True)
def after_march():
    with clock.standing_at(dt.date(2026, 4, 1)):
        yield


def record(cast, day=MONDAY, by=None, person=None, **said):
    actions.record(by=by or cast.sa, entries=[actions.Entry(person or cast.worker, day, **said)])
    return AttendanceDay.objects.get(person=person or cast.worker, day=day)


@pytest.mark.rule("ATT-01")
def test_the_hours_of_the_host_unit_decide_who_is_late(cast, world):
    assert (str(hours.hours_of(world.post)), str(hours.hours_of())) == ("09:00–18:00", "09:00–18:00")
    row = record(cast, came=dt.time(8, 45))
    assert (row.morning, row.late_minutes) == (Mark.PRESENT, 0)
    set_rule(cast, "att.work_hours", "08:30-17:30", since=MARCH, point=world.post)
    row = record(cast, TUESDAY, came=dt.time(8, 45))
    assert (row.morning, row.late_minutes) == (Mark.LATE, 15)
    assert record(cast, TUESDAY, person=cast.worker2, came=dt.time(8, 45)).morning == Mark.PRESENT


@pytest.mark.rule("ATT-02")
@pytest.mark.parametrize(
    ("came", "mark", "minutes"),
    [((9, 0), "present", 0), ((9, 1), "late", 1), ((9, 30), "late", 30), ((9, 31), "absent", 31)],
)
def test_late_is_after_the_start_and_more_than_half_an_hour_is_half_a_day_absent(cast, came, mark, minutes):
    row = record(cast, came=dt.time(*came))
    assert (row.morning, row.afternoon, row.late_minutes) == (mark, "present", minutes)


@pytest.mark.rule("ATT-02")
@pytest.mark.parametrize(
    ("left", "mark", "minutes"), [((18, 0), "present", 0), ((17, 35), "early_leave", 25), ((17, 29), "absent", 31)]
)
def test_leaving_early_is_counted_in_minutes_too(cast, left, mark, minutes):
    row = record(cast, left=dt.time(*left))
    assert (row.morning, row.afternoon, row.early_minutes) == ("present", mark, minutes)


@pytest.mark.rule("ATT-02")
def test_hr_hears_at_the_third_time_in_a_month_and_once(cast):
    told = Notification.objects.filter(text_key=LATE)
    record(cast, dt.date(2026, 2, 27), came=dt.time(9, 5))
    record(cast, MONDAY, came=dt.time(9, 5))
    record(cast, TUESDAY, left=dt.time(17, 50))
    assert not told.exists()
    record(cast, dt.date(2026, 3, 18), came=dt.time(9, 5))
    assert {one.to for one in told} == {cast.hr, cast.hr_director}
    record(cast, dt.date(2026, 3, 19), came=dt.time(9, 5))
    assert told.count() == 2


@pytest.mark.rule("ATT-03")
def test_everybody_present_fills_what_is_empty_and_nothing_else(cast, world):
    actions.mark(person=cast.worker, halves=[(MONDAY, Half.MORNING)], mark=Mark.LEAVE, about=LEAVE, by=cast.sa)
    record(cast, person=cast.worker2, came=dt.time(9, 10))
    assert actions.fill_present(by=cast.sa, group=world.group, days=[MONDAY]) == 2
    days = {row.person: row.marks for row in AttendanceDay.objects.filter(day=MONDAY)}
    assert days == {
        cast.worker: ("leave", "present"), cast.worker2: ("late", "present"), cast.assistant: ("present", "present")
    }  # fmt: skip
    assert actions.fill_present(by=cast.sa, group=world.group, days=[MONDAY]) == 0


@pytest.mark.rule("ATT-03")
def test_an_outing_makes_the_half_day_out(cast, world):
    start = clock.moment(MONDAY, dt.time(14))
    with clock.standing_at(start):
        actions.announce(
            by=cast.worker,
            purpose="liaison",
            place="街道办",
            starts_at=start,
            ends_at=clock.moment(MONDAY, dt.time(16)),
        )
    actions.fill_present(by=cast.sa, group=world.group, days=[MONDAY])
    assert AttendanceDay.objects.get(person=cast.worker, day=MONDAY).marks == ("present", "outing")


@pytest.mark.rule("ATT-03")
@pytest.mark.parametrize("who", ["worker", "sa2", "hr", "ddg", "dg", "supervisor", "leader", "outsider"])
def test_only_the_assistant_of_the_group_records(cast, who):
    with pytest.raises(PermissionDenied):
        record(cast, by=getattr(cast, who))


@pytest.mark.rule("LEAVE-13")
def test_what_a_leave_wrote_is_not_overwritten_and_leave_is_not_typed_in(cast):
    actions.mark(person=cast.worker, halves=[(MONDAY, Half.MORNING)], mark=Mark.LEAVE_PENDING, about=LEAVE, by=cast.sa)
    assert record(cast).marks == ("leave_pending", "present")
    with pytest.raises(ValidationError):
        record(cast, TUESDAY, morning=Mark.LEAVE)


@pytest.mark.rule("ATT-03")
@pytest.mark.parametrize("day", [dt.date(2026, 4, 2), dt.date(2026, 3, 15)])
def test_neither_days_to_come_nor_rest_days_are_recorded(cast, day):
    with pytest.raises(ValidationError):
        record(cast, day)


@pytest.mark.rule("ATT-02")
def test_late_without_a_time_is_asked_for(cast):
    with pytest.raises(ValidationError) as caught:
        record(cast, morning=Mark.LATE)
    assert "came" in caught.value.error_dict


@pytest.mark.rule("ATT-03")
def test_the_person_is_asked_and_answers_and_the_assistant_reads_it(cast):
    row = actions.ask_person(by=cast.sa, person=cast.worker, day=MONDAY)
    assert Notification.objects.get(about=row.ref).to == cast.worker
    actions.explain(by=cast.worker, day=MONDAY, text="打卡机坏了，九点前已到。")
    row.refresh_from_db()
    assert row.explanation.startswith("打卡机")
    assert row.marks == ("", "")
    assert Notification.objects.filter(about=row.ref, to=cast.sa).exists()


@pytest.mark.rule("ATT-03")
def test_the_stand_in_of_the_assistant_keeps_the_group(cast, world):
    from people.models import StandIn

    StandIn(
        absent=cast.sa, cover=cast.sa2, kinds=["attendance"], since=clock.today(), until=clock.today(), reason="假"
    ).save()
    assert record(cast, by=cast.sa2).marks == ("present", "present")


@pytest.mark.rule("ATT-03")
def test_a_whole_month_of_forty_is_stored_in_a_few_statements(cast, world, django_assert_max_num_queries):
    days = [day for day in (dt.date(2026, 3, n) for n in range(1, 32)) if day.weekday() < 5]
    with django_assert_max_num_queries(30):
        actions.fill_present(by=cast.sa, group=SupervisionGroup.objects.get(pk=world.group.pk), days=days)
    assert AttendanceDay.objects.count() == AttendanceDay.history.count() == 3 * len(days)
