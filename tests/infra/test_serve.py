"""`manage.py serve`: ready only when well, and nothing left of it however it ends."""

import os
import re
import signal
import stat
import sys
from pathlib import Path

import pytest

from tests.infra.conftest import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux only")


def test_an_empty_organization_starts_well_and_leaves_no_orphan_when_killed(served):
    served.start("--empty")
    assert served.ready(), served.output()
    output = served.output()
    assert f"Ready: http://127.0.0.1:{served.port}/" in output
    assert "Demo password" not in output
    assert served.get("/healthz").status == 200
    link = re.search(r"http://\S+/setup/\S+/", output).group()
    assert "admin" in served.get(link.split(str(served.port))[1]).read().decode()
    assert len(served.alive()) >= 4  # serve, web, worker, beat
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait()
    assert until(lambda: not served.alive(), 20), served.alive()


def test_a_terminated_server_ends_in_order_and_starts_again(served):
    served.start("--empty")
    assert served.ready(), served.output()
    served.process.terminate()
    assert served.process.wait(20) == 0
    assert not served.alive()
    served.start()
    assert served.ready(), served.output()
    assert "Ready:" in served.output()
    os.kill(child_of(served.process, "worker"), signal.SIGKILL)  # no half of it goes on alone
    assert served.process.wait(40) == 1
    assert "worker ended by itself" in served.output()
    assert until(lambda: not served.alive(), 20), served.alive()


def child_of(process, word):
    """The process that `serve` started with this word among its arguments."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return next(int(pid) for pid in children if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0"))


def test_a_taken_port_is_named_before_anything_is_made(served):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served.port = taken.getsockname()[1]
        assert served.start("--empty").wait(30) != 0
    assert f"{served.port} cannot be used" in served.output()
    assert not (served.folder / "db.sqlite3").exists()


def test_the_keys_are_made_once_for_nobody_else_to_read(served):
    served.start("--empty")
    served.process.kill()
    folder = served.folder / "keys"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    before = {file.name: file.read_text() for file in folder.iterdir()}
    assert set(before) == {"secret_key", "identity_keys", "lookup_key", "audit_key"}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in folder.iterdir())
    assert re.fullmatch(r"k1:[0-9a-f]{64}\n", before["identity_keys"])
    served.start("--empty")
    served.process.kill()
    assert {file.name: file.read_text() for file in folder.iterdir()} == before


def test_lost_keys_are_never_replaced_where_data_wait_for_them(served):
    import subprocess

    from django.conf import settings

    (served.folder / "db.sqlite3").touch()
    environment = {"DATA_DIR": str(served.folder), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "bin/keys"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "identity_keys" in done.stderr
    assert not (served.folder / "keys").exists()
