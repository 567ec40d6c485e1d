"""The archive's signing key (Ed25519): made on first use in DATA_DIR/keys, 0600, never in the database or a backup."""

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

NAME = "archive_signing_key.pem"


def ensure():
    """The private key; made where there is none. Two processes that start together end up with one key."""
    path = settings.DATA_DIR / "keys" / NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Ed25519PrivateKey.generate()
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        part = path.with_name(f"{NAME}.{os.getpid()}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return load_pem_private_key(path.read_bytes(), None)


def public_pem():
    return ensure().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def public_hex():
    return ensure().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(content):
    return ensure().sign(content)


def signed(content, signature):
    """Was `content` signed by this archive's key?"""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex())).verify(signature, content)
    except InvalidSignature:
        return False
    return True
