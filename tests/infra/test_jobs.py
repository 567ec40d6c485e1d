"""Background work: nothing is lost without a broker, nothing is sent that was rolled back, a worker really works."""

import os
import shutil
from pathlib import Path

import pytest
from celery import current_app
from django.db import transaction
from kombu import pools
from kombu.exceptions import OperationalError

from core.jobs import after_commit
from swcenter.tasks import heartbeat
from tests.infra.conftest import until

HEARTBEAT = "swcenter.tasks.heartbeat"


@pytest.fixture
def heard():
    """The file that the heartbeat task writes in another process."""
    file = Path(os.environ["DATA_DIR"]) / "heartbeat"
    file.unlink(missing_ok=True)
    return file


def test_a_worker_runs_what_an_action_queued(worker, heard):
    with transaction.atomic():
        after_commit(HEARTBEAT)
        assert not heard.exists()
    assert until(heard.exists), "the task did not run"


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_never_queued(monkeypatch):
    sent = []
    monkeypatch.setattr(heartbeat, "apply_async", lambda *args, **kwargs: sent.append(args))
    with pytest.raises(ValueError), transaction.atomic():
        after_commit(HEARTBEAT)
        raise ValueError
    assert not sent
    with transaction.atomic():
        after_commit(HEARTBEAT)
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("away"), ConnectionRefusedError("away")])
def test_a_dead_broker_is_a_warning_and_no_error(monkeypatch, caplog, error):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr(heartbeat, "apply_async", refuse)
    with transaction.atomic():
        after_commit(HEARTBEAT)
    assert "waits for the sweeper" in caplog.text


def forget_connections():
    """The next message opens a connection anew, to wherever the settings point by then."""
    pools.reset()
    current_app.amqp._producer_pool = current_app._pool = None


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_really_is_away_does_not_break_the_request(caplog):
    if current_app.conf.broker_url.startswith("filesystem"):
        queue = Path(current_app.conf.broker_transport_options["data_folder_out"])
        away = queue.with_name("away")
        shutil.move(queue, away)
        queue.touch()  # nothing can be written below a file
        try:
            with transaction.atomic():
                after_commit(HEARTBEAT)
        finally:
            queue.unlink()
            shutil.move(away, queue)
    else:
        url = current_app.conf.broker_url
        current_app.conf.broker_url = current_app.conf.broker_write_url = "redis://127.0.0.1:1/0"
        forget_connections()
        try:
            with transaction.atomic():
                after_commit(HEARTBEAT)
        finally:
            current_app.conf.broker_url = current_app.conf.broker_write_url = url
            forget_connections()
    assert "waits for the sweeper" in caplog.text
