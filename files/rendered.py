"""Rendered PDFs, kept for a week: encrypted, because they show what the database encrypts."""

import base64
import logging
import os
import time

from django.conf import settings

from core import crypto

logger = logging.getLogger(__name__)
KEPT_SECONDS = 7 * 24 * 3600


def _place(key):
    return settings.DATA_DIR / "pdf-cache" / key


def kept(key):
    """The PDF under this key, or None."""
    place = _place(key)
    try:
        text = place.read_text()
        os.utime(place)
        return base64.b64decode(crypto.decrypt(text, bound_to=f"pdf|{key}"))
    except (OSError, crypto.Unreadable):
        return None


def keep(key, body):
    """A full disk costs speed, not the PDF."""
    place = _place(key)
    part = place.with_name(f"{key}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(crypto.encrypt(base64.b64encode(body).decode(), bound_to=f"pdf|{key}"))
        part.rename(place)
    except OSError:
        logger.warning("a rendered PDF could not be kept")


def sweep():
    """Forget what nobody asked for within a week."""
    folder = settings.DATA_DIR / "pdf-cache"
    for place in folder.glob("*") if folder.is_dir() else ():
        if place.stat().st_mtime < time.time() - KEPT_SECONDS:
            place.unlink(missing_ok=True)
