"""A gunicorn of two workers on a database of its own, asked one request after the other, its processor time read."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from tests.services import free_port

TICK = os.sysconf("SC_CLK_TCK")
TOKEN = "b" * 32  # of the form; the cookie carries the same


def cpu_of(pid):
    """Processor seconds of a process so far (Linux): to the nanosecond where the kernel keeps them."""
    with contextlib.suppress(OSError, ValueError):
        if spent := int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]):
            return spent / 1e9
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK
    return 0.0


class Server:
    """A running server: `ask(path, session, data)` and the processor seconds its workers have used."""

    def __init__(self, environment):
        self.port = free_port()
        command = [sys.executable, "-m", "gunicorn", "swcenter.wsgi", "--workers", "2", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)

    def wait(self):
        for _ in range(600):
            with contextlib.suppress(OSError):
                return self.ask("/bench/ping/")
            time.sleep(0.1)
        raise SystemExit("the server did not come up")

    def ask(self, path, session="", data=None, explain=False):
        """(status, headers, body, seconds) of one GET, or of a POST of `data`."""
        headers = {"Cookie": f"sid={session}; csrftoken={TOKEN}"}
        if explain:
            headers["Bench-Explain"] = "1"
        body = None
        if data is not None:
            body = urlencode(data | {"csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET" if data is None else "POST", path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content, time.perf_counter() - started

    def workers(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def cpu(self):
        """Processor seconds of all workers so far."""
        return sum(cpu_of(worker) for worker in self.workers())

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(10)
