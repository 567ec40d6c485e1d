"""An SQLite database with every migration applied, kept in var/ and copied for each run: migrating takes a minute.

The name of the copy is a hash over all migrations, so a changed migration makes a new one.
"""

import hashlib
import os
import shutil
import sqlite3
from importlib import import_module
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings


def stored():
    """Where the migrated database of the present migrations is or will be."""
    digest = hashlib.sha256(django.__version__.encode())
    for room in apps.get_app_configs():
        for file in sorted(Path(room.path).glob("migrations/*.py")):
            digest.update(f"{room.label}/{file.name}".encode())
            digest.update(file.read_bytes())
    digest.update(Path(import_module("core.immutable").__file__).read_bytes())
    return settings.BASE_DIR / "var" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def put_in_place(name):
    """Start the test database `name` from the stored copy; True where there was one."""
    source = stored()
    if not source.exists():
        return False
    shutil.copyfile(source, name)
    return True


def keep(name):
    """Store the freshly migrated database `name`, and drop those of older migrations."""
    target = stored()
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True)
    for old in target.parent.glob("migrated-*"):
        old.unlink(missing_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(name) as source, sqlite3.connect(draft) as copy:
        source.backup(copy)
    copy.close()
    source.close()
    draft.rename(target)
