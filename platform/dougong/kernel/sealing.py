"""Secrets at rest: encrypted under the installation's key, and bound to the one place that may receive them."""

import base64
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

PURPOSE = b"dougong sealed secrets 1"


class NotOpened(Exception):
    """The secret is for another place, was altered, or its key is gone."""


class Sealer:
    """Seals with the first key and opens with any, so that keys can be changed while old secrets stay good.

    A place is what the secret is for, `host:port` for something that is sent: after the host has changed, the old
    secret does not open any more and cannot be sent there.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = keys
        self._box: MultiFernet | None = None

    def seal(self, place: str, secret: str) -> str:
        """The secret as text for the database."""
        return self._open_box().encrypt(json.dumps([place, secret]).encode()).decode()

    def open(self, place: str, sealed: str) -> str:
        """The secret again. NotOpened for another place."""
        from cryptography.fernet import InvalidToken

        try:
            bound, secret = json.loads(self._open_box().decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            raise NotOpened("unreadable") from None
        if bound != place:
            raise NotOpened("bound to another place")
        return str(secret)

    def _open_box(self) -> "MultiFernet":
        # cryptography takes its time to load, and most processes never open a secret.
        if self._box is None:
            from cryptography.fernet import Fernet, MultiFernet
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF

            made = [HKDF(hashes.SHA256(), 32, salt=None, info=PURPOSE).derive(key) for key in self._keys]
            self._box = MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in made])
        return self._box
