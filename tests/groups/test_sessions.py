"""Registration, roll call, session record, withdrawal, what counts (GRP-08..11, 16; EXIT-09)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from core import clock
from groups import actions, counting
from groups.choices import Mark, Result, State
from groups.models import Session
from groups.sheets import Presence
from groups.views.rollcall import why_shut
from notifications.models import Deadline, Notification
from rulebook import deadlines
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


def last_day(rule, ref):
    owed = Deadline.objects.open().get(rule=rule, about=ref)
    return clock.day_of(owed.due_at - dt.timedelta(seconds=1))


@pytest.mark.rule("GRP-08")
def test_recruiting_begins_with_the_submission_and_places_are_confirmed_after_approval(cast):
    programme = make.draft(cast.worker)
    with make.at(make.BEGUN):
        with pytest.raises(ValidationError):
            actions.register(programme=programme, by=cast.worker, person=make.person(0))
        programme = make.submit(programme)
        member = actions.register(programme=programme, by=cast.worker, person=make.person(0))
        with pytest.raises(ValidationError) as refused:
            actions.confirm(member=member, by=cast.worker)
        assert refused.value.code == "state"
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor")
        make.decide(make.plan_of(programme), cast.service, "head")
        assert actions.confirm(member=member, by=cast.worker).state == Result.CONFIRMED


@pytest.mark.rule("GRP-09")
def test_whoever_misses_the_conditions_is_taken_in_only_with_the_supervisors_exception(cast):
    programme = make.approved(cast)
    with make.at(make.BEGUN, 13):
        member = actions.register(programme=programme, by=cast.worker, person=make.person(0), in_area=False)
        assert member.state == Result.EXCEPTION
        assert Notification.objects.filter(to=cast.supervisor, about=programme.ref).exists()
        with pytest.raises(ValidationError) as refused:
            actions.confirm(member=member, by=cast.worker)
        assert refused.value.code == "exception"
        with pytest.raises(PermissionDenied):
            actions.allow_exception(member=member, by=cast.worker)
        actions.allow_exception(member=member, by=cast.supervisor)
        assert actions.confirm(member=member, by=cast.worker).exception_by == cast.supervisor


@pytest.mark.rule("GRP-09")
def test_invited_people_are_exempt_from_applying(cast):
    programme = make.approved(cast)
    with make.at(make.BEGUN, 13):
        member = actions.register(
            programme=programme, by=cast.worker, person=make.person(0), way="invited", meets_conditions=False
        )
    assert member.state == Result.REGISTERED
    assert not member.needs_exception


@pytest.mark.rule("GRP-09")
def test_the_guardian_applies_for_a_minor(cast):
    programme = make.approved(cast)
    child = {"name": "小明", "birth_year": 2015, "phone": "13900000002"}
    with make.at(make.BEGUN, 13):
        with pytest.raises(ValidationError) as refused:
            actions.register(programme=programme, by=cast.worker, person=child)
        assert "guardian_name" in refused.value.message_dict
        child |= {"guardian_name": "李梅", "guardian_phone": "13900000001"}
        member = actions.register(programme=programme, by=cast.worker, person=child, way="phone")
    assert member.client.guardians == [{"name": "李梅", "phone": "13900000001"}]
    assert "李梅" in member.registration.guardian


def test_nobody_is_registered_a_second_time_as_another_person(cast):
    programme, other = make.approved(cast), make.approved(cast)
    with make.at(make.BEGUN, 13):
        one = actions.register(programme=programme, by=cast.worker, person=make.person(0))
        same = actions.register(programme=other, by=cast.worker, person=make.person(0))
        assert one.client == same.client
        with pytest.raises(ValidationError) as refused:
            actions.register(programme=programme, by=cast.worker, person=make.person(0))
    assert refused.value.code == "twice"


@pytest.mark.rule("GRP-04")
def test_no_approval_no_session(cast):
    programme = make.submitted(cast.worker)
    session = Session.objects.create(programme=programme, number=1, day=make.FIRST, starts=make.START, ends=make.END)
    with make.at(make.FIRST, 15), pytest.raises(ValidationError) as refused:
        actions.call_roll(session=session, marks={1: "present"}, by=cast.worker)
    assert refused.value.code == "state"
    with pytest.raises(IntegrityError), transaction.atomic():
        programme.state = State.RUNNING
        programme.save()


@pytest.mark.rule("GRP-04")
def test_a_session_before_the_approval_is_moved_not_held(cast):
    programme = make.submitted(cast.worker)
    with make.at(dt.date(2026, 3, 19)):  # the day after the first session
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor")
        make.decide(make.plan_of(programme), cast.service, "head", accept_exception=True)
    make.with_members(programme, on=dt.date(2026, 3, 19))
    session = programme.sessions.get(number=1)
    with make.at(dt.date(2026, 3, 20)):
        assert why_shut(session)
        with pytest.raises(ValidationError) as refused:
            actions.call_roll(session=session, marks={}, by=cast.worker)
        assert refused.value.code == "not_approved"
        times = {"starts": make.START, "ends": make.END}
        actions.move_session(session=session, by=cast.worker, day=dt.date(2026, 3, 20), **times)
    assert make.hold(programme, 1).held_on == dt.date(2026, 3, 20)


@pytest.mark.rule("GRP-10")
def test_the_first_roll_call_sets_the_group_running_and_the_record_falls_due(cast):
    programme = make.approved(cast)
    make.with_members(programme)
    session = make.hold(programme, 1, present=6, record=False)
    assert make.again(programme).state == State.RUNNING
    assert (session.roll.present_count, session.roll.rate) == (6, Decimal("75.0"))
    assert not Deadline.objects.open().filter(rule="group.roll_call", about=session.ref).exists()
    assert last_day("group.session_record", session.ref) == dt.date(2026, 3, 20)


@pytest.mark.rule("GRP-10")
def test_the_roll_is_called_completely_once_and_not_before_its_day(cast):
    programme = make.approved(cast)
    members = make.with_members(programme, 3)
    session = programme.sessions.get(number=1)
    marks = {member.pk: Mark.PRESENT for member in members}
    with make.at(make.FIRST - dt.timedelta(days=1)), pytest.raises(ValidationError) as early:
        actions.call_roll(session=session, marks=marks, by=cast.worker)
    assert early.value.code == "early"
    with make.at(make.FIRST, 15):
        with pytest.raises(ValidationError) as missing:
            actions.call_roll(session=session, marks={members[0].pk: Mark.PRESENT}, by=cast.worker)
        assert missing.value.code == "missing"
        actions.call_roll(session=session, marks=marks, by=cast.worker)
        actions.call_roll(session=session, marks=marks | {members[2].pk: Mark.LATE}, by=cast.worker)
    assert Presence.objects.filter(session=session).count() == 3
    assert Presence.objects.get(session=session, member=members[2]).mark == Mark.LATE


@pytest.mark.rule("GRP-10", "GRP-11")
@pytest.mark.example("EX-28")
def test_without_a_roll_call_there_is_no_record(cast):
    programme = make.approved(cast)
    make.with_members(programme)
    session = programme.sessions.get(number=1)
    with make.at(make.FIRST, 17), pytest.raises(ValidationError) as refused:
        actions.write_record(session=session, by=cast.worker, **make.RECORD)
    assert refused.value.code == "roll_call"


@pytest.mark.rule("GRP-11")
@pytest.mark.example("EX-28")
@pytest.mark.parametrize(
    ("held", "due"),
    [(dt.date(2026, 9, 30), dt.date(2026, 10, 9)), (dt.date(2026, 5, 8), dt.date(2026, 5, 11))],
)
def test_a_record_is_due_two_working_days_after_the_session(held, due):
    assert deadlines.due("group.session_record", held).day == due


@pytest.mark.rule("GRP-11")
def test_the_supervisor_reads_the_record_and_lateness_is_kept(cast):
    programme = make.approved(cast)
    make.with_members(programme)
    session = make.hold(programme, 1, record=False)
    with make.at(dt.date(2026, 3, 24)):
        sheet = actions.write_record(session=session, by=cast.worker, **make.RECORD)
        assert Deadline.objects.get(rule="group.session_record", about=session.ref).days_late == 2
        with pytest.raises(PermissionDenied):
            actions.review(sheet=sheet, by=cast.worker)
        actions.review(sheet=sheet, by=cast.supervisor, comment="留意第三位")
        with pytest.raises(ValidationError):
            actions.write_record(session=session, by=cast.worker, theme="改")
    session.refresh_from_db()
    assert session.confirmed_at is not None
    assert not Deadline.objects.open().filter(about=sheet.ref).exists()


@pytest.mark.rule("GRP-16")
@pytest.mark.example("EX-31")
@pytest.mark.parametrize(
    ("members", "sessions", "attendances", "rate", "lacking"),
    [
        (8, 5, 24, "60.0", []),
        (8, 5, 23, "57.5", ["low_attendance"]),
        (7, 6, 40, "95.2", ["few_members"]),
        (10, 4, 40, "100.0", ["few_sessions"]),
    ],
)
def test_a_group_counts_by_members_sessions_and_attendance(db, members, sessions, attendances, rate, lacking):
    size = counting.Size(members, sessions, attendances)
    assert size.shown_rate == Decimal(rate)
    assert size.why_not() == lacking
    assert [ok for ok, words in size.words()].count(False) == len(lacking)


@pytest.mark.rule("GRP-16")
def test_members_confirmed_after_the_second_session_do_not_change_the_count(cast):
    programme = make.running(cast, members=8, held=2)
    with make.at(programme.sessions.get(number=2).day + dt.timedelta(days=1)):
        late = actions.register(programme=programme, by=cast.worker, person=make.person(8))
        actions.confirm(member=late, by=cast.worker)
    assert counting.size_of(programme).members == 8
    make.hold(programme, 3)
    assert counting.size_of(programme).attendances == 25  # whoever came is counted among those present


@pytest.mark.rule("EXIT-09", "GRP-16")
@pytest.mark.example("EX-35")
def test_whoever_leaves_after_the_second_session_stays_in_the_denominator(cast):
    programme = make.running(cast, members=8, held=2)
    gone = programme.members.order_by("-pk").first()
    day = programme.sessions.get(number=2).day + dt.timedelta(days=1)
    with make.at(day):
        with pytest.raises(ValidationError):
            actions.withdraw(member=gone, by=cast.worker, reason="")
        actions.withdraw(member=gone, by=cast.worker, reason="搬去儿子家")
    for number in (3, 4, 5):
        session = make.hold(programme, number)
        assert session.roll.present_count == 7
    size = counting.size_of(programme)
    assert (size.members, size.sessions, size.attendances) == (8, 5, 2 * 8 + 3 * 7)
    gone.refresh_from_db()
    assert (gone.left_on, gone.reason) == (day, "搬去儿子家")


@pytest.mark.rule("EXIT-09")
def test_whoever_leaves_before_the_first_session_is_not_counted(cast):
    programme = make.approved(cast)
    members = make.with_members(programme, 8)
    with make.at(make.BEGUN, 15):
        actions.withdraw(member=members[0], by=cast.worker, reason="摔伤住院")
    assert counting.size_of(programme).members == 7


def test_only_the_worker_and_the_stand_in_write(cast):
    programme = make.approved(cast)
    with make.at(make.BEGUN, 15), pytest.raises(PermissionDenied):
        actions.register(programme=programme, by=cast.worker2, person=make.person(0))


def test_a_dropped_session_owes_nothing(cast):
    programme = make.approved(cast)
    session = programme.sessions.get(number=5)
    with make.at(make.BEGUN, 15):
        actions.drop_session(session=session, by=cast.worker, reason="场地检修")
    assert not Deadline.objects.open().filter(about=session.ref).exists()
    assert make.again(programme).last_day == programme.sessions.get(number=4).day
