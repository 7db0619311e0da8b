"""Many new records of one shape as one data-modifying statement of PostgreSQL, under the epoch that the caller read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.conversions import Codec
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.fold_text import fold_text
from dougong.storage.scope import stamp
from dougong.storage.side_tables import history, inbox, stage_spans
from dougong.storage.sort_text import sort_text
from dougong.storage.types import AnyType, DecimalType, JsonType, ListType, UuidType, codec_of
from dougong.storage.write_plan import Shape, columns_of
from dougong_engine.fields import Value, field_type
from dougong_engine.fields._values import plain
from dougong_engine.forms.submit import Write

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
    """The statement and how to fill its lists; every other bind is the same for all rows.

    `cells` pairs the bind of a list with its field and what becomes of a value on the way into it (None: nothing).
    `links` pairs fields with link tables, whose lists have one item a link. `recorded` are the fields of the history.
    """

    statement: Statement
    shape: Shape
    cells: tuple[tuple[str, str, Callable[[Value], object] | None], ...]
    links: tuple[str, ...]
    recorded: tuple[tuple[str, Callable[[Value], object]], ...]
    computes: bool
    """Whether the entity computes anything; without that no row has errors."""


@dataclass(frozen=True, slots=True)
class New:
    """A new record as it is stored: its id, its event's id, what was judged and what its event tells."""

    id: str
    event_id: str
    write: Write
    payload: object


def creation_plan(table: EntityTable, shape: Shape) -> CreationPlan:
    """INSERT of many rows with their history, events and stages; returns the ids, none where rights changed.

    Once for all rows: ws, me, epoch, at, by, entity, via, cause, `m<i>_known`, without gates payload. Lists: id,
    changes, `v_<field>` with `__fold` and `__sort`; with gates `m<i>_stage`, `m<i>_waived`; where it tells its events,
    event_id and with gates payload; errors where the entity computes something.
    Lists of links: `l_<field>`, `l_<field>_of` (the record), `l_<field>_at`.
    """
    columns = columns_of(table, shape.fields)
    computes = any(one.computed() for one in table.entity.fields)
    kinds: dict[str, AnyType] = {"id": UuidType(), "changes": JsonType()}
    kinds |= {"errors": JsonType()} if computes else {}
    kinds |= {"event_id": UuidType()} if shape.told else {}
    kinds |= {"payload": JsonType()} if shape.told and shape.gates else {}
    kinds |= {bind: column.type for column, bind in columns.values()}
    for number in range(len(shape.gates)):
        kinds |= {f"m{number}_stage": stage_spans.c.stage.type, f"m{number}_waived": JsonType()}
    given = _given(kinds)
    head = _head(table, {name: given.c[bind] for name, (_, bind) in columns.items()}, given).cte("head")
    followers = [*([_event(given, head)] if shape.told else []), _history(given, head)]
    followers += [_stay(given, head, gate, number) for number, gate in enumerate(shape.gates)]
    links = tuple(id for id in shape.fields if table.place(id).links is not None)
    followers += [_links(table, id, head) for id in links]
    rest = [one.cte(f"f{place}") for place, one in enumerate(followers)]
    statement = compile_statement(sa.select(head.c.id).add_cte(*rest), Dialect.POSTGRESQL)
    specs = [table.place(id).spec for id in shape.fields]
    recorded = tuple((one.id, field_type(one).dump) for one in specs if not one.computed())
    return CreationPlan(statement, shape, tuple(_cells(table, shape)), links, recorded, computes)


def _cells(table: EntityTable, shape: Shape) -> list[tuple[str, str, Callable[[Value], object] | None]]:
    found: list[tuple[str, str, Callable[[Value], object] | None]] = []
    for id in shape.fields:
        place = table.place(id)
        if place.column is not None:
            found.append((f"v_{id}", id, plain if isinstance(place.column.type, JsonType) else None))
        if place.fold is not None:
            found.append((f"v_{id}__fold", id, fold_text))
        if place.sort is not None:
            found.append((f"v_{id}__sort", id, lambda text: sort_text(str(text))))
    return found


def _given(kinds: dict[str, AnyType], name: str = "given") -> sa.CTE:
    lists = (sa.bindparam(name, type_=CellsType(kind)) for name, kind in kinds.items())
    columns = (sa.column(name, kind) for name, kind in kinds.items())
    rows = sa.func.unnest(*lists).table_valued(*columns, joins_implicitly=True).render_derived(name="rows")
    return sa.select(*rows.c).select_from(rows).cte(name)


def _once(column: "sa.Column[Any]", name: str) -> "sa.ColumnElement[Any]":
    return sa.cast(sa.bindparam(name, type_=column.type), column.type)


def _head(table: EntityTable, plain: Columns, given: sa.CTE) -> "sa.Insert":
    t = table.table
    values: Columns = {"id": given.c.id, "version": sa.literal_column("1"), **plain}
    values |= {"errors": given.c.errors} if "errors" in given.c else {}
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
        "payload": given.c.payload if "payload" in given.c else _once(c.payload, "payload"),
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


def _links(table: EntityTable, field_id: str, head: sa.CTE) -> sa.Insert:
    links = table.place(field_id).links
    assert links is not None
    kinds = {f"l_{field_id}_of": links.c.record_id.type, f"l_{field_id}": links.c.value.type}
    given = _given({**kinds, f"l_{field_id}_at": sa.Integer()}, f"given_{field_id}")
    select = sa.select(*given.c).select_from(given.join(head, head.c.id == given.c[f"l_{field_id}_of"]))
    return sa.insert(links).from_select(["record_id", "value", "position"], select)


def listed_binds(plan: CreationPlan, new: Sequence[New]) -> dict[str, object]:
    """The lists of the statement; all these records have its shape."""
    values = [one.write.values for one in new]
    moves = [one.write.moves for one in new]
    bound: dict[str, object] = {
        "id": [one.id for one in new],
        "changes": _changes(plan, new),
    }
    if plan.computes:
        bound["errors"] = [dict(one.write.errors) or None for one in new]
    if plan.shape.told:
        bound["event_id"] = [one.event_id for one in new]
    if plan.shape.told and plan.shape.gates:
        bound["payload"] = [one.payload for one in new]
    for bind, id, made in plan.cells:
        bound[bind] = [one[id] for one in values] if made is None else [made(one[id]) for one in values]
    for number in range(len(plan.shape.gates)):
        bound[f"m{number}_stage"] = [one[number].after for one in moves]
        bound[f"m{number}_waived"] = [list(one[number].waived) for one in moves]
    for id in plan.links:
        triples = [(one.id, value, at) for one in new for at, value in enumerate(_several(one.write.values[id]))]
        bound |= {f"l_{id}_of": [one[0] for one in triples], f"l_{id}": [one[1] for one in triples]}
        bound[f"l_{id}_at"] = [one[2] for one in triples]
    return bound


def _changes(plan: CreationPlan, new: Sequence[New]) -> list[dict[str, object]]:
    """History's form of each record: field id → [None, value on the wire]."""
    ids = [id for id, _ in plan.recorded]
    columns = [[[None, dump(one.write.values[id])] for one in new] for id, dump in plan.recorded]
    return [dict(zip(ids, row, strict=True)) for row in zip(*columns, strict=True)]


def _several(value: Value) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
