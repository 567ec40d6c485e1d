"""The store: bytes under their own SHA-256, written once, never changed. `DATA_DIR/store/ab/cd/<sha256>`."""

import hashlib
import os
import tempfile
import time

from django.conf import settings


class Damaged(Exception):
    """The bytes in the store are not those that were put there."""


def digest(content):
    return hashlib.sha256(content).hexdigest()


def path(sha256):
    """Where the bytes with this hash lie; the hash comes from the database, never from a URL."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a hash")
    return settings.STORE_DIR / sha256[:2] / sha256[2:4] / sha256


def put(content):
    """Store the bytes; returns their hash. On disk, with its folder, before this returns; twice is once."""
    sha256 = digest(content)
    target = path(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming = settings.STORE_DIR / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, 0o400)
        os.rename(part, target)
    except BaseException:
        if os.path.exists(part):
            os.unlink(part)
        raise
    _sync_folder(target.parent)
    return sha256


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256):
    """The bytes, checked against their hash, or `Damaged`."""
    content = path(sha256).read_bytes()
    if digest(content) != sha256:
        raise Damaged(sha256)
    return content


def sweep(older_than):
    """Drop what an interrupted upload left in `incoming`; returns how many files."""
    incoming = settings.STORE_DIR / "incoming"
    dropped = 0
    for part in incoming.glob("*") if incoming.is_dir() else ():
        if part.stat().st_mtime < time.time() - older_than:
            part.unlink(missing_ok=True)
            dropped += 1
    return dropped
