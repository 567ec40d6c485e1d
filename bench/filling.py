"""Databases of both sizes on every engine asked for: migrated once each, copied, filled; two at a time."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

NAMES = ("onefold", "tenfold")


def prepared(homes, size):
    """{engine: [(environment, what bench_fill told) of a tenth, of the whole]} for {engine: its databases}."""
    manage(_environment(), "collectstatic", "--noinput", "-v0")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_migrate, homes.values()))
        wanted = [(home, which) for home in homes.values() for which in (1, 0)]
        told = dict(zip(wanted, pool.map(lambda one: _fill(*one, size), wanted), strict=True))
    return {engine: [told[home, which] for which in (0, 1)] for engine, home in homes.items()}


def _environment(**more):
    folder = settings.DATA_DIR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    found = {**os.environ, "BENCH": "1", "SECURE": "0", "DEMO": "1", "DEBUG": "0", "CELERY_EAGER": "0", **more}
    found["DATA_DIR"] = str(folder)
    subprocess.run([sys.executable, "bin/keys"], cwd=settings.BASE_DIR, env=found, check=True)
    return found


def _migrate(home):
    manage(_environment(DATABASE_URL=home.url("empty")), "migrate", "-v0")


def _fill(home, which, size):
    home.copy("empty", NAMES[which])
    environment = _environment(DATABASE_URL=home.url(NAMES[which]))
    return environment, json.loads(manage(environment, "bench_fill", size, which).splitlines()[-1])


def manage(environment, *command):
    command = [sys.executable, "manage.py", *map(str, command)]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return done.stdout
