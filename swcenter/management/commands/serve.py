"""Web server, worker and scheduler under one process, for the embedded default and small installations."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from swcenter import first_start, health

PR_SET_PDEATHSIG = 1
PATIENCE = 15  # seconds between TERM and KILL


def die_with_parent():
    """Runs in the child: the kernel stops it when `serve` is gone, however `serve` went (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def commands(bind):
    """What runs beside each other. Threads instead of processes: the embedded default is one small machine."""
    celery = [sys.executable, "-m", "celery", "-A", "swcenter"]
    pool = ["--pool=prefork"] if settings.REDIS_URL else ["--pool=threads"]
    quiet = ["--without-gossip", "--without-mingle"]
    web = ["--workers", "1", "--threads", "8", "--no-control-socket", "--forwarded-allow-ips", "127.0.0.1"]
    return {
        "web": [sys.executable, "-m", "gunicorn", "swcenter.wsgi", "--bind", bind, "--log-level", "warning", *web],
        "worker": [*celery, "-q", "worker", "-l", "WARNING", *pool, "--concurrency=2", *quiet],
        "beat": [*celery, "-q", "beat", "-l", "WARNING", "--pidfile="],
    }


class Command(BaseCommand):
    help = "Prepare database and static files, then run web server, worker and scheduler until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="a real organization: no demo data")

    def handle(self, *, empty, **options):
        self.children, self.stopping = {}, False
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            signal.signal(getattr(signal, name), self.stop)
        bind = os.environ.get("BIND", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        self.refuse_taken_port(*bind)
        try:
            profile = first_start.prepare(empty=empty, say=self.stdout.write)
        except KeyboardInterrupt:
            sys.exit(130)
        health.heartbeat_file().unlink(missing_ok=True)
        self.start("{}:{}".format(*bind), profile)
        try:
            if self.wait_until_well(bind[1]):
                self.stdout.write(f"Ready: http://127.0.0.1:{bind[1]}/")
                first_start.greet(profile, say=self.stdout.write)
                self.stdout.flush()
                self.watch()
        finally:
            self.end_all()
        sys.exit(0 if self.stopping else 1)

    def stop(self, *args):
        if not self.children:  # still preparing: nothing to end in order
            raise KeyboardInterrupt
        self.stopping = True

    def refuse_taken_port(self, host, port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"{host}:{port} cannot be used ({error.strerror}). Choose another: PORT=8001 bin/run"
                ) from error

    def start(self, bind, profile):
        environment = {
            **os.environ,
            "DEMO": "1" if profile == first_start.DEMO else "0",
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser",  # containers often have nobody else
        }
        before = die_with_parent if sys.platform == "linux" else None
        for name, command in commands(bind).items():
            self.children[name] = subprocess.Popen(
                command, env=environment, cwd=settings.BASE_DIR, preexec_fn=before, start_new_session=True
            )

    def ended(self):
        """A child that ended by itself, told once."""
        for name, child in self.children.items():
            if child.poll() is not None and not self.stopping:
                self.stderr.write(f"{name} ended by itself ({child.returncode}); stopping the others.")
                return True
        return False

    def wait_until_well(self, port):
        """True once /healthz is 200; False when stopped or a child ended first."""
        told = time.monotonic()
        while not self.stopping and not self.ended():
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                return True
            except urllib.error.HTTPError as error:
                state = error.read().decode()
            except OSError:
                state = "no answer yet"
            if time.monotonic() - told > 30:
                self.stderr.write(f"Still waiting: {state}")
                told = time.monotonic()
            time.sleep(0.2)
        return False

    def watch(self):
        while not self.stopping and not self.ended():
            time.sleep(0.3)

    def end_all(self):
        """TERM to each, KILL to whatever is left of its process group."""
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
