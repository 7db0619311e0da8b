"""The values of one record's write, under the bind names that its plan takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Step
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.fold_text import fold_text
from dougong.storage.sort_text import sort_text
from dougong_engine.fields import Row, Value, field_type
from dougong_engine.fields._values import plain
from dougong_engine.forms.stages import Move


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes what, when, through which door and why."""

    workspace_id: str
    person_id: str
    epoch: int
    at: datetime
    via: str
    cause: str | None
    depth: int = 0


def field_values(table: EntityTable, values: Mapping[str, Value]) -> dict[str, object]:
    """Binds for the fields of a write."""
    bound: dict[str, object] = {}
    for id, value in values.items():
        place = table.place(id)
        if place.links is not None:
            bound[f"l_{id}"] = list(value) if isinstance(value, tuple) else []
        elif place.column is not None:
            bound[f"v_{id}"] = plain(value) if isinstance(value, dict) else value
            if place.fold is not None:
                bound[f"v_{id}__fold"] = fold_text(value)
            if place.sort is not None:
                bound[f"v_{id}__sort"] = None if value is None else sort_text(str(value))
    return bound


def move_values(moves: Sequence[Move], *, known: bool) -> dict[str, object]:
    """Binds for stage moves; `known` is false when nobody knows since when a record stands where it does."""
    bound: dict[str, object] = {}
    for number, move in enumerate(moves):
        bound[f"m{number}_stage"] = move.after
        bound[f"m{number}_waived"] = list(move.waived)
        bound[f"m{number}_known"] = known
    return bound


def changes_json(table: EntityTable, changes: Mapping[str, tuple[Value, Value]]) -> dict[str, object]:
    """History's form of changes: field id → [before, after] on the wire."""
    shown: dict[str, object] = {}
    for id, (before, after) in changes.items():
        dump = field_type(table.place(id).spec).dump
        shown[id] = [None if before is None else dump(before), None if after is None else dump(after)]
    return shown


def row_steps(place: Place, record_id: str, rows: Sequence[Row], dialect: Dialect) -> list[Step]:
    """Make a sub-table hold exactly these rows, in their order."""
    table = place.rows
    assert table is not None
    mine = table.c.record_id == sa.bindparam("record_id", type_=table.c.record_id.type)
    gone = sa.delete(table).where(mine, sa.not_(any_of(table.c.id, "kept")))
    kept = [row["id"] for row in rows]
    steps: list[Step] = [(compile_statement(gone, dialect), {"record_id": record_id, "kept": kept})]
    columns = {one.column.name: id for id, one in place.columns.items() if one.column is not None}
    insert = _upsert(table, list(columns), dialect)
    statement = compile_statement(insert, dialect)
    for position, row in enumerate(rows):
        cells = {name: row.get(id) for name, id in columns.items()}
        steps.append((statement, {"id": row["id"], "record_id": record_id, "position": position, **cells}))
    return steps


def _upsert(table: sa.Table, columns: list[str], dialect: Dialect) -> sa.Insert:
    make = postgresql.insert if dialect is Dialect.POSTGRESQL else sqlite.insert
    names = ["id", "record_id", "position", *columns]
    insert = make(table).values({name: sa.bindparam(name, type_=table.c[name].type) for name in names})
    changed = {name: insert.excluded[name] for name in ["position", *columns]}
    # A row's id that another record already has must not move that row over here.
    return insert.on_conflict_do_update(
        index_elements=["id"], set_=changed, where=table.c.record_id == insert.excluded.record_id
    )
