"""The archive's folder: content-addressed files that never change, lists of what was sealed, signed registers.

    DATA_DIR/volumes/2026-10/objects/<sha256>.pdf      every form and scan, 0400
    DATA_DIR/volumes/2026-10/seals/<uuid>.json         one list a sealing
    DATA_DIR/volumes/2026-10/register-1/               manifest.json, manifest.sig, PUBLIC-KEY.pem, HOW-TO-VERIFY.txt
    DATA_DIR/volumes/.staging/<uuid>/                  work that is not finished

Whatever is written is on the disk, with its folder, before the function returns.
"""

import datetime as dt
import hashlib
import json
import mimetypes
import os
import shutil

from django.conf import settings

STAGING = ".staging"
PDF = "application/pdf"


def root():
    return settings.DATA_DIR / "volumes"


def month_folder(month):
    return root() / f"{month:%Y-%m}"


def staging(uuid):
    return root() / STAGING / str(uuid)


def object_name(sha256, mime):
    return f"objects/{sha256}{'.pdf' if mime == PDF else mimetypes.guess_extension(mime or '') or '.bin'}"


def seal_name(uuid):
    return f"seals/{uuid}.json"


def register_name(part):
    return f"register-{part}"


def digest(content):
    return hashlib.sha256(content).hexdigest()


def canonical(value):
    """JSON as it is hashed and signed: the same bytes for the same content."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def stamp(moment):
    """A moment as lists and manifests write it: UTC, ISO 8601; "" for none."""
    return moment.astimezone(dt.UTC).isoformat() if moment else ""


def write(path, content):
    """Put `content` at `path` (0400), whole or not at all; the same content again changes nothing."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.read_bytes() == content:
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    sync(path.parent)


def sync(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(folder):
    """Unfinished work that is no longer needed."""
    shutil.rmtree(folder, ignore_errors=True)
