"""Finds the mistake of writing around an open transaction, which on SQLite would wait for itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Hold:
    """One open transaction of one database."""

    database: object
    is_open: bool = True


_current: ContextVar[Hold | None] = ContextVar("dougong_open_transaction", default=None)


def forbid_nesting(database: object) -> None:
    """RuntimeError when this task has a transaction of `database` open."""
    hold = _current.get()
    if hold is not None and hold.is_open and hold.database is database:
        raise RuntimeError("a transaction is open in this task: use its session")


@contextmanager
def held(database: object) -> Iterator[Hold]:
    """Marks this task as inside a transaction of `database`."""
    hold = Hold(database)
    token = _current.set(hold)
    try:
        yield hold
    finally:
        hold.is_open = False
        _current.reset(token)
