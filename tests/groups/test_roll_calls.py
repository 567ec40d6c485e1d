"""The roll of a session: who was there, what follows from it, and what it does not allow (GRP-10, EXIT-09)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from clients.models import Client
from core import clock
from groups.actions.rollcall import call_roll
from groups.choices import Result
from groups.models import Member, Programme, Session
from groups.sheets import Presence, RollCall
from notifications.models import Deadline

DAY = dt.date(2026, 9, 30)


@pytest.fixture
def session(cast, world):
    """The first of two sessions of an approved group with three members."""
    return planned(cast, world).sessions.get(number=1)


def planned(cast, world, members=3):
    programme = Programme(
        name="银龄暖心小组", state="approved", worker=cast.worker, point=world.centre, field="03", service_type="centre",
        first_day=DAY, approved_on=DAY - dt.timedelta(days=7), file_no="SG03-2026G001",
    )  # fmt: skip
    programme.save()
    for number in (1, 2):
        Session(
            programme=programme, number=number, day=DAY + dt.timedelta(days=number - 1), starts=dt.time(14, 30),
            ends=dt.time(16),
        ).save()  # fmt: skip
    for name in ["陈桂兰", "郭月娥", "李炳坤", "梁惠珍", "罗顺英", "冼志明", "苏玉莲", "谭锦荣"][:members]:
        client = Client(alias=name, identity={"name": name}, sex="f", registered_by=cast.worker)
        client.save()
        Member(programme=programme, client=client, state=Result.CONFIRMED, confirmed_on=DAY).save()
    return programme


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.standing_at(clock.moment(DAY, dt.time(14, 40))):
        yield


def call(session, *marks, by):
    members = Member.objects.filter(programme=session.programme).present()
    return call_roll(session=session, marks={m.uuid: mark for m, mark in zip(members, marks, strict=False)}, by=by)


@pytest.mark.rule("GRP-10")
def test_a_roll_says_who_was_there_and_how_many(session, cast):
    sheet = call(session, "present", "late", "absent", by=cast.worker)
    assert (sheet.present_count, str(sheet.rate)) == (2, "66.7")
    assert [row.mark for row in sheet.rows.all()] == ["present", "late", "absent"]


@pytest.mark.rule("GRP-10")
def test_a_roll_is_not_finished_while_a_member_is_not_tapped(session, cast):
    with pytest.raises(ValidationError):
        call(session, "present", "late", by=cast.worker)
    assert not Presence.objects.exists()
    session.refresh_from_db()
    assert session.held_on is None


@pytest.mark.example("EX-28")
@pytest.mark.rule("GRP-11")
def test_with_the_roll_the_session_is_held_its_record_owed_and_the_group_running(session, cast):
    call(session, "present", "late", "absent", by=cast.worker)
    session.refresh_from_db()
    assert (session.held_on, session.programme.state) == (DAY, "running")
    owed = Deadline.objects.get(rule="group.session_record", about=session.ref)
    assert clock.day_of(owed.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 10, 9)
    call(session, "present", "late", "late", by=cast.worker)
    assert Deadline.objects.filter(rule="group.session_record").count() == 1


@pytest.mark.rule("GRP-10")
def test_a_roll_called_again_is_corrected_with_its_history(session, cast):
    call(session, "present", "late", "absent", by=cast.worker)
    sheet = call(session, "present", "present", "late", by=cast.worker)
    assert (sheet.present_count, RollCall.objects.count(), Presence.objects.count()) == (3, 1, 3)
    changed = Presence.objects.get(sheet=sheet, position=2)
    assert [row.mark for row in changed.history.order_by("history_id")] == ["late", "present"]


@pytest.mark.rule("EXIT-09")
@pytest.mark.example("EX-35")
def test_whoever_left_is_not_called_and_stays_in_the_count(session, cast):
    call(session, "present", "late", "absent", by=cast.worker)
    gone = Member.objects.filter(programme=session.programme).first()
    gone.state, gone.left_on = Result.WITHDRAWN, DAY
    gone.save()
    second = session.programme.sessions.get(number=2)
    with clock.standing_at(DAY + dt.timedelta(days=1)):
        sheet = call(second, "present", "present", by=cast.worker)
    assert sheet.rows.count() == 2
    gone.refresh_from_db()
    assert gone.in_count
    assert gone.presences.get().mark == "present"
    assert session.programme.members.counted().count() == 3


@pytest.mark.rule("GRP-10")
def test_without_approval_ahead_of_the_day_or_by_somebody_else_no_roll_is_called(session, cast):
    with pytest.raises(PermissionDenied):
        call(session, "present", "late", "absent", by=cast.worker2)
    with pytest.raises(ValidationError):
        call(session.programme.sessions.get(number=2), "present", "late", "absent", by=cast.worker)
    session.programme.state = "org_review"
    session.programme.save()
    with pytest.raises(ValidationError):
        call(session, "present", "late", "absent", by=cast.worker)


def test_a_roll_stands_once_the_record_was_read(session, cast):
    call(session, "present", "late", "absent", by=cast.worker)
    session.refresh_from_db()
    session.confirmed_at = clock.now()
    session.save()
    with pytest.raises(ValidationError):
        call(session, "present", "late", "late", by=cast.worker)
