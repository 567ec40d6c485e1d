"""What is owed, met, dropped, moved and passed on."""

import datetime as dt

import pytest

from core import clock
from notifications import actions
from notifications.models import Deadline, Notification

MONDAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


def test_the_same_open_debt_is_stored_once(cast, paper):
    about = paper.ref()
    first = actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    again = actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    assert first == again
    assert Deadline.objects.count() == 1
    assert first.due_at == clock.end_of(dt.date(2026, 6, 3))


def test_once_met_it_may_be_owed_again(cast, paper):
    about = paper.ref()
    actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    assert actions.met("case.record", about=about) == 1
    actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    assert Deadline.objects.open().count() == 1


@pytest.mark.rule("DATE-08")
@pytest.mark.parametrize(
    ("done", "late"), [("2026-06-03T23:59", None), ("2026-06-04T00:30", 1), ("2026-06-08T10:00", 3)]
)
def test_late_work_keeps_its_working_days_late(cast, paper, done, late):
    about = paper.ref()
    actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    when = dt.datetime.fromisoformat(done)
    with clock.standing_at(clock.moment(when.date(), when.time())):
        actions.met("case.record", about=about)
    owed = Deadline.objects.get()
    assert owed.days_late == late
    assert owed.met_at == clock.moment(when.date(), when.time())


def test_the_day_on_which_it_was_done_may_be_named_afterwards(cast, paper):
    about = paper.ref()
    actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    with clock.standing_at(dt.date(2026, 6, 10)):
        actions.met("case.record", about=about, on=dt.date(2026, 6, 3))
    assert Deadline.objects.get().days_late is None


def test_dropping_and_moving_leave_history(cast, paper):
    about, other = paper.ref(), paper.ref()
    actions.owe("case.record", about=about, owner=cast.worker, since=MONDAY)
    actions.owe("case.record", about=other, owner=cast.worker, since=MONDAY)
    assert actions.drop("case.record", about=about) == 1
    assert actions.move("case.record", about=other, since=dt.date(2026, 6, 8)) == 1
    moved = Deadline.objects.open().get()
    assert moved.due_at == clock.end_of(dt.date(2026, 6, 10))
    assert moved.history.count() == 2
    assert Deadline.objects.get(about=about).history.latest().dropped_at is not None


def test_what_somebody_owes_passes_to_whoever_takes_over(cast, paper):
    about, doubled, kept = paper.ref(), paper.ref(), paper.ref()
    for ref in (about, doubled, kept):
        actions.owe("case.record", about=ref, owner=cast.worker, since=MONDAY)
    actions.owe("case.record", about=doubled, owner=cast.worker2, since=MONDAY)
    assert actions.reown(cast.worker, cast.worker2, refs=[about, doubled]) == 1
    assert set(Deadline.objects.open().filter(owner=cast.worker2).values_list("about", flat=True)) == {about, doubled}
    assert list(Deadline.objects.open().filter(owner=cast.worker).values_list("about", flat=True)) == [kept]
    assert actions.reown(cast.worker, cast.worker2, about_prefix="kind.paper:") == 1


def test_a_room_may_set_the_time_itself(cast, paper):
    noon = clock.moment(dt.date(2026, 6, 5), dt.time(12))
    owed = actions.owe("case.appointment", about=paper.ref(), owner=cast.worker, since=MONDAY, due=noon)
    assert (owed.due_at, owed.fixed) == (noon, True)


def test_nothing_is_owed_in_a_week_without_working_days(cast, paper):
    assert actions.owe("plan.weekly", about=paper.ref(), owner=cast.worker, since=dt.date(2026, 2, 16)) is None


def test_a_new_engagement_replaces_the_old_time(cast, paper):
    about = paper.ref()
    for hour in (9, 14):
        start = clock.moment(MONDAY, dt.time(hour))
        actions.engage(
            about=about, owner=cast.worker, what="家访", starts_at=start, ends_at=start + dt.timedelta(hours=1)
        )
    (row,) = actions.engagements_between(cast.worker, MONDAY, MONDAY)
    assert row.starts_at == clock.moment(MONDAY, dt.time(14))
    assert actions.engagements_between([cast.worker, cast.sa], MONDAY, MONDAY).count() == 1
    assert not actions.engagements_between(cast.worker, dt.date(2026, 6, 2), dt.date(2026, 6, 9)).exists()
    actions.disengage(about)
    assert not actions.engagements_between(cast.worker, MONDAY, MONDAY).exists()


def test_a_notification_holds_no_names(cast, paper):
    with pytest.raises(ValueError, match="counts, days and rule keys"):
        actions.tell(cast.worker, "Hello %(name)s", key="a", params={"name": "陈贵兰"})
    actions.tell(cast.worker, "Until %(day)s", key="a", params={"day": MONDAY, "n": 3, "rule": "case.plan"})
    assert Notification.objects.get().params == {"day": {"day": "2026-06-01"}, "n": 3, "rule": {"rule": "case.plan"}}


def test_the_same_thing_is_said_once_to_each(cast):
    assert actions.tell(cast.worker, "Hello", key="k") == 1
    assert actions.tell(cast.worker, "Hello", key="k") == 0
    assert actions.tell([cast.sa, cast.ddg], "Hello", key="k") == 2
    assert actions.tell([cast.sa, cast.ddg], "Hello", key="k") == 0


@pytest.mark.rule("DATE-01")
@pytest.mark.example("EX-22")
def test_a_year_loaded_later_moves_provisional_deadlines_and_tells_whose_became_shorter(cast, paper, world):
    with clock.standing_at(dt.date(2026, 12, 20)):
        # counted back from a first session on 2027-02-10: 10 working days, Monday to Friday
        owed = actions.owe("group.plan", about=paper.ref(), owner=cast.worker, since=dt.date(2027, 2, 10))
        assert owed.provisional
        before = owed.due_at
        from rulebook.models import CalendarDay, CalendarYear

        for n in range(1, 6):  # the spring festival takes a week out of the way
            CalendarDay.objects.create(day=dt.date(2027, 2, n), kind=CalendarDay.Kind.HOLIDAY)
        CalendarYear.objects.create(year=2027, loaded_at=clock.now())
        from rulebook import cache, hooks

        cache.bump()
        hooks.calendar_changed({2027})
        owed.refresh_from_db()
        assert not owed.provisional
        assert owed.due_at < before
        told = Notification.objects.get()
        assert told.to == cast.worker
        assert "published" in told.text_key
