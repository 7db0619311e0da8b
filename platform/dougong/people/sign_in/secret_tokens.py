"""Opaque secrets of 256 bits: handed out once, stored as hashes."""

import hashlib
import secrets

TOKEN_PREFIX = "dgt_"  # noqa: S105  # not a secret: lets scanners recognise one


def new_session_token() -> str:
    """For the cookie."""
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    """For the header `Authorization: Bearer`."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored. The input has full entropy, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
