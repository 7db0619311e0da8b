"""From a SQLAlchemy Core statement to a `Statement`, once."""

import re
from collections.abc import Sequence
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import iterate

from dougong.storage.conversions import Convert
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.types import codec_of

Rows = Literal["values", "wire"]
WORKSPACE_BINDS = frozenset({"ws", "workspace", "workspace_id", "of_workspace", "in_workspace"})
"""Names under which statements take the workspace that they are about."""


def sqlalchemy_dialect(dialect: Dialect) -> sa.Dialect:
    """The dialect whose SQL the driver takes: `$1` for asyncpg, `?` for sqlite3."""
    match dialect:
        case Dialect.POSTGRESQL:
            return asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
        case Dialect.SQLITE:
            return sqlite.dialect(paramstyle="qmark")


def compile_statement(
    executable: sa.Executable, dialect: Dialect, *, rows: Rows = "values", bounded: bool = False
) -> Statement:
    """The statement's SQL text, bind order and conversions.

    `bindparam`s without a value stay open and are filled by name at each run; literals become constants. With
    `rows="wire"` decimals come as text and JSON as a fragment, so that orjson (OPT_UTC_Z) writes wire values
    directly; `bounded` promises few rows by an index. TypeError: a type or default that would differ between
    the databases.
    """
    assert isinstance(executable, sa.ClauseElement)
    compiled = executable.compile(dialect=sqlalchemy_dialect(dialect))
    assert isinstance(compiled, SQLCompiler)
    _refuse_client_defaults(compiled)
    still_open = _open_binds(compiled)
    binds = compiled.binds.items()
    known = {name: None if name in still_open else bind.effective_value for name, bind in binds}
    expanded = compiled.construct_expanded_state(known)
    types = {name: bind.type for name, bind in binds}
    types |= {item: types[name] for name, items in expanded.parameter_expansion.items() for item in items}
    template: list[object] = []
    encoders: list[Convert | None] = []
    slots: list[tuple[int, str, Convert | None]] = []
    for position, name in enumerate(expanded.positiontup or ()):
        encode = codec_of(types[name], dialect).encode
        encoders.append(encode)
        value = expanded.parameters[name]
        template.append(value if encode is None or value is None else encode(value))
        if name in still_open:
            slots.append((position, name, encode))
    columns, decoders = _columns(compiled, dialect, rows)
    return Statement(
        sql=expanded.statement,
        names=tuple(expanded.positiontup or ()),
        encoders=tuple(encoders),
        template=tuple(template),
        slots=tuple(slots),
        columns=columns,
        decoders=decoders,
        returns_rows=bool(columns),
        bounded=bounded,
        workspace=_workspace(expanded.positiontup or ()),
        writes=any(isinstance(element, sa.UpdateBase) for element in iterate(executable)),
        rows_sql=_rows_at_once(expanded.statement) if dialect is Dialect.POSTGRESQL and not columns else None,
    )


PLAIN_INSERT = re.compile(
    r"INSERT INTO (?P<into>[^()]+ \([^()]+\)) VALUES \((?P<values>.+?)\)(?P<end>| ON CONFLICT DO NOTHING)"
)
PLAIN_VALUE = re.compile(r"\$(\d+)::([A-Z][A-Z ]*(?:\(\d+, \d+\))?)(?: COLLATE \"C\")?")


def _rows_at_once(sql: str) -> str | None:
    """The same INSERT for any number of rows: it takes a list for each column. None for anything but plain values."""
    found = PLAIN_INSERT.fullmatch(sql)
    values = [PLAIN_VALUE.fullmatch(one) for one in re.split(r", (?=\$)", found["values"])] if found else []
    if found is None or not all(values):
        return None
    lists = [f"${one[1]}::{one[2]}[]" for one in values if one is not None]
    if [one.partition("::")[0] for one in lists] != [f"${place}" for place in range(1, len(lists) + 1)]:
        return None
    return f"INSERT INTO {found['into']} SELECT * FROM unnest({', '.join(lists)}){found['end']}"  # noqa: S608  # compiled


def _workspace(names: Sequence[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in WORKSPACE_BINDS), None)


def _refuse_client_defaults(compiled: SQLCompiler) -> None:
    if compiled.isinsert or compiled.isupdate:
        prefetched = [column.name for column in compiled.prefetch]
        if prefetched:
            raise TypeError(f"Python-side defaults are not run on the driver: {prefetched}")


def _open_binds(compiled: SQLCompiler) -> frozenset[str]:
    """The binds that a caller fills: `bindparam`s without a value, the columns of a bare `insert(table)`."""
    names = frozenset(name for name, bind in compiled.binds.items() if bind.required)
    for name in names:
        if compiled.binds[name].expanding:
            raise TypeError(f"the list {name!r} has no fixed length: use any_of")
    return names


def _columns(
    compiled: SQLCompiler, dialect: Dialect, rows: Rows
) -> tuple[tuple[str, ...], tuple[tuple[int, Convert], ...]]:
    columns: list[str] = []
    decoders: list[tuple[int, Convert]] = []
    for position, entry in enumerate(compiled._result_columns):
        columns.append(str(entry.keyname))  # orjson takes no kind of text but str as a key
        codec = codec_of(entry.type, dialect)
        convert = codec.decode if rows == "values" else codec.render
        if convert is not None:
            decoders.append((position, convert))
    return tuple(columns), tuple(decoders)
