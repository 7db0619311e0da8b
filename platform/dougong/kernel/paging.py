"""Opaque cursors for keyset pages, good only for the question that they answer."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

from dougong.kernel.problem import refuse
from dougong_engine.document import Json


def _mark(question: Json) -> str:
    return hashlib.sha256(orjson.dumps(question, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def packed(mark: str, keys: Sequence[object]) -> str:
    """Where a page ended, as text that nobody need read."""
    return base64.urlsafe_b64encode(orjson.dumps([mark, list(keys)], option=orjson.OPT_UTC_Z)).decode().rstrip("=")


def unpacked(cursor: str) -> tuple[object, list[Any]]:
    """Mark and keys of such a text. ValueError or TypeError for anything else."""
    mark, keys = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(keys, list):
        raise TypeError("no list of keys")
    return mark, keys


def encode_cursor(keys: list[Json], question: Json) -> str:
    """Where a page ended; `question` is everything that must be the same next time, caller included."""
    return packed(_mark(question), keys)


def decode_cursor(cursor: str, question: Json) -> list[Json]:
    """The keys inside a cursor. Refuses (400, `page.cursor`) one that is garbled or belongs to another question."""
    try:
        mark, keys = unpacked(cursor)
    except (ValueError, TypeError):
        raise refuse(400, "page.cursor", ("cursor",)) from None
    if mark != _mark(question):
        raise refuse(400, "page.cursor", ("cursor",))
    return keys
