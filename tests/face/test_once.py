"""Submit once: the second press repeats the first result."""

import datetime as dt
from uuid import uuid4

import pytest

from access import once
from access.middleware import SubmitOnceMiddleware
from access.models import Submission
from core import clock


class Reply(dict):
    def __init__(self, status, url=""):
        super().__init__()
        self.status_code, self.url = status, url


@pytest.fixture
def press(rf, cast):
    """Presses a button whose view counts how often it ran and answers with the given status."""
    ran = []

    def send(key, *, who=cast.worker, status=302):
        def view(request):
            ran.append(request)
            return Reply(status, f"/made/{len(ran)}/")

        request = rf.post("/leave/new/", {"once": key})
        request.user = who
        return SubmitOnceMiddleware(view)(request)

    send.ran = ran
    return send


def test_the_second_press_does_nothing_and_leads_to_the_first_result(press):
    key = uuid4()
    assert press(key).url == "/made/1/"
    assert press(key).url == "/made/1/"
    assert len(press.ran) == 1


def test_a_form_that_came_back_with_errors_may_be_sent_again(press):
    key = uuid4()
    press(key, status=200)
    press(key)
    assert len(press.ran) == 2


def test_a_failure_sets_the_key_free(press):
    key = uuid4()
    press(key, status=500)
    assert not Submission.objects.exists()


def test_the_key_of_one_person_says_nothing_about_anothers(press, cast):
    key = uuid4()
    press(key)
    assert press(key, who=cast.worker2).url == "/made/2/"


def test_a_form_without_a_key_is_left_alone(press):
    assert press("").url == "/made/1/"
    assert not Submission.objects.exists()


def test_of_two_simultaneous_presses_one_claims_the_key(cast):
    key = uuid4()
    assert [once.claim(cast.worker, key), once.claim(cast.worker, key)] == [True, False]


def test_a_press_while_the_first_is_still_at_work_is_told_so(press, cast, monkeypatch):
    monkeypatch.setattr(once, "WAITS", 1)
    monkeypatch.setattr(once, "WAIT_SECONDS", 0)
    key = uuid4()
    once.claim(cast.worker, key)
    monkeypatch.setattr("access.middleware.render", lambda request, name, status: Reply(status))
    assert press(key).status_code == 409
    assert not press.ran


def test_old_keys_are_forgotten_and_fresh_ones_kept(cast):
    with clock.standing_at(clock.now() - dt.timedelta(days=2)):
        once.claim(cast.worker, uuid4())
    once.claim(cast.worker, uuid4())
    assert once.forget() == 1
    assert Submission.objects.count() == 1
