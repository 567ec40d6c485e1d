"""Submit once: what the second press of a button gets (ui/ia.md 5.3)."""

from uuid import uuid4

import pytest

from access import once
from access.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(client, cast):
    client.force_login(cast.worker)
    return lambda key: client.post("/language/", {"once": str(key), "language": "en", "next": "/today/"})


def test_a_press_whose_key_is_set_free_while_it_waits_is_the_first_one_now(press, cast, monkeypatch):
    key = uuid4()
    assert once.claim(cast.worker, key)
    monkeypatch.setattr(once, "first_result", lambda user, key: once.free(user, key) or "")
    assert press(key).status_code != 409
    assert not Submission.objects.filter(key=key, location="").exists()


def test_a_press_while_the_first_one_is_at_work_does_nothing(press, cast, monkeypatch):
    key = uuid4()
    assert once.claim(cast.worker, key)
    monkeypatch.setattr(once, "first_result", lambda user, key: "")
    assert press(key).status_code == 409
