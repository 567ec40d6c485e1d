"""Is the installation well? Database, file store and scheduler, as /healthz, `serve` and `doctor` ask it."""

import datetime as dt
import os
import shutil

from django.conf import settings
from django.db import DatabaseError, connection

from core import clock

BEAT_HOLDS = dt.timedelta(minutes=3)
TICK_HOLDS = dt.timedelta(minutes=20)
LEAST_FREE_BYTES = 200 * 1024 * 1024


def heartbeat_file():
    return settings.DATA_DIR / "heartbeat"


def beat(holds=BEAT_HOLDS):
    """The scheduler was here: written by a scheduled job, through the broker and the worker."""
    file = heartbeat_file()
    draft = file.with_name(f"heartbeat.{os.getpid()}")
    draft.write_text((clock.now() + holds).isoformat())
    draft.replace(file)


def database():
    """None, or what is wrong with the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "no answer"


def files():
    """None, or what is wrong with the file store."""
    store = settings.STORE_DIR
    if not (store.is_dir() and os.access(store, os.W_OK)):
        return "not there or not writable"
    if shutil.disk_usage(store).free < LEAST_FREE_BYTES:
        return "disk nearly full"


def scheduler():
    """None, or what is wrong with the scheduler."""
    try:
        good_until = dt.datetime.fromisoformat(heartbeat_file().read_text())
    except (OSError, ValueError):
        return "no sign of life yet"
    return None if clock.now() < good_until else "silent"


PARTS = {"database": database, "files": files, "scheduler": scheduler}


def examine():
    """{part: "ok" or what is wrong}."""
    return {name: look() or "ok" for name, look in PARTS.items()}
