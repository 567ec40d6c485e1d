"""Law 7 of the house: every scheduled job may run twice, and the schedule without Celery beat runs the same jobs."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.utils.module_loading import import_string

from core import clock
from swcenter.management.commands.tick import is_due
from swcenter.schedule import JOBS
from swcenter.tasks import heartbeat

pytestmark = pytest.mark.django_db


def everything():
    """How many rows every table holds, and what each says; moments of the last look are left out."""
    passing = {"last_seen_at", "last_login", "lease_until", "attempts", "leased_until"}
    state = {}
    for model in apps.get_models():
        fields = [field.attname for field in model._meta.concrete_fields if field.name not in passing]
        state[model._meta.label] = sorted(map(str, model._base_manager.values_list(*fields)))
    return state


@pytest.fixture
def busy(cast, settings, capsys):
    """An organization with something to do: seeded in small, its clock a week later than its last day."""
    settings.STORE_DIR.mkdir(parents=True, exist_ok=True)
    from notifications.actions import owe

    since = clock.now() - dt.timedelta(days=20)
    for number in range(3):
        owe(
            "case.record",
            about=f"cases.case:00000000-0000-0000-0000-00000000000{number}",
            owner=cast.worker,
            since=since,
        )


@pytest.mark.parametrize("name", JOBS)
def test_a_job_that_runs_twice_does_its_work_once(name, busy, eager):
    task = import_string(JOBS[name]["task"])
    task.apply(throw=True)
    after_one, mails = everything(), len(mail.outbox)
    task.apply(throw=True)
    assert everything() == after_one
    assert len(mail.outbox) == mails


def test_reminders_really_are_sent_so_that_twice_would_show(busy, eager):
    for name in JOBS:
        import_string(JOBS[name]["task"]).apply(throw=True)
    assert mail.outbox or any(everything()["notifications.Notification"])


def test_every_job_names_a_task_that_exists():
    for job in JOBS.values():
        assert import_string(job["task"]).name == job["task"]


def test_a_job_is_due_when_its_time_has_passed_since_the_last_run():
    job = {"task": "swcenter.tasks.heartbeat", "schedule": 60.0}
    assert is_due(job, None)
    assert is_due(job, (clock.now() - dt.timedelta(seconds=90)).isoformat())
    assert not is_due(job, clock.now().isoformat())


def test_tick_runs_what_is_due_once_and_shows_itself_to_healthz(settings, busy, capsys):
    settings.DATA_DIR.mkdir(exist_ok=True)
    call_command("tick")
    assert set(json.loads((settings.DATA_DIR / "tick.json").read_text())) == set(JOBS)
    assert (settings.DATA_DIR / "heartbeat").exists()
    first = capsys.readouterr().out
    call_command("tick")
    assert "heartbeat" in first
    assert "heartbeat" not in capsys.readouterr().out


def test_tick_goes_on_after_a_failed_job_and_says_so(settings, monkeypatch, capsys):
    def fail():
        raise RuntimeError

    monkeypatch.setattr("swcenter.health.beat", lambda *args: None)
    monkeypatch.setattr(heartbeat, "run", fail)
    with pytest.raises(SystemExit):
        call_command("tick")
    assert "heartbeat" in capsys.readouterr().err
    assert "heartbeat" not in json.loads((settings.DATA_DIR / "tick.json").read_text())
