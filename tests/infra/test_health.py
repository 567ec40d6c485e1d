"""GET /healthz says what is well and names what is not."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection

from core import clock
from swcenter import health
from swcenter.tasks import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(settings):
    settings.STORE_DIR.mkdir(parents=True)
    heartbeat()


def test_a_well_installation_answers_200_without_sign_in(client, well):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "failing": [], "database": "ok", "files": "ok", "scheduler": "ok"}


def test_a_missing_file_store_is_named(client, well, settings):
    settings.STORE_DIR.rmdir()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["files"]


def test_a_full_disk_is_named(client, well, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**70)
    assert client.get("/healthz").json()["failing"] == ["files"]


def test_a_scheduler_that_never_ran_is_named(client, well):
    health.heartbeat_file().unlink()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["scheduler"]


def test_a_scheduler_that_fell_silent_is_named(client, well):
    with clock.standing_at(clock.now() + dt.timedelta(minutes=4)):
        assert client.get("/healthz").json()["failing"] == ["scheduler"]


def test_a_lost_database_is_named(client, well, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database"]


def test_a_lost_database_is_named_to_a_browser_that_was_signed_in(client, well, cast, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("gone")

    client.force_login(cast.worker)
    cache.clear()  # the session is read from the database then
    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database"]
