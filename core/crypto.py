"""Encryption at rest: AES-256-GCM with a key ring outside the database, and keyed hashes for exact look-up.

Ciphertext is text: "v1|<key id>|<base64 of nonce+body>". The associated data binds it to its row, so that a blob
copied to another row does not open. The first key of the ring writes, all read. A wrong key or a changed byte raises
`Unreadable`: it never comes back empty.
"""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.signals import setting_changed

VERSION = "v1"


class Unreadable(Exception):
    """The ciphertext was changed, belongs to another row, or its key is not in the ring."""


@lru_cache(1)
def key_ring():
    """{key id: AESGCM}, in the order of the setting; debug-only secrets are stretched to a key."""
    ring = {}
    for line in settings.IDENTITY_KEYS.split():
        key_id, _, secret = line.rpartition(":")
        raw = bytes.fromhex(secret) if re.fullmatch(r"[0-9a-f]{64}", secret) else hashlib.sha256(line.encode()).digest()
        ring[key_id or "debug"] = AESGCM(raw)
    return ring


def encrypt(text, *, bound_to):
    """Ciphertext of `text`, which opens only with the same `bound_to` ("client.identity|<uuid>")."""
    key_id, cipher = next(iter(key_ring().items()))
    nonce = os.urandom(12)
    body = cipher.encrypt(nonce, text.encode(), bound_to.encode())
    return f"{VERSION}|{key_id}|{base64.b64encode(nonce + body).decode()}"


def decrypt(ciphertext, *, bound_to):
    """The text again, or `Unreadable`."""
    try:
        version, key_id, body = ciphertext.split("|")
        raw = base64.b64decode(body)
        if version != VERSION:
            raise Unreadable("unknown format")
        return key_ring()[key_id].decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (ValueError, KeyError, InvalidTag) as error:
        raise Unreadable("this ciphertext does not open here") from error


def is_written_with_newest_key(ciphertext):
    return ciphertext.split("|")[1] == next(iter(key_ring()))


def normalise(text):
    """What counts as the same name, phone or number: NFKC, no spaces or separators, upper case."""
    return re.sub(r"[\s\-()+·•]", "", unicodedata.normalize("NFKC", text)).upper()


def lookup_token(kind, text):
    """Keyed hash of a normalised value, 32 hex digits; "" for an empty value. Exact match only, by design."""
    value = normalise(text)
    if not value:
        return ""
    return hmac.new(settings.LOOKUP_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()[:32]


def _reset(*, setting, **kwargs):
    if setting == "IDENTITY_KEYS":
        key_ring.cache_clear()


setting_changed.connect(_reset)  # a named function: Django keeps only a weak reference
