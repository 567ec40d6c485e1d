"""Fresh, empty databases of either engine for one measurement, gone afterwards; and what their server costs."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from bench.server import cpu_of
from tests import services

ENGINES = ("sqlite", "postgres")


class Sqlite:
    """Files of one folder. Whatever SQLite does, the web server's own process does."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def file(self, name):
        return self.folder / f"{name}.sqlite3"

    def url(self, name):
        return f"sqlite:///{self.file(name)}"

    def copy(self, source, target):
        shutil.copyfile(self.file(source), self.file(target))

    def cpu(self):
        return 0.0


class Postgres:
    """Databases of one throw-away server."""

    def __init__(self, url, postmaster):
        self.server, self.postmaster = url, postmaster
        self._do("CREATE DATABASE empty")

    def url(self, name):
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def copy(self, source, target):
        self._do(f"CREATE DATABASE {target} TEMPLATE {source}")

    def _do(self, statement):
        connection = psycopg2.connect(self.server)
        connection.autocommit = True  # a database is not created inside a transaction
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(statement)

    def cpu(self):
        """Of the backends that serve clients; autovacuum and the checkpointer work for nobody's request."""
        return sum(
            cpu_of(pid)
            for pid, parent, command in _processes()
            if parent == self.postmaster and "127.0.0.1(" in command
        )


@contextlib.contextmanager
def databases(engine):
    """The databases of an engine, among them `empty`, which is for migrating and copying."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="antou-bench-") as folder:
            yield Sqlite(folder)
        return
    before = _postmasters()
    with services.postgres() as url:
        (postmaster,) = _postmasters() - before
        yield Postgres(url, postmaster)


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
