"""Signatures that prove that this installation wrote something: Ed25519 with a key that never enters the database."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PURPOSE = b"dougong approval checkpoints 1"


class Signer:
    """Signs and checks with the key that `key` answers; it is asked for when it is first needed."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self.key = key
        self._private: Ed25519PrivateKey | None = None

    def sign(self, text: str) -> str:
        """The signature in hex."""
        return self._ready().sign(text.encode()).hex()

    def signed(self, text: str, signature: str) -> bool:
        """Whether this key has signed the text."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._ready().public_key().verify(bytes.fromhex(signature), text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True

    def _ready(self) -> "Ed25519PrivateKey":
        # cryptography takes its time to load, and most processes never sign.
        if self._private is None:
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF

            seed = HKDF(hashes.SHA256(), 32, salt=None, info=PURPOSE).derive(self.key())
            self._private = Ed25519PrivateKey.from_private_bytes(seed)
        return self._private
