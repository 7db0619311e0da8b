"""One record's write as SQL: the row, its history, its event and its side tables, all or nothing.

On PostgreSQL everything is one data-modifying statement; on SQLite it is a few statements of one transaction. The head
(INSERT or UPDATE of the row) takes effect only under the rights epoch and the version that the caller read; everything
else hangs on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.scope import stamp
from dougong.storage.side_tables import history, inbox, stage_spans
from dougong.storage.types import ListType
from dougong_engine.forms.submit import Write

Action = Literal["create", "update", "delete", "restore"]
Dml = sa.Insert | sa.Update | sa.Delete


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the SQL text of a write: the fields that it sets, the gates that it moves, whether it tells its
    event itself (`told`) or somebody tells many in one row, and the fields whose references it has to find itself."""

    action: Action
    fields: tuple[str, ...]
    gates: tuple[str, ...] = ()
    told: bool = True
    refs: tuple[str, ...] = ()


def shape_of(
    table: EntityTable, action: Action, write: Write, *, told: bool = True, refs: tuple[str, ...] = ()
) -> Shape:
    """The shape of a judged write; rows of sub-tables are written apart."""
    fields = tuple(sorted(id for id in write.values if table.places[id].rows is None))
    return Shape(action, fields, tuple(move.gate for move in write.moves), told, refs)


@dataclass(frozen=True, slots=True)
class WritePlan:
    """The statements of a write in order; the first is the head and returns the id if it took effect.

    `bound` are values that the tests of its references brought along.
    """

    statements: tuple[Statement, ...]
    bound: Mapping[str, object]


@dataclass(slots=True)
class _Builder:
    """Collects the statements that hang on the head."""

    dialect: Dialect
    head: Dml
    table: sa.Table
    told: bool
    bound: Mapping[str, object]
    followers: list[Dml] = field(default_factory=list)
    _gate: "sa.CTE | None" = None

    def __post_init__(self) -> None:
        if self.dialect is Dialect.POSTGRESQL:
            self._gate = self.head.cte("head")

    def when(self) -> "ColumnElement[bool]":
        """True if the head took effect: by its returned row, or by its event, which is written right after it.

        Without an event by the record's version: it is then the only write of it in a transaction that also judged it.
        """
        if self._gate is not None:
            return sa.exists(sa.select(sa.literal_column("1")).select_from(self._gate))
        if not self.told:
            t = self.table.c
            return sa.exists().where(t.id == _bind(t.id, "id"), t.version == _bind(t.version, "version"))
        if not self.followers:
            return sa.literal_column("changes()", sa.Integer) > 0
        return sa.exists().where(
            inbox.c.workspace_id == _bind(inbox.c.workspace_id, "ws"), inbox.c.id == _bind(inbox.c.id, "event_id")
        )

    def insert(self, table: sa.Table, values: "dict[str, ColumnElement[Any]]") -> None:
        """One row, if the head took effect."""
        select = sa.select(*values.values()).where(self.when())
        self.followers.append(sa.insert(table).from_select(list(values), select))

    def finish(self) -> WritePlan:
        """The statements, compiled."""
        if self._gate is None:
            whole = (self.head, *self.followers)
            return WritePlan(tuple(compile_statement(one, self.dialect) for one in whole), self.bound)
        rest = [one.cte(f"f{i}") for i, one in enumerate(self.followers)]
        return WritePlan((compile_statement(sa.select(self._gate.c.id).add_cte(*rest), self.dialect),), self.bound)


def _bind(column: "sa.Column[Any]", name: str) -> "ColumnElement[Any]":
    """A value of the column's type; the cast tells PostgreSQL the type inside a SELECT."""
    return sa.cast(sa.bindparam(name, type_=column.type), column.type)


def write_plan(
    table: EntityTable,
    shape: Shape,
    dialect: Dialect,
    tests: Sequence["ColumnElement[bool]"] = (),
    bound: Mapping[str, object] = MappingProxyType({}),
) -> WritePlan:
    """The write of one record of that shape, which takes effect only if all `tests` hold; `bound` are their values.

    Binds: ws, me, epoch, id, version, expected (not for create), at, by, event_id, entity, via, cause, changes,
    payload, errors; `v_<field>` and, for text, `v_<field>__fold`, `v_<field>__sort`; `l_<field>` for link tables;
    `m<i>_stage`, `m<i>_waived`, `m<i>_known` for moves.
    """
    builder = _Builder(dialect, _head(table, shape, tests), table.table, shape.told, bound)
    if shape.told:
        _event(builder)
    _history(builder, shape)
    for id in shape.fields:
        place = table.place(id)
        if place.links is not None:
            _links(builder, place.links, id, dialect, fresh=shape.action == "create")
    for number, gate in enumerate(shape.gates):
        _span(builder, gate, number, fresh=shape.action == "create")
    return builder.finish()


def columns_of(table: EntityTable, fields: Sequence[str]) -> "dict[str, tuple[sa.Column[Any], str]]":
    """Column name → (column, bind) of the plainly stored fields among these."""
    found: dict[str, tuple[sa.Column[Any], str]] = {}
    for id in fields:
        place = table.place(id)
        for column, suffix in ((place.column, ""), (place.fold, "__fold"), (place.sort, "__sort")):
            if column is not None:
                found[column.name] = (column, f"v_{id}{suffix}")
    return found


def _head(table: EntityTable, shape: Shape, tests: "Sequence[ColumnElement[bool]]") -> Dml:
    t = table.table
    rights = stamp() == sa.bindparam("epoch", type_=sa.BigInteger)
    plain = {name: _bind(column, bind) for name, (column, bind) in columns_of(table, shape.fields).items()}
    system = {"version": "version", "updated_at": "at", "updated_by": "by"}
    if shape.action == "create":
        system |= {"id": "id", "created_at": "at", "created_by": "by"}
        values = {**{name: _bind(t.c[name], bind) for name, bind in system.items()}, **plain}
        values["errors"] = _bind(t.c.errors, "errors")
        return (
            sa.insert(t).from_select(list(values), sa.select(*values.values()).where(rights, *tests)).returning(t.c.id)
        )
    values = {**{name: _bind(t.c[name], bind) for name, bind in system.items()}, **plain}
    match shape.action:
        case "delete":
            values["deleted_at"] = _bind(t.c.deleted_at, "at")
        case "restore":
            values["deleted_at"] = sa.null()
        case _:
            values["errors"] = _bind(t.c.errors, "errors")
    alive = t.c.deleted_at.is_not(None) if shape.action == "restore" else t.c.deleted_at.is_(None)
    same = t.c.version == sa.bindparam("expected", type_=sa.BigInteger)
    mine = t.c.id == sa.bindparam("id", type_=t.c.id.type)
    return sa.update(t).values(values).where(mine, same, alive, rights, *tests).returning(t.c.id)


def _event(builder: _Builder) -> None:
    c = inbox.c
    builder.insert(
        inbox,
        {
            "workspace_id": _bind(c.workspace_id, "ws"),
            "id": _bind(c.id, "event_id"),
            "kind": sa.literal("record", c.kind.type),
            "entity_id": _bind(c.entity_id, "entity"),
            "record_id": _bind(c.record_id, "id"),
            "version": _bind(c.version, "version"),
            "at": _bind(c.at, "at"),
            "payload": _bind(c.payload, "payload"),
        },
    )


def _history(builder: _Builder, shape: Shape) -> None:
    c = history.c
    builder.insert(
        history,
        {
            "workspace_id": _bind(c.workspace_id, "ws"),
            "entity_id": _bind(c.entity_id, "entity"),
            "record_id": _bind(c.record_id, "id"),
            "version": _bind(c.version, "version"),
            "at": _bind(c.at, "at"),
            "by": _bind(c.by, "by"),
            "via": _bind(c.via, "via"),
            "cause": _bind(c.cause, "cause"),
            "action": sa.literal(shape.action, c.action.type),
            "changes": _bind(c.changes, "changes"),
        },
    )


def _links(builder: _Builder, links: sa.Table, field_id: str, dialect: Dialect, *, fresh: bool) -> None:
    """Make the link table hold exactly the values in `l_<field>`, in their order."""
    values = sa.bindparam(f"l_{field_id}", type_=ListType(links.c.value.type))
    if dialect is Dialect.POSTGRESQL:
        given = (
            sa.func.unnest(values)
            .table_valued(sa.column("value", links.c.value.type), with_ordinality="position", joins_implicitly=True)
            .render_derived(name="given")
        )
        item, position = given.c.value, sa.cast(given.c.position, sa.Integer)
    else:
        given = sa.func.json_each(values).table_valued("value", "key", joins_implicitly=True)
        item, position = given.c.value, sa.cast(given.c.key, sa.Integer)
    record = _bind(links.c.record_id, "id")
    if not fresh:
        kept = sa.select(item).select_from(given)
        builder.followers.append(
            sa.delete(links).where(links.c.record_id == record, links.c.value.not_in(kept), builder.when())
        )
    select = sa.select(record, item, position).select_from(given).where(builder.when())
    insert = postgresql.insert if dialect is Dialect.POSTGRESQL else sqlite.insert
    upsert = insert(links).from_select(["record_id", "value", "position"], select)
    builder.followers.append(
        upsert.on_conflict_do_update(index_elements=["record_id", "value"], set_={"position": upsert.excluded.position})
    )


def _span(builder: _Builder, gate: str, number: int, *, fresh: bool) -> None:
    """Close the open stay at this gate and begin the next one."""
    c = stage_spans.c
    if not fresh:
        builder.followers.append(
            sa.update(stage_spans)
            .values(left_at=_bind(c.left_at, "at"), next_stage=_bind(c.next_stage, f"m{number}_stage"), open=sa.false())
            .where(
                c.workspace_id == _bind(c.workspace_id, "ws"),
                c.entity_id == _bind(c.entity_id, "entity"),
                c.record_id == _bind(c.record_id, "id"),
                c.gate_id == sa.literal(gate, c.gate_id.type),
                c.open,
                c.version < _bind(c.version, "version"),
                builder.when(),
            )
        )
    known = sa.bindparam(f"m{number}_known", type_=sa.Boolean)
    builder.insert(
        stage_spans,
        {
            "workspace_id": _bind(c.workspace_id, "ws"),
            "entity_id": _bind(c.entity_id, "entity"),
            "record_id": _bind(c.record_id, "id"),
            "gate_id": sa.literal(gate, c.gate_id.type),
            "version": _bind(c.version, "version"),
            "stage": _bind(c.stage, f"m{number}_stage"),
            "entered_at": sa.case((known, _bind(c.entered_at, "at")), else_=sa.null()),
            "open": sa.true(),
            "waived": _bind(c.waived, f"m{number}_waived"),
        },
    )
