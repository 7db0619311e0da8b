"""Many new records of one shape as one data-modifying statement of PostgreSQL, under the epoch that the caller read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.conversions import Codec
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.scope import stamp
from dougong.storage.side_tables import history, inbox, stage_spans
from dougong.storage.types import AnyType, DecimalType, JsonType, ListType, UuidType, codec_of
from dougong.storage.write_plan import Shape, columns_of

Columns = dict[str, sa.ColumnElement[Any]]


class CellsType(ListType):
    """The values of one column over many rows; some may be empty."""

    cache_ok = True

    def codec(self, dialect: Dialect) -> Codec:
        """As `ListType`, empty values left as they are."""
        encode = None if isinstance(self.item, DecimalType) else codec_of(self.item, dialect).encode
        if encode is None:
            return Codec()
        return Codec(lambda cells: [None if one is None else encode(one) for one in _listed(cells)])


def _listed(cells: object) -> list[object]:
    assert isinstance(cells, list)
    return cells


@dataclass(frozen=True, slots=True)
class CreationPlan:
    """The statement and the binds that take a list with one value a row; every other bind is the same for all rows."""

    statement: Statement
    listed: tuple[str, ...]


def creation_plan(table: EntityTable, shape: Shape) -> CreationPlan:
    """INSERT of many rows with their history, events and stages; returns the ids, none where rights changed.

    Once for all rows: ws, me, epoch, at, by, entity, via, cause, `m<i>_known`. Lists: id, event_id, changes, payload,
    errors, `v_<field>` with `__fold` and `__sort`, `m<i>_stage`, `m<i>_waived`.
    """
    plain = columns_of(table, shape.fields)
    kinds: dict[str, AnyType] = {"id": UuidType(), "event_id": UuidType()}
    kinds |= {"changes": JsonType(), "payload": JsonType(), "errors": JsonType()}
    kinds |= {bind: column.type for column, bind in plain.values()}
    for number in range(len(shape.gates)):
        kinds |= {f"m{number}_stage": stage_spans.c.stage.type, f"m{number}_waived": JsonType()}
    given = _given(kinds)
    head = _head(table, {name: given.c[bind] for name, (_, bind) in plain.items()}, given).cte("head")
    followers = [_event(given, head), _history(given, head)]
    followers += [_stay(given, head, gate, number) for number, gate in enumerate(shape.gates)]
    rest = [one.cte(f"f{place}") for place, one in enumerate(followers)]
    statement = compile_statement(sa.select(head.c.id).add_cte(*rest), Dialect.POSTGRESQL)
    return CreationPlan(statement, tuple(kinds))


def _given(kinds: dict[str, AnyType]) -> sa.CTE:
    lists = (sa.bindparam(name, type_=CellsType(kind)) for name, kind in kinds.items())
    columns = (sa.column(name, kind) for name, kind in kinds.items())
    rows = sa.func.unnest(*lists).table_valued(*columns, joins_implicitly=True).render_derived(name="rows")
    return sa.select(*rows.c).select_from(rows).cte("given")


def _once(column: "sa.Column[Any]", name: str) -> "sa.ColumnElement[Any]":
    return sa.cast(sa.bindparam(name, type_=column.type), column.type)


def _head(table: EntityTable, plain: Columns, given: sa.CTE) -> "sa.Insert":
    t = table.table
    values: Columns = {"id": given.c.id, "version": sa.literal_column("1"), **plain, "errors": given.c.errors}
    values |= {name: _once(t.c[name], "at") for name in ("created_at", "updated_at")}
    values |= {name: _once(t.c[name], "by") for name in ("created_by", "updated_by")}
    rights = stamp() == sa.bindparam("epoch", type_=sa.BigInteger)
    select = sa.select(*values.values()).select_from(given).where(rights)
    return sa.insert(t).from_select(list(values), select).returning(t.c.id)


def _follow(target: sa.Table, values: Columns, given: sa.CTE, head: sa.CTE) -> sa.Insert:
    select = sa.select(*values.values()).select_from(given.join(head, head.c.id == given.c.id))
    return sa.insert(target).from_select(list(values), select)


def _event(given: sa.CTE, head: sa.CTE) -> sa.Insert:
    c = inbox.c
    values: Columns = {
        "workspace_id": _once(c.workspace_id, "ws"),
        "id": given.c.event_id,
        "kind": sa.literal("record", c.kind.type),
        "entity_id": _once(c.entity_id, "entity"),
        "record_id": given.c.id,
        "version": sa.literal_column("1"),
        "at": _once(c.at, "at"),
        "payload": given.c.payload,
    }
    return _follow(inbox, values, given, head)


def _history(given: sa.CTE, head: sa.CTE) -> sa.Insert:
    c = history.c
    values: Columns = {
        "workspace_id": _once(c.workspace_id, "ws"),
        "entity_id": _once(c.entity_id, "entity"),
        "record_id": given.c.id,
        "version": sa.literal_column("1"),
        "at": _once(c.at, "at"),
        "by": _once(c.by, "by"),
        "via": _once(c.via, "via"),
        "cause": _once(c.cause, "cause"),
        "action": sa.literal("create", c.action.type),
        "changes": given.c.changes,
    }
    return _follow(history, values, given, head)


def _stay(given: sa.CTE, head: sa.CTE, gate: str, number: int) -> sa.Insert:
    c = stage_spans.c
    known = sa.bindparam(f"m{number}_known", type_=sa.Boolean)
    values: Columns = {
        "workspace_id": _once(c.workspace_id, "ws"),
        "entity_id": _once(c.entity_id, "entity"),
        "record_id": given.c.id,
        "gate_id": sa.literal(gate, c.gate_id.type),
        "version": sa.literal_column("1"),
        "stage": given.c[f"m{number}_stage"],
        "entered_at": sa.case((known, _once(c.entered_at, "at")), else_=sa.null()),
        "open": sa.true(),
        "waived": given.c[f"m{number}_waived"],
    }
    return _follow(stage_spans, values, given, head)


def listed_binds(plan: CreationPlan, rows: "Sequence[dict[str, object]]") -> dict[str, object]:
    """The binds of many single writes as the binds of this statement."""
    return {**rows[0], **{name: [row[name] for row in rows] for name in plan.listed}}
