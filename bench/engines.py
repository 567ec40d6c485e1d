"""A fresh, empty database of either engine for one measurement, gone afterwards; and what its server costs."""

import contextlib
import os
import tempfile
from pathlib import Path

from bench.server import cpu_of
from tests import services

ENGINES = ("sqlite", "postgres")


@contextlib.contextmanager
def database(engine):
    """(DATABASE_URL, function -> processor seconds of the database's own processes)."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="antou-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}", lambda: 0.0
        return
    before = _postmasters()
    with services.postgres() as url:
        (postmaster,) = _postmasters() - before
        yield url, lambda: _cpu_of_backends(postmaster)


def _processes():
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
                yield int(folder.name), int(parent), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def _postmasters():
    return {
        pid
        for pid, _parent, command in _processes()
        if os.path.basename(command.split(" ")[0]) == "postgres" and "antou-pg-" in command and " -D " in command
    }


def _cpu_of_backends(postmaster):
    """Of the backends that serve clients; autovacuum and the checkpointer work for nobody's request."""
    return sum(cpu_of(pid) for pid, parent, command in _processes() if parent == postmaster and "127.0.0.1(" in command)
