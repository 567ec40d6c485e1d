import datetime as dt

import pytest

from staff.attendance import actions
from staff.attendance.models import AttendanceDay, Half, Mark

MONDAY, TUESDAY = dt.date(2026, 3, 16), dt.date(2026, 3, 17)
WHOLE_MONDAY = [(MONDAY, Half.MORNING), (MONDAY, Half.AFTERNOON)]
LEAVE = "leave.leaverequest:00000000-0000-0000-0000-000000000001"


def mark(cast, halves=WHOLE_MONDAY, code=Mark.LEAVE):
    return actions.mark(person=cast.worker, halves=halves, mark=code, about=LEAVE, by=cast.sa)


def test_leave_marks_both_halves_of_a_whole_day_and_one_of_a_half(cast):
    mark(cast, [*WHOLE_MONDAY, (TUESDAY, Half.MORNING)])
    days = {row.day: (row.morning, row.afternoon) for row in AttendanceDay.objects.filter(person=cast.worker)}
    assert days == {MONDAY: ("leave", "leave"), TUESDAY: ("leave", "")}


def test_marking_twice_changes_nothing(cast):
    mark(cast)
    before = AttendanceDay.history.count()
    mark(cast)
    assert AttendanceDay.history.count() == before


@pytest.mark.rule("LEAVE-13")
def test_a_pending_mark_becomes_leave_when_it_is_decided(cast):
    mark(cast, code=Mark.LEAVE_PENDING)
    mark(cast, code=Mark.LEAVE)
    assert AttendanceDay.objects.get().morning == Mark.LEAVE


@pytest.mark.rule("LEAVE-15")
def test_returning_at_noon_takes_back_the_afternoon_only(cast):
    mark(cast)
    actions.clear(about=LEAVE, by=cast.sa, halves=[(MONDAY, Half.AFTERNOON)])
    row = AttendanceDay.objects.get()
    assert (row.morning, row.afternoon) == ("leave", "")


def test_taking_back_a_leave_leaves_other_marks_alone(cast):
    mark(cast, [(MONDAY, Half.MORNING)])
    row = AttendanceDay.objects.get()
    row.afternoon = Mark.LATE
    row.save()
    actions.clear(about=LEAVE, by=cast.sa)
    row.refresh_from_db()
    assert (row.morning, row.afternoon) == ("", "late")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("worker", True), ("sa", True), ("hr", True), ("ddg", True), ("dg", True),
        ("worker2", False), ("sa2", False), ("supervisor", False), ("leader_post", False), ("admin", False), ("outsider", False),
    ],
)  # fmt: skip
@pytest.mark.rule("ATT-03")
def test_attendance_is_seen_by_those_the_matrix_names(cast, who, sees):
    mark(cast)
    assert AttendanceDay.objects.visible_to(getattr(cast, who)).exists() is sees
