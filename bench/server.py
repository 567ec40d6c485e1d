"""A gunicorn of two workers on a database of its own, asked one request after the other, its processor time read."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from tests.services import free_port

TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A running server: `get(path, cookie)` and the processor seconds its workers have used."""

    def __init__(self, environment):
        self.port = free_port()
        command = [sys.executable, "-m", "gunicorn", "swcenter.wsgi", "--workers", "2", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)

    def wait(self):
        for _ in range(300):
            with contextlib.suppress(OSError):
                return self.get("/bench/ping/")
            time.sleep(0.1)
        raise SystemExit("the server did not come up")

    def get(self, path, cookie=""):
        """(status, headers, length, seconds) of one GET."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": f"sid={cookie}"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, len(body), time.perf_counter() - started

    def cpu(self):
        """Processor seconds of all workers so far (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ticks = 0
        for child in children:
            fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICK

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(10)
