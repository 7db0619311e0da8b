"""Where a page ended: opaque, and good only for the caller and the query that made it."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from dougong.kernel.paging import packed, unpacked
from dougong.kernel.problem import refuse
from dougong_engine.kinds import Storage

Keys = tuple[object, ...]


def fingerprint(*parts: object) -> str:
    """A short mark of a caller and a query."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=9).hexdigest()


def write(mark: str, keys: Sequence[object]) -> str:
    """The cursor after a row with these sort keys, as they stand on the wire."""
    return packed(mark, keys)


def read(cursor: str, mark: str, storages: Sequence[Storage]) -> Keys:
    """The sort keys in a cursor of the same caller and query, as values of columns stored so."""
    try:
        found, plain = unpacked(cursor)
        pairs = list(zip(plain, storages, strict=True))
        keys = tuple(None if one is None else _value(one, storage) for one, storage in pairs)
    except (ValueError, TypeError, ArithmeticError):
        raise refuse(422, "query.cursor", ("cursor",)) from None
    if found != mark or keys[-1] is None:  # the last key is the record's id, which every record has
        raise refuse(422, "query.cursor", ("cursor",))
    return keys


def _value(plain: object, storage: Storage) -> object:
    match storage:
        case Storage.DECIMAL:
            return Decimal(str(plain))
        case Storage.DATE:
            return date.fromisoformat(str(plain))
        case Storage.MOMENT:
            return datetime.fromisoformat(str(plain))
        case _:
            return plain
