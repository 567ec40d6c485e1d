"""The published sample (ATT-05) and the levels of absence without leave (ATT-06 to ATT-08)."""

from types import SimpleNamespace

import pytest

from notifications.models import Notification
from rulebook.calendars import calendar
from staff.attendance import actions, counting, sample
from staff.attendance.models import AttendanceDay, Half, Mark
from tests.rulebook.test_dates import day

pytestmark = pytest.mark.django_db
REF = "leave.leaverequest:00000000-0000-0000-0000-000000000002"


@pytest.mark.example("EX-16")
@pytest.mark.rule("ATT-05")
@pytest.mark.parametrize(("staff", "names"), [(116, 12), (30, 5), (120, 12), (121, 13), (3, 3), (0, 0)])
def test_a_tenth_rounded_up_and_at_least_five_names_are_published(staff, names):
    assert sample.size(staff) == names


@pytest.mark.example("EX-16")
@pytest.mark.rule("ATT-05")
def test_the_same_seed_draws_the_same_names():
    people = [SimpleNamespace(staff_no=f"S{n:03}") for n in range(116)]
    drawn = sample.draw(people, "2026-10")
    assert len(drawn) == 12
    assert drawn == sample.draw(people[::-1], "2026-10")
    assert drawn != sample.draw(people, "2026-11")


@pytest.mark.example("EX-16")
@pytest.mark.rule("ATT-05")
def test_what_is_published_says_nothing_about_leave():
    rows = [
        AttendanceDay(morning=Mark.PRESENT, afternoon=Mark.LATE),
        AttendanceDay(morning=Mark.LEAVE, afternoon=Mark.EARLY),
        AttendanceDay(morning=Mark.ABSENT, afternoon=Mark.ABSENT),
    ]
    found = counting.figures(rows)
    assert (found.present, found.late, found.early, found.absent) == (1.5, 1, 1, 1)
    assert not any("leave" in name for name in vars(found))


def absent(cast, first, count, *, every=1):
    """`count` whole working days of absence from `first` on, on every n-th working day."""
    cal, when, halves = calendar(), day(first), []
    for _n in range(count):
        when = cal.roll(when)
        halves += [(when, Half.MORNING), (when, Half.AFTERNOON)]
        when = cal.add_workdays(when, every)
    actions.mark(person=cast.worker, halves=halves, mark=Mark.ABSENT, about=REF, by=cast.sa)
    return max(when for when, _half in halves)


@pytest.mark.parametrize(
    ("rule", "first", "count", "every", "level"),
    [
        pytest.param("ATT-06", "2026-06-01", 3, 2, 0, marks=pytest.mark.rule("ATT-06")),
        pytest.param("ATT-06", "2026-06-01", 4, 2, 1, marks=pytest.mark.rule("ATT-06")),
        pytest.param("ATT-07", "2026-06-01", 5, 1, 1, marks=pytest.mark.rule("ATT-07")),
        pytest.param("ATT-07", "2026-06-01", 6, 1, 2, marks=pytest.mark.rule("ATT-07")),
        pytest.param("ATT-07", "2026-02-02", 9, 12, 0, marks=pytest.mark.rule("ATT-07")),
        pytest.param("ATT-07", "2026-02-02", 10, 12, 2, marks=pytest.mark.rule("ATT-07")),
        pytest.param("ATT-08", "2026-06-01", 15, 1, 2, marks=pytest.mark.rule("ATT-08")),
        pytest.param("ATT-08", "2026-06-01", 16, 1, 3, marks=pytest.mark.rule("ATT-08")),
        pytest.param("ATT-08", "2026-01-05", 20, 9, 2, marks=pytest.mark.rule("ATT-08")),
        pytest.param("ATT-08", "2026-01-05", 21, 9, 3, marks=pytest.mark.rule("ATT-08")),
    ],
)
def test_the_levels_of_absence_include_and_exclude_their_numbers(cast, rule, first, count, every, level):
    last = absent(cast, first, count, every=every)
    assert counting.absence_level(cast.worker, last) == level


@pytest.mark.rule("ATT-06")
def test_hr_and_the_deputy_are_told_once_a_month_and_level(cast):
    absent(cast, "2026-06-01", 4)
    absent(cast, "2026-06-01", 4)
    told = set(Notification.objects.filter(about__startswith="people.user").values_list("to", flat=True))
    assert told == {cast.hr.pk, cast.ddg.pk}
    assert Notification.objects.filter(about__startswith="people.user").count() == 2
