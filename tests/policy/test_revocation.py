"""Access follows the facts of today: what ends, ends with the next question, without any clean-up (C9, T5)."""

import datetime as dt

import pytest

from archives import policy as archive_policy
from cases.models import Case
from clients.models import Client
from core import clock
from people.models import Appointment, StandIn

TOMORROW = dt.timedelta(days=1)


def reads(user, case):
    user.__dict__.pop("_appointments", None)
    return Case.objects.content_open_to(user).filter(pk=case.pk).exists()


@pytest.fixture
def case(planted):
    return planted["case"].rows["case"]


@pytest.mark.parametrize("who", ["supervisor", "sa", "leader_post", "service", "ddg", "dg"])
def test_a_role_that_ends_stops_opening_files_the_day_after(cast, case, who):
    user = getattr(cast, who)
    row = Appointment.objects.get(person=user)
    row.until = clock.today()
    row.save()
    assert reads(user, case)
    with clock.standing_at(clock.today() + TOMORROW):
        assert not reads(user, case)


def test_a_worker_who_hands_a_case_over_reads_it_no_more(cast, case, planted):
    assert reads(cast.worker, case)
    case.worker = cast.worker_other
    case.save()
    assert not reads(cast.worker, case)
    assert reads(cast.worker_other, case)
    assert not Client.objects.open_to(cast.worker).filter(pk=planted["client"].rows["client"].pk).exists()
    assert not reads(cast.supervisor, case)
    assert reads(cast.supervisor2, case)


def test_a_group_that_changes_takes_the_reading_of_its_superiors_along(cast, case, world):
    row = Appointment.objects.get(person=cast.worker)
    row.group = world.group2
    row.save()
    assert not reads(cast.sa, case)
    assert not reads(cast.supervisor, case)
    assert reads(cast.sa2, case)


def test_standing_in_opens_from_its_first_day_to_its_last(cast, case):
    assert reads(cast.cover, case)
    with clock.standing_at(clock.today() + TOMORROW):
        assert not reads(cast.cover, case)
    row = StandIn.objects.get(cover=cast.cover)
    row.since = row.until = clock.today() + TOMORROW
    row.save()
    assert not reads(cast.cover, case)


def test_standing_in_is_not_handed_on(cast, case):
    StandIn(
        absent=cast.cover, cover=cast.outsider, kinds=["service"], since=clock.today(), until=clock.today(), reason="x"
    ).save()
    assert not reads(cast.outsider, case)


def test_standing_in_opens_only_the_kind_of_work_it_names(cast, case):
    row = StandIn.objects.get(cover=cast.cover)
    row.kinds = ["attendance"]
    row.save()
    assert not reads(cast.cover, case)


@pytest.mark.rule("ARCH-06")
def test_a_grant_ends_to_the_second_without_any_job(cast, planted):
    volume = planted["volume"].rows["volume"]
    grant = volume.grants.get(user=cast.granted)
    second = dt.timedelta(seconds=1)
    for moment, open_ in ((grant.starts - second, False), (grant.starts, True), (grant.ends - second, True)):
        with clock.standing_at(moment):
            assert bool(archive_policy.live_grant(cast.granted, volume)) is open_
    with clock.standing_at(grant.ends):
        assert archive_policy.live_grant(cast.granted, volume) is None
        assert not reads(cast.granted, planted["case_sealed"].rows["case"])


def test_a_grant_of_somebody_who_left_opens_nothing(cast, planted):
    volume = planted["volume"].rows["volume"]
    cast.granted.is_active = False
    assert archive_policy.live_grant(cast.granted, volume) is None
    assert not volume.grants.held_by(cast.granted)


def test_raising_the_level_closes_the_file_to_the_management_line_at_once(cast, case):
    case.conf_level = "high"
    case.save()
    for who in ("sa", "leader_post", "service"):
        assert not reads(getattr(cast, who), case)
    for who in ("worker", "cover", "supervisor", "ddg", "dg"):
        assert reads(getattr(cast, who), case)
