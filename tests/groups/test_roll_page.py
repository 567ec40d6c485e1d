"""The roll of a session and the opinions about a group, as pages (GRP-10, GRP-12, EXIT-09)."""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from gatherings.models import Tap
from groups import actions
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(cast):
    """Eight members, one of five sessions held; it is the morning of the second."""
    return make.running(cast, held=1)


@pytest.fixture
def session(programme):
    session = programme.sessions.get(number=2)
    with clock.standing_at(clock.moment(session.day, dt.time(14, 35))):
        yield session


@pytest.fixture
def phone(client, cast):
    """The worker's phone: signs in when it is used, at the time it is then."""
    client.force_login(cast.worker)
    return client


def page(session):
    return reverse("groups:roll", args=[session.uuid])


def send(client, session, *taps):
    return client.post(reverse("groups:roll_send", args=[session.uuid]), {"taps": json.dumps(taps)})


def tap(member, mark, seq=1):
    return {"key": str(uuid.uuid4()), "who": str(member.uuid), "mark": mark, "seq": seq, "seen": 0, "device": "d"}


def finish(client, session):
    return client.post(page(session), {"do": "finish", "once": str(uuid.uuid4()), "seen": "0"})


@pytest.mark.rule("GRP-10")
def test_a_roll_is_written_down_from_the_taps_once_everybody_was_tapped(phone, session):
    members = actions.on_the_list(session)
    assert phone.get(page(session)).status_code == 200
    for number, member in enumerate(members[1:]):
        send(phone, session, tap(member, "late" if number == 0 else "present"))
    answer = finish(phone, session)
    assert answer.status_code == 422
    session.refresh_from_db()
    assert session.held_on is None
    send(phone, session, tap(members[0], "absent"))
    assert finish(phone, session).status_code == 302
    session.refresh_from_db()
    assert session.held_on == session.day
    assert session.roll.present_count == 7
    assert session.presences.get(member=members[0]).mark == "absent"


@pytest.mark.rule("GRP-10")
def test_a_roll_that_was_called_can_be_corrected_by_a_tap_and_stands_with_its_record(phone, programme, session):
    make.hold(programme, 2, present=8, record=False)
    member = actions.on_the_list(session)[0]
    assert 'data-mark="present"' in phone.get(page(session)).content.decode()
    send(phone, session, tap(member, "left_early"))
    assert finish(phone, session).status_code == 302
    assert session.presences.get(member=member).mark == "left_early"
    assert session.presences.count() == 8
    actions.write_record(session=session, by=programme.worker, **make.RECORD)
    assert send(phone, session, tap(member, "absent", 9)).json()["refused"]
    assert session.presences.get(member=member).mark == "left_early"


@pytest.mark.rule("EXIT-09")
def test_whoever_left_before_stands_below_the_list_and_takes_no_tap(phone, programme, session):
    member = actions.on_the_list(session)[0]
    actions.withdraw(member=member, by=programme.worker, reason="搬家", on=session.day - dt.timedelta(days=1))
    words = phone.get(page(session)).content.decode()
    assert f'data-who="{member.uuid}"' not in words
    assert member.name in words[words.index("rc-gone") :]
    refused = send(phone, session, tap(member, "present")).json()["refused"]
    assert len(refused) == 1
    assert not Tap.objects.exists()


def test_a_roll_is_for_those_who_know_the_members_and_tapped_by_the_worker(client, session, cast):
    member = actions.on_the_list(session)[0]
    for somebody, sees in ((cast.sa, True), (cast.supervisor, True), (cast.worker_other, False), (cast.hr, False)):
        client.force_login(somebody)
        assert client.get(page(session)).status_code == (200 if sees else 404), somebody
        assert send(client, session, tap(member, "late")).status_code == (403 if sees else 404), somebody
    assert not Tap.objects.exists()


def test_the_page_of_a_roll_costs_the_same_for_few_sessions_and_for_many(phone, programme, session):
    phone.get(page(session))
    with CaptureQueriesContext(connection) as few:
        phone.get(page(session))
    for number in (2, 3, 4):
        make.hold(programme, number, present=7, record=False)
    last = programme.sessions.get(number=5)
    with clock.standing_at(clock.moment(last.day, dt.time(14))):
        phone.force_login(programme.worker)
        phone.get(page(last))
        with CaptureQueriesContext(connection) as many:
            phone.get(page(last))
    assert len(many) <= len(few)


@pytest.mark.rule("GRP-12")
def test_opinions_of_a_group_are_held_against_who_came_to_the_last_session(phone, programme, session, cast):
    where = reverse("groups:opinions", args=[programme.uuid])
    device = phone.post(reverse("groups:hand_over", args=[programme.uuid])).url
    answers = {"respondent_kind": "client", "typed_by": "self", "content": 5, "form": 4, "staff": 5, "time_place": 4}
    for _person in range(2):
        key = str(uuid.uuid4())
        assert phone.post(device, {"key": key, "gain": 4, "overall": 5, **answers}).status_code == 302
    assert phone.get(where).status_code == 302
    phone.force_login(cast.worker)
    words = phone.get(where).content.decode()
    assert "25.0 %" in words
    phone.force_login(cast.supervisor)
    assert "25.0 %" in phone.get(where).content.decode()
    assert phone.post(reverse("groups:hand_over", args=[programme.uuid])).status_code == 403
    phone.force_login(cast.worker_other)
    assert phone.get(where).status_code == 404
    assert phone.post(reverse("groups:hand_over", args=[programme.uuid])).status_code == 404


@pytest.mark.rule("GRP-12")
def test_the_service_director_reads_what_participants_thought_and_gathers_nothing(client, programme, session, cast):
    client.force_login(cast.service)
    assert client.get(reverse("groups:opinions", args=[programme.uuid])).status_code == 200
    for name in ("tally", "hand_over"):
        assert client.post(reverse(f"groups:{name}", args=[programme.uuid])).status_code == 403
    assert client.get(reverse("groups:members", args=[programme.uuid])).status_code == 404  # roles.md 4.1: no names


@pytest.mark.rule("GRP-12")
def test_no_opinions_are_gathered_before_the_first_session(phone, cast):
    programme = make.approved(cast)
    assert phone.post(reverse("groups:hand_over", args=[programme.uuid])).status_code == 403
    assert "hand-over" not in phone.get(reverse("groups:opinions", args=[programme.uuid])).content.decode()
