"""Opinions on a device in somebody else's hands, and from paper (GRP-12, COM-22, SOD-06, QM-02)."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core import clock
from gatherings import actions
from gatherings.models import HandOver
from gatherings.sheets import Opinion, OpinionTally
from gatherings.summary import forms_about, summary
from people.models import ServicePoint

GOOD = {"content": "5", "form": "4", "staff": "5", "time_place": "3", "gain": "4", "overall": "5"}
WHO = {"respondent_kind": "client", "typed_by": "self"}


@pytest.fixture
def about(room, world):
    return ServicePoint.objects.order_by("pk").first().ref


@pytest.fixture
def device(client, cast, about):
    """The address of a device that the worker handed over, in a client that was the worker's."""
    client.force_login(cast.worker)
    return client.post("/trial/opinions/hand-over/").url


def give(client, device, **changes):
    return client.post(device, {"key": str(uuid.uuid4()), **WHO, **GOOD, **changes})


@pytest.mark.rule("GRP-12")
@pytest.mark.rule("COM-22")
def test_several_people_answer_one_after_another_on_one_device(client, device, about):
    for _person in range(3):
        answer = give(client, device)
        assert answer.url == f"{device}thanks/"
    assert client.get(answer.url).status_code == 200
    assert forms_about(about) == 3
    assert HandOver.objects.get().given == 3


def test_handing_over_signs_the_worker_out_of_the_device(client, device):
    assert "_auth_user_id" not in client.session
    page = client.get(device)
    assert "no-store" in page.headers["Cache-Control"]
    assert client.get("/today/").url.startswith(reverse("account_login"))
    words = page.content.decode()
    assert "at-nav" not in words
    assert "at-tabbar" not in words


def test_the_form_names_nobody_and_dates_nothing(client, device, cast):
    handed = HandOver.objects.get()
    with clock.standing_at(clock.now() + dt.timedelta(minutes=40)):
        give(client, device)
        give(client, device)
    for one in Opinion.objects.all():
        assert one.created_at == handed.created_at
        assert one.filled_by == cast.worker
        assert {row.history_date for row in one.history.all()} == {handed.created_at}
        assert {row.history_user for row in one.history.all()} == {None}
    assert list(Opinion.objects.all()) == sorted(Opinion.objects.all(), key=lambda one: one.uuid.hex)


def test_no_history_tells_when_a_form_was_given():
    assert not hasattr(HandOver, "history")


def test_a_form_sent_twice_counts_once(client, device):
    key = str(uuid.uuid4())
    assert [give(client, device, key=key).status_code for _twice in range(2)] == [302, 302]
    assert Opinion.objects.count() == 1


def test_a_question_left_out_is_asked_for_again_with_the_rest_kept(client, device):
    answer = give(client, device, overall="")
    assert answer.status_code == 200
    assert 'value="5"' in answer.content.decode()
    assert not Opinion.objects.exists()


def test_a_token_opens_nothing_once_the_device_is_back(client, device, cast):
    give(client, device)
    actions.end_hand_over(row=HandOver.objects.get(), by=cast.worker)
    assert client.get(device).status_code == 410
    assert give(client, device).status_code == 410
    assert Opinion.objects.count() == 1


def test_a_token_ends_by_itself_after_some_hours_and_after_enough_forms(client, device):
    with clock.standing_at(clock.now() + dt.timedelta(hours=4, minutes=1)):
        assert client.get(device).status_code == 410
    HandOver.objects.get()
    row = HandOver.objects.get()
    row.given = row.most
    row.save()
    assert client.get(device).status_code == 410
    assert client.get("/opinions/guessed/").status_code == 410


def test_the_token_itself_is_stored_nowhere(device):
    token = device.strip("/").split("/")[-1]
    assert token not in str(list(HandOver.objects.values()))


def test_handing_over_again_ends_what_was_open(client, device, cast):
    client.force_login(cast.worker)
    second = client.post("/trial/opinions/hand-over/").url
    assert client.get(device).status_code == 410
    assert client.get(second).status_code == 200


def test_somebody_who_signed_in_again_is_led_back_to_the_work(client, device, cast):
    client.force_login(cast.worker)
    assert client.get(device).url == "/trial/opinions/"


COUNTS = {"overall": {5: 3, 4: 1, 3: 1, 2: 0, 1: 0}, "content": {5: 4, 4: 0, 3: 0, 2: 0, 1: 0}}


@pytest.mark.rule("COM-22")
def test_forms_and_counted_paper_are_summed_and_held_against_the_participants(client, device, about, cast):
    give(client, device, overall="3", suggestion="多办几次", again="yes")
    actions.tally(about=about, by=cast.worker2, forms=5, lines=COUNTS, again=(4, 1))
    found = summary(about, participants=8)
    assert (found.forms, found.from_paper, found.rate) == (6, 5, Decimal("75.0"))
    assert found.overall.counts == {5: 3, 4: 1, 3: 2, 2: 0, 1: 0}
    assert (found.overall.mean, found.overall.satisfied) == (Decimal("4.17"), Decimal("66.7"))
    assert found.again == (5, 1)
    assert found.suggestions == ["多办几次"]
    assert summary(about).rate is None


@pytest.mark.rule("SOD-06")
def test_the_form_says_when_the_responsible_worker_typed_it_or_helped(client, device, about, cast):
    give(client, device, typed_by="worker")
    give(client, device, typed_by="helper")
    actions.tally(about=about, by=cast.worker2, forms=5, lines=COUNTS)
    assert summary(about).by_worker == 1
    actions.tally(about=about, by=cast.worker, forms=2, lines={})
    found = summary(about)
    assert (found.by_worker, found.helped) == (3, 1)
    assert [one.by_worker for one in OpinionTally.objects.order_by("pk")] == [False, True]


def test_a_pile_cannot_hold_more_answers_than_forms(about, cast):
    with pytest.raises(ValidationError) as refused:
        actions.tally(about=about, by=cast.worker2, forms=4, lines=COUNTS)
    assert list(refused.value.message_dict) == ["overall"]
    with pytest.raises(ValidationError):
        actions.tally(about=about, by=cast.worker2, forms=0, lines={})
    assert not OpinionTally.objects.exists()


def test_counts_are_typed_on_a_page_that_says_whose_work_it_is(client, about, cast):
    client.force_login(cast.worker)
    assert "note warn" in client.get("/trial/opinions/tally/").content.decode()
    data = {"forms_counted": "3", "overall_5": "2", "overall_4": "1", "again_yes": "3", "once": str(uuid.uuid4())}
    assert client.post("/trial/opinions/tally/", data).status_code == 302
    assert forms_about(about) == 3
    assert client.post("/trial/opinions/tally/", {**data, "overall_5": "9", "once": ""}).status_code == 200
    page = client.get("/trial/opinions/").content.decode()
    assert "4.67" in page


def test_the_page_of_opinions_costs_the_same_for_two_and_for_many(client, about, cast, django_assert_num_queries):
    client.force_login(cast.worker)
    row, _token = actions.hand_over(about=about, by=cast.worker)
    answers = {**WHO, **{name: int(value) for name, value in GOOD.items()}}
    for _person in range(2):
        actions.give_opinion(row=row, key=uuid.uuid4(), answers=answers)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/trial/opinions/")
    with CaptureQueriesContext(connection) as few:
        client.get("/trial/opinions/")
    for _person in range(20):
        actions.give_opinion(row=row, key=uuid.uuid4(), answers=answers)
    with django_assert_num_queries(len(few)):
        client.get("/trial/opinions/")


def test_opinions_are_read_by_those_who_read_their_gathering(about, room, cast, client, device):
    give(client, device)
    assert Opinion.objects.visible_to(cast.worker2).count() == 1
    room.withdraw()
    assert Opinion.objects.visible_to(cast.worker2).count() == 0
