"""The page of a list as a plain form, and the address phones send to."""

import json
import uuid

import pytest
from django.urls import reverse

from gatherings.models import Tap
from gatherings.standing import counted, held
from tests.gatherings.trial import HEADS, LIST, PEOPLE

pytestmark = pytest.mark.usefixtures("room")
ABOUT = f"tests.list:{LIST}"


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.worker)
    return client


def marks():
    return {who: one.mark for who, one in held(Tap.objects.on(ABOUT)).items()}


def press(client, do, chosen=None, was=None, **more):
    data = {"do": do, "once": str(uuid.uuid4()), "seen": "0"}
    data |= {f"mark-{who}": mark for who, mark in (chosen or {}).items()}
    data |= {f"was-{who}": mark for who, mark in (was or {}).items()}
    return client.post("/trial/", data | more)


@pytest.mark.rule("GRP-10")
def test_without_javascript_a_roll_call_is_a_form(signed_in, room):
    assert press(signed_in, "save", {PEOPLE[0]: "late"}).status_code == 302
    assert press(signed_in, "rest").status_code == 302
    assert marks() == {PEOPLE[0]: "late", **dict.fromkeys(PEOPLE[1:], "present")}
    press(signed_in, "finish", marks())
    assert room.finished


def test_a_page_that_was_open_for_long_takes_nothing_back(signed_in):
    """What a form merely shows as it was is no tap: somebody else may have tapped since."""
    press(signed_in, "save", {PEOPLE[0]: "late"})
    press(signed_in, "save", {PEOPLE[0]: "present", PEOPLE[1]: "absent"}, was={PEOPLE[0]: "present"})
    assert marks() == {PEOPLE[0]: "late", PEOPLE[1]: "absent"}


def test_people_are_counted_without_javascript_too(signed_in):
    for step in ("+5", "+1", "-1"):
        press(signed_in, f"count {HEADS} {step}")
    assert counted(Tap.objects.on(ABOUT)) == {HEADS: 5}


def test_a_mark_that_does_not_exist_is_refused_in_words(signed_in):
    answer = press(signed_in, "save", {PEOPLE[0]: "married"})
    assert answer.status_code == 422
    assert "errors" in answer.content.decode()


def test_phones_send_and_ask_at_one_address(signed_in):
    tap = {"key": str(uuid.uuid4()), "who": str(PEOPLE[0]), "mark": "late", "seq": 3, "seen": 0, "device": "d"}
    for _again in range(2):
        answer = signed_in.post(reverse("trial_send"), {"taps": json.dumps([tap])}).json()
        assert answer["held"] == {str(PEOPLE[0]): {"mark": "late", "against": ""}}
        assert (answer["seen"], answer["refused"]) == (3, [])
    assert Tap.objects.count() == 1
    assert signed_in.post(reverse("trial_send"), {}).json()["seen"] == 3


@pytest.mark.parametrize("nonsense", ["{", "{}", "7", json.dumps([{}] * 501)])
def test_nonsense_is_refused(signed_in, nonsense):
    assert signed_in.post(reverse("trial_send"), {"taps": nonsense}).status_code == 400


def test_no_name_is_kept_on_the_phone(signed_in):
    """The script gets ids to keep; names stand in the page only."""
    page = signed_in.get("/trial/").content.decode()
    assert f'data-who="{PEOPLE[0]}"' in page
    assert f'data-about="{LIST}"' in page
    assert 'name="mark-陈' not in page
    assert "no-store" in signed_in.get("/trial/").headers["Cache-Control"]
