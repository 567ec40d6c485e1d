"""The schedule without Celery beat, for a machine with cron only: `*/5 * * * * manage.py tick`."""

import datetime as dt
import fcntl
import json
import sys

from celery import current_app
from celery.schedules import BaseSchedule, schedule
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from core import clock
from swcenter import health
from swcenter.schedule import JOBS


def as_schedule(value):
    return value if isinstance(value, BaseSchedule) else schedule(value, app=current_app)


def is_due(job, last):
    """Is the job due, having run last at the ISO time `last` (None: never)?"""
    if last is None:
        return True
    return as_schedule(job["schedule"]).is_due(dt.datetime.fromisoformat(last)).is_due


class Command(BaseCommand):
    help = "Run what is due in swcenter/schedule.py since the last time; every job may run twice."

    def handle(self, **options):
        with (settings.DATA_DIR / "tick.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.stdout.write("another tick is still running")
                return
            failed = self.run_due()
            health.beat(health.TICK_HOLDS)
        if failed:
            sys.exit(1)

    def run_due(self):
        file = settings.DATA_DIR / "tick.json"
        last = json.loads(file.read_text()) if file.exists() else {}
        failed = []
        for name, job in JOBS.items():
            if not is_due(job, last.get(name)):
                continue
            started = clock.now().isoformat()
            result = import_string(job["task"]).apply(args=job.get("args", ()), kwargs=job.get("kwargs", {}))
            if result.failed():
                failed.append(name)
                self.stderr.write(f"{name}: {result.result!r}")
                continue
            last[name] = started
            file.write_text(json.dumps(last, indent=1))
            self.stdout.write(f"ran: {name}")
        return failed
