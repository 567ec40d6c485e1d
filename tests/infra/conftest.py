"""Real processes for tests: a Celery worker on the tests' own database and broker, and `manage.py serve`."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection

from tests.services import free_port


def database_url():
    """The address of the database this test works in, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return re.sub(r"/[^/]*$", f"/{name}", os.environ["DATABASE_URL"])


@contextlib.contextmanager
def ending(process):
    """The process, and whatever it started, is gone afterwards."""
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(condition, seconds=30):
    """Wait for a condition; False when it did not come true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def worker(transactional_db):
    """A real worker process on the broker of this run: Redis where REDIS_URL is set, else the file spool."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATA_DIR": os.environ["DATA_DIR"],
        "DATABASE_URL": database_url(),
    }
    command = [sys.executable, "-m", "celery", "-A", "swcenter", "-q", "worker", "-l", "WARNING", "--pool=solo"]
    process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)
    with ending(process):
        ready = until(lambda: current_app.control.inspect(timeout=0.5).ping())
        assert ready, "the worker did not answer"
        yield process


KEYS = ("SECRET_KEY", "IDENTITY_KEYS", "LOOKUP_KEY", "AUDIT_KEY")


class Served:
    """`manage.py serve` in a folder of its own."""

    def __init__(self, folder):
        self.folder, self.port, self.lines = folder, free_port(), []

    def start(self, *arguments):
        drop = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", *KEYS)
        environment = {name: value for name, value in os.environ.items() if name not in drop}
        environment |= {"DATA_DIR": str(self.folder), "PORT": str(self.port), "SECURE": "0", "PYTHONUNBUFFERED": "1"}
        environment |= {"SITE_URL": f"http://127.0.0.1:{self.port}"}
        subprocess.run([sys.executable, "bin/keys"], cwd=settings.BASE_DIR, env=environment, check=True)
        self.log = self.folder / "serve.log"
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return self.process

    def output(self):
        return self.log.read_text()

    def ready(self):
        return until(lambda: "Ready:" in self.output() or self.process.poll() is not None, 240)

    def get(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10)

    def alive(self):
        """Process ids whose environment names this folder: the server itself and everything it started."""
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit() and int(entry) != os.getpid():
                with contextlib.suppress(OSError), open(f"/proc/{entry}/environ", "rb") as file:
                    if f"DATA_DIR={self.folder}\0".encode() in file.read():
                        found.append(int(entry))
        return found


@pytest.fixture
def served(tmp_path):
    server = Served(tmp_path / "data")
    server.folder.mkdir()
    yield server
    for pid in server.alive():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
