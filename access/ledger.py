"""The arithmetic of the chain: what a row's hash covers, and how the day's anchor is signed. Pure functions."""

import hashlib
import hmac
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

FORMAT = "audit-v1"
GENESIS = "0" * 64


def _key(purpose):
    return hashlib.sha256(f"{purpose}|{settings.AUDIT_KEY}".encode()).digest()


def canonical(event):
    """The bytes of a row that its hash covers; the same on both engines."""
    return json.dumps(
        {
            "seq": event.seq,
            "at": event.at.timestamp(),
            "actor": event.actor_id,
            "verb": event.verb,
            "about": event.about,
            "reason": event.reason,
            "detail": event.detail,
        },
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def seal(event, prev_hash):
    """Hash of `event` after `prev_hash`: keyed, so that whoever has the database alone cannot chain anew."""
    message = b"|".join((FORMAT.encode(), prev_hash.encode(), canonical(event)))
    return hmac.new(_key("chain"), message, hashlib.sha256).hexdigest()


def _signer():
    return Ed25519PrivateKey.from_private_bytes(_key("anchor"))


def public_key():
    return _signer().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _anchor_message(seq, digest, day):
    return f"{FORMAT}|{day}|{seq}|{digest}".encode()


def sign_anchor(seq, digest, day):
    """Signature of the end of the chain on `day` (ISO date), in hex."""
    return _signer().sign(_anchor_message(seq, digest, day)).hex()


def anchor_holds(anchor):
    """Was this anchor signed by our key, unchanged?"""
    try:
        message = _anchor_message(anchor["seq"], anchor["hash"], anchor["day"])
        _signer().public_key().verify(bytes.fromhex(anchor["signature"]), message)
    except (InvalidSignature, KeyError, ValueError, TypeError):
        return False
    return True
