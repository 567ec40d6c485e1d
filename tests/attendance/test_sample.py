"""The posted sample: committed before, drawn once, repeatable by anybody, without leave (ATT-05; EX-16)."""

import datetime as dt
import hashlib
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from core import clock
from notifications.models import Deadline, Notification
from staff.attendance import actions, sample
from staff.attendance.models import Half, Mark, SampleSeed
from staff.attendance.sheets import Publication
from tests.attendance.conftest import MARCH

LEAVE = "leave.leaverequest:00000000-0000-0000-0000-000000000001"


@pytest.fixture
def posted(cast, kept):
    with clock.standing_at(dt.date(2026, 3, 2)):
        actions.commit_seed()
    actions.mark(
        person=cast.worker, halves=[(dt.date(2026, 3, 10), Half.MORNING)], mark=Mark.LEAVE, about=LEAVE, by=cast.sa
    )
    return actions.draw_sample(by=cast.hr, month=MARCH)


@pytest.mark.rule("ATT-05")
def test_the_seed_is_committed_before_and_only_its_hash_is_shown(cast, kept, client):
    with clock.standing_at(dt.date(2026, 3, 2)):
        row = actions.commit_seed()
        assert actions.commit_seed() == row
    assert row.commitment == hashlib.sha256(row.seed.encode()).hexdigest()
    client.force_login(cast.outsider)
    page = client.get("/attendance/sample/").content.decode()
    assert row.commitment in page
    assert row.seed not in page


@pytest.mark.example("EX-16")
@pytest.mark.rule("ATT-05")
def test_anybody_repeats_the_draw_with_sha256_alone(cast, posted):
    numbers = [number for number, _name in posted.roster]
    assert numbers == sorted(numbers)
    by_lot = sorted(numbers, key=lambda number: hashlib.sha256(f"{posted.seed} {number}".encode()).hexdigest())
    drawn = [line.person.staff_no for line in posted.sample.all()]
    assert drawn == by_lot[: len(drawn)]
    assert len(drawn) == 4
    assert hashlib.sha256(posted.seed.encode()).hexdigest() == posted.seed_row.commitment


@pytest.mark.rule("ATT-05")
def test_the_command_repeats_the_draw_and_notices_a_changed_name(cast, posted, capsys):
    call_command("attendance_sample", "2026-03")
    assert "The posted names are the drawn ones." in capsys.readouterr().out
    line = posted.sample.first()
    line.person = cast.ddg
    line.save()
    with pytest.raises(SystemExit):
        call_command("attendance_sample", "2026-03")


@pytest.mark.example("EX-16")
@pytest.mark.rule("ATT-05")
def test_posted_are_days_present_late_early_absent_and_nothing_of_leave(cast, posted, client):
    line = posted.sample.get(person=cast.worker)
    assert (line.days_present, line.late, line.early, line.absent) == (21.5, 0, 0, 0)
    client.force_login(cast.worker_other)
    page = client.get("/attendance/sample/2026-03/").content.decode()
    assert str(cast.worker) in page
    assert posted.seed in page
    assert not [
        word for word in ("请假", "病假", "on leave", "sick") if word in page.split("<main", 1)[1].split("</main", 1)[0]
    ]


@pytest.mark.rule("ATT-05")
def test_it_is_drawn_once_by_hr_after_the_month(cast, posted):
    with pytest.raises(ValidationError):
        actions.draw_sample(by=cast.hr, month=MARCH)
    actions.commit_seed(dt.date(2026, 4, 1))
    with pytest.raises(ValidationError):
        actions.draw_sample(by=cast.hr, month=dt.date(2026, 4, 1))
    with pytest.raises(PermissionDenied):
        actions.draw_sample(by=cast.ddg, month=dt.date(2026, 2, 1))
    with pytest.raises(ValidationError):
        actions.draw_sample(by=cast.hr, month=dt.date(2026, 2, 1))  # no seed was committed


@pytest.mark.rule("ATT-05")
def test_hr_is_reminded_in_the_first_week_and_everybody_is_told(cast, posted):
    owed = Deadline.objects.filter(rule="att.sample", about=SampleSeed.objects.get().ref)
    assert {one.owner for one in owed} == {cast.hr, cast.hr_director}
    assert all(clock.day_of(one.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 4, 7) and one.met_at for one in owed)
    assert Notification.objects.filter(about=posted.ref, to=cast.outsider).exists()


@pytest.mark.rule("ATT-05")
def test_when_the_time_is_over_it_is_no_longer_posted(cast, posted):
    assert Publication.objects.visible_to(cast.outsider).exists()
    with clock.standing_at(posted.posted_to + dt.timedelta(days=1)):
        assert not Publication.objects.visible_to(cast.outsider).exists()
        assert Publication.objects.visible_to(cast.hr).exists()


@pytest.mark.rule("ATT-05")
def test_every_lot_of_a_list_has_about_the_same_chance():
    people = [SimpleNamespace(staff_no=f"S{n:03}") for n in range(40)]
    times = dict.fromkeys((one.staff_no for one in people), 0)
    for seed in range(600):
        for one in sample.draw(people, f"seed-{seed}", 5):
            times[one.staff_no] += 1
    assert min(times.values()) > 40
    assert max(times.values()) < 115
