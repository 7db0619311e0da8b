"""Signatures as the Standard Webhooks convention lays them down: HMAC-SHA256 over id, time and body."""

import base64
import binascii
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
NEW_BYTES = 32
LEAST_BYTES, MOST_BYTES = 24, 64


def new_secret() -> str:
    """A secret that nobody can guess."""
    return PREFIX + base64.b64encode(secrets.token_bytes(NEW_BYTES)).decode()


def key_of(secret: str) -> bytes | None:
    """The key inside a secret; None unless it is `whsec_` and 24 to 64 bytes in base64."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if secret.startswith(PREFIX) and LEAST_BYTES <= len(key) <= MOST_BYTES else None


def signature(secret: str, message_id: str, seconds: int, body: bytes) -> str:
    """The value of the header webhook-signature. ValueError for a malformed secret."""
    key = key_of(secret)
    if key is None:
        raise ValueError("malformed secret")
    digest = hmac.new(key, f"{message_id}.{seconds}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(secret: str, message_id: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers of one signed message."""
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(secret, message_id, seconds, body),
    }
