"""The monthly round: ARCH-02, F-A05."""

import datetime as dt

import pytest

from archives import actions
from archives.models import MonthlyList
from core import clock
from notifications.models import Notification
from rulebook import actions as rulebook
from tests.archives.conftest import make_sealed
from tests.kind.models import Consent, Matter

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def march(open_volume):
    with clock.standing_at(dt.date(2026, 3, 31)):
        return open_volume(finished_on=dt.date(2026, 3, 20)), open_volume(
            finished_on=dt.date(2026, 3, 31), consent=False, file_no="017SG03-2026C002"
        )


@pytest.mark.rule("ARCH-02")
def test_on_the_first_every_group_gets_the_list_of_what_it_finished_once(march, cast):
    with clock.standing_at(dt.date(2026, 4, 1)):
        assert actions.start_month() == 1
        assert actions.start_month() == 0
    opened = MonthlyList.objects.get()
    assert (opened.month, opened.due_at) == (MARCH, clock.end_of(dt.date(2026, 4, 7)))
    said = Notification.objects.get(to=cast.sa, key__startswith="month:")
    assert said.params == {"n": 2, "missing": 1}


@pytest.mark.rule("ARCH-02")
def test_after_the_due_day_unfinished_groups_are_reported_once(march, cast):
    with clock.standing_at(dt.date(2026, 4, 1)):
        actions.start_month()
    with clock.standing_at(dt.date(2026, 4, 7)):
        assert actions.report_unfinished() == 0
    with clock.standing_at(dt.date(2026, 4, 8)):
        assert actions.report_unfinished() == 1
        assert actions.report_unfinished() == 0
    for person in (cast.ddg, cast.service):
        assert Notification.objects.filter(to=person, key__startswith="unfinished:").count() == 1


@pytest.mark.rule("ARCH-02")
@pytest.mark.rule("DATE-01")
def test_a_list_is_due_anew_when_a_day_of_its_calendar_changes(march, cast):
    with clock.standing_at(dt.date(2026, 4, 1)):
        actions.start_month()
        rulebook.set_day(by=cast.hr, day=dt.date(2026, 4, 7), kind="closure", name="台风")
    assert MonthlyList.objects.get().due_at == clock.end_of(dt.date(2026, 4, 8))
    with clock.standing_at(dt.date(2026, 4, 8)):
        assert actions.report_unfinished() == 0


@pytest.mark.rule("ARCH-02")
def test_a_group_that_sealed_everything_in_time_is_not_reported(open_volume, cast):
    with clock.standing_at(dt.date(2026, 3, 31)):
        volume = open_volume()
    with clock.standing_at(dt.date(2026, 4, 2)):
        actions.start_month()
        make_sealed(volume, cast)
    with clock.standing_at(dt.date(2026, 4, 8)):
        assert actions.report_unfinished() == 0
    assert not Notification.objects.filter(key__startswith="unfinished:").exists()


def test_the_round_counts_gaps_anew(march, cast):
    gap = march[1]
    assert gap.missing == 1
    Consent(matter=Matter.objects.get(volume=gap), filled_by=cast.worker, scope="late").save()
    with clock.standing_at(dt.date(2026, 4, 1)):
        actions.recount_open()
    gap.refresh_from_db()
    assert gap.missing == 0
