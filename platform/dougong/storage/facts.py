"""Loads the record that a write is about, with the caller's rights on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from dougong.storage import json_list
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Dialect, Session, Statement
from dougong.storage.entity_table import Place
from dougong.storage.reader import Reader
from dougong.storage.schema import Schema
from dougong.storage.scope import stamp
from dougong_engine.access.plan import Access
from dougong_engine.fields import FieldSpec, Row, Value, field_type
from dougong_engine.fields._values import as_date, as_moment
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.formula.values import Clock
from dougong_engine.kinds import Storage

Rights = Callable[[str], Access]
Fetch = Database | Session


@dataclass(frozen=True, slots=True)
class Current:
    """The stored record: its values by field id, its version, and which of the access's scopes hold for it."""

    values: Mapping[str, Value]
    version: int
    within: frozenset[int]
    deleted: bool


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """How to load a record for writing."""

    statement: Statement
    columns: tuple[tuple[str, int, Callable[[Any], Value] | None], ...]
    scopes: tuple[tuple[int, int], ...]
    everywhere: frozenset[int]
    bound: Mapping[str, object]


def current_plan(schema: Schema, entity_id: str, rights: Rights, clock: Clock, dialect: Dialect) -> CurrentPlan:
    """The statement that loads one record by `id`, whoever may see it, with the caller's scopes evaluated for it."""
    table = schema.table(entity_id)
    access = rights(entity_id)
    reader = Reader(schema, entity_id, rights, clock, trusted=True)
    root = reader.root
    selected: list[sa.ColumnElement[Any]] = [root.c.version, root.c.deleted_at.is_not(None), stamp()]
    columns: list[tuple[str, int, Callable[[Any], Value] | None]] = []
    for place in table.places.values():
        expression, read = _stored(place, root, dialect)
        if expression is not None:
            columns.append((place.spec.id, len(selected), read))
            selected.append(expression)
    scopes: list[tuple[int, int]] = []
    for index, scope in enumerate(access.scopes):
        if scope.rows != "all":
            inside = reader.within(access, frozenset({index}), entity_id, root)
            assert inside is not None
            scopes.append((index, len(selected)))
            selected.append(sa.func.coalesce(sa.and_(sa.true(), inside), sa.false()))
    labelled = [one.label(f"c{i}") for i, one in enumerate(selected)]
    mine = root.c.id == sa.bindparam("id", type_=root.c.id.type)
    statement = compile_statement(sa.select(*labelled).select_from(root).where(mine), dialect, bounded=True)
    everywhere = frozenset(i for i, scope in enumerate(access.scopes) if scope.rows == "all")
    return CurrentPlan(statement, tuple(columns), tuple(scopes), everywhere, dict(reader.bound))


def read_current(plan: CurrentPlan, row: tuple[Any, ...]) -> tuple[Current, int | None]:
    """The record in a row of that plan, and the caller's epoch."""
    values = {id: read(row[at]) if read is not None else row[at] for id, at, read in plan.columns}
    within = plan.everywhere | {index for index, at in plan.scopes if row[at]}
    return Current(values, int(row[0]), frozenset(within), bool(row[1])), row[2]


def _stored(
    place: Place, root: sa.FromClause, dialect: Dialect
) -> "tuple[sa.ColumnElement[Any] | None, Callable[[Any], Value] | None]":
    if place.links is not None:
        return json_list.links(place, root), tuple
    if place.rows is not None:
        return json_list.rows(place, root), _row_values(place, dialect)
    if place.column is None:
        return None, None
    return root.c[place.column.name], None


def _row_values(place: Place, dialect: Dialect) -> Callable[[Any], Value]:
    """From the JSON of a sub-table to rows of run-time values by column id."""
    table = place.spec
    assert isinstance(table, SubTable)
    columns = {one.key: one for one in table.fields}
    read = json_list.row_reader(place, dialect)

    def rows(raw: Any) -> Value:
        objects = cast(list[dict[str, Any]], read(raw))
        return tuple(
            cast(Row, {"id": one["id"]} | {columns[k].id: _parsed(columns[k], v) for k, v in one.items() if k != "id"})
            for one in objects
        )

    return rows


def _parsed(spec: FieldSpec, raw: Any) -> Value:
    if raw is None:
        return None
    if spec.computed():
        return COMPUTED[spec.storage()](raw)
    value: Value = field_type(spec).parse(spec, raw)
    return value


COMPUTED: Mapping[Storage, Callable[[Any], Value]] = {
    Storage.DECIMAL: Decimal,
    Storage.DATE: as_date,
    Storage.MOMENT: as_moment,
    Storage.TEXT: str,
    Storage.BOOLEAN: bool,
}
"""How a computed cell of a sub-table comes back from its wire form."""
