"""Opaque cursors for keyset pages, good only for the question that they answer."""

import base64
import binascii
import hashlib

import orjson

from dougong.kernel.problem import refuse
from dougong_engine.document import Json


def _mark(question: Json) -> str:
    return hashlib.sha256(orjson.dumps(question, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def encode_cursor(keys: list[Json], question: Json) -> str:
    """Where a page ended; `question` is everything that must be the same next time, caller included."""
    return base64.urlsafe_b64encode(orjson.dumps([_mark(question), keys])).decode().rstrip("=")


def decode_cursor(cursor: str, question: Json) -> list[Json]:
    """The keys inside a cursor. Refuses (400, `page.cursor`) one that is garbled or belongs to another question."""
    try:
        mark, keys = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error):
        raise refuse(400, "page.cursor", ("cursor",)) from None
    if mark != _mark(question) or not isinstance(keys, list):
        raise refuse(400, "page.cursor", ("cursor",))
    return keys
