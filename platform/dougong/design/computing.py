"""Computes formulas and rollups of records that were there before the formula."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.design.moving import BATCH
from dougong.records.parents import rollup_update
from dougong.records.scene import Scene
from dougong.storage import json_list
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Session, Statement
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.facts import COMPUTED
from dougong.storage.reader import Reader
from dougong.storage.schema import Schema
from dougong.storage.write_values import field_values
from dougong_engine.changes.risk import values_differ
from dougong_engine.computed.plan import Column, OverRows, Own, Parents, Path
from dougong_engine.fields import FieldSpec, Row, Value, field_type
from dougong_engine.fields._computed import Computed
from dougong_engine.fields.lookup import Lookup
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.forms.compute import compute
from dougong_engine.forms.facts import Facts
from dougong_engine.forms.record_scene import RecordScene

Batch = tuple[str | None, int]


@dataclass(slots=True)
class OwnFormulas:
    """The formulas of an entity's own records and rows."""

    scene: Scene
    dialect: Dialect
    entity_id: str
    _plans: dict[bool, Statement] = field(default_factory=dict)
    _paths: list[tuple[str, Path]] = field(default_factory=list)

    @property
    def table(self) -> EntityTable:
        """The entity as it will be."""
        return self.scene.planning.schema.table(self.entity_id)

    async def batch(self, session: Session, after: str, since: datetime | None) -> Batch:
        """Compute the records that follow the id `after`; answers the last id, None at the end, and the changes."""
        statement = self._statement(since is not None)
        bound: dict[str, object] = {"after": after} | ({} if since is None else {"since": since})
        rows = await session.fetch(statement, bound)
        heads: list[dict[str, object]] = []
        cells: dict[str, list[dict[str, object]]] = {}
        for row in rows:
            head, inner = self._made(row)
            if head is not None:
                heads.append({"row_id": row[0], **head})
            for table, some in inner.items():
                cells.setdefault(table, []).extend(some)
        if heads:
            await session.many(self._update(), heads)
        for table, some in cells.items():
            await session.many(self._update_rows(table), some)
        return (str(rows[-1][0]) if len(rows) == BATCH else None), len(heads) + sum(map(len, cells.values()))

    def _made(self, row: tuple[Any, ...]) -> tuple[dict[str, object] | None, dict[str, list[dict[str, object]]]]:
        """What has to be written for one record: its own binds, and those of its rows by sub-table."""
        plan = self.scene.planning.entity(self.entity_id)
        places = self._places()
        values = {place.spec.id: self._read(place, cell) for place, cell in zip(places, row[2:], strict=False)}
        linked: dict[str, dict[Path, Value]] = {}
        for (link, path), value in zip(self._paths, row[2 + len(places) :], strict=True):
            linked.setdefault(link, {})[path] = value
        scene = RecordScene(plan, values, {}, Facts(values, linked), self.scene.clock, Person())
        made = compute(scene)
        own = {one.field.id: made.values.get(one.field.id) for one in plan.steps if isinstance(one, Own | OverRows)}
        errors = dict(made.errors) or None
        inner = {
            step.table: changed
            for step in plan.steps
            if isinstance(step, Column) and (changed := self._cells(step.table, values, made.values))
        }
        if all(values.get(id) == value for id, value in own.items()) and (row[1] or None) == errors:
            return None, inner
        return {**field_values(self.table, own), "errors": errors}, inner

    def _cells(self, table: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> list[dict[str, object]]:
        """Rows of a sub-table whose computed cells changed."""
        old, new = cast("tuple[Row, ...]", before.get(table) or ()), cast("tuple[Row, ...]", after.get(table) or ())
        names = self._computed_columns(table)
        return [
            {"row_id": row["id"], **{f"v_{id}": row.get(id) for id in names}}
            for was, row in zip(old, new, strict=True)
            if any(was.get(id) != row.get(id) for id in names)
        ]

    def _computed_columns(self, table: str) -> list[str]:
        return [
            one.spec.id
            for one in self.table.place(table).columns.values()
            if one.spec.computed() and one.column is not None
        ]

    def _places(self) -> list[Place]:
        return [
            one
            for one in self.table.places.values()
            if one.links is not None or one.rows is not None or one.column is not None
        ]

    def _statement(self, since: bool) -> Statement:
        if since not in self._plans:
            self._plans[since] = compile_statement(self._select(since), self.dialect)
        return self._plans[since]

    def _select(self, since: bool) -> "sa.Select[Any]":
        """id, errors, every stored place, then the values beyond links."""
        planning = self.scene.planning
        reader = Reader(
            planning.schema, self.entity_id, planning.rights(self.scene.who), self.scene.clock, trusted=True
        )
        root = reader.root
        selected: list[sa.ColumnElement[Any]] = [root.c.id, root.c.errors]
        selected += [_stored(one, root) for one in self._places()]
        linked = planning.entity(self.entity_id).linked
        self._paths = [(link, path) for link in sorted(linked) for path in sorted(linked[link])]
        selected += [reader.cell((link, *path)).value() for link, path in self._paths]
        labelled = [one.label(f"c{number}") for number, one in enumerate(selected)]
        wanted = [root.c.id > sa.bindparam("after", type_=root.c.id.type)]
        if since:
            wanted.append(root.c.updated_at >= sa.bindparam("since", type_=root.c.updated_at.type))
        select = sa.select(*labelled).select_from(reader.source).where(*wanted)
        return select.order_by(root.c.id).limit(sa.literal_column(str(BATCH)))

    def _read(self, place: Place, cell: Any) -> Value:
        if place.links is not None:
            return tuple(cell)
        if place.rows is None:
            plain: Value = cell
            return plain
        assert isinstance(place.spec, SubTable)
        columns = {one.key: one for one in place.spec.fields}
        rows = cast("list[dict[str, Any]]", json_list.row_reader(place, self.dialect)(cell))
        return tuple(
            {"id": row["id"], **{columns[key].id: _cell(columns[key], one) for key, one in row.items() if key != "id"}}
            for row in rows
        )

    def _update(self) -> Statement:
        table = self.table.table
        values: dict[str, Any] = {"errors": sa.bindparam("errors", type_=table.c.errors.type)}
        for step in self.scene.planning.entity(self.entity_id).steps:
            if isinstance(step, Column):
                continue
            place, id = self.table.place(step.field.id), step.field.id
            for column, suffix in ((place.column, ""), (place.fold, "__fold"), (place.sort, "__sort")):
                if column is not None:
                    values[column.name] = sa.bindparam(f"v_{id}{suffix}", type_=column.type)
        return self._by_id(table, values)

    def _update_rows(self, table: str) -> Statement:
        place = self.table.place(table)
        assert place.rows is not None
        values: dict[str, Any] = {}
        for id in self._computed_columns(table):
            column = place.columns[id].column
            assert column is not None
            values[column.name] = sa.bindparam(f"v_{id}", type_=column.type)
        return self._by_id(place.rows, values)

    def _by_id(self, table: sa.Table, values: Mapping[str, Any]) -> Statement:
        mine = table.c.id == sa.bindparam("row_id", type_=table.c.id.type)
        return compile_statement(sa.update(table).where(mine).values(values), self.dialect)


@dataclass(slots=True)
class ParentSums:
    """One rollup over records of another entity."""

    scene: Scene
    dialect: Dialect
    child_id: str
    parents: Parents

    async def batch(self, session: Session, after: str, since: datetime | None) -> Batch:
        """Sum the parents that follow the id `after`; all of them again where a child has changed meanwhile."""
        schema = self.scene.planning.schema
        if since is not None and not await self._changed(session, schema, since):
            return None, 0
        parent = schema.table(self.parents.entity).table
        ids = sa.select(parent.c.id).where(parent.c.id > sa.bindparam("after", type_=parent.c.id.type))
        ids = ids.order_by(parent.c.id).limit(sa.literal_column(str(BATCH)))
        rows = await session.fetch(compile_statement(ids, self.dialect), {"after": after})
        if rows:
            update, bound = rollup_update(self.scene, self.child_id, self.parents, self.dialect)
            given = {**self.scene.bound(), **bound, "ids": [row[0] for row in rows]}
            await session.execute(compile_statement(update, self.dialect), given)
        return (str(rows[-1][0]) if len(rows) == BATCH else None), 0

    async def _changed(self, session: Session, schema: Schema, since: datetime) -> bool:
        for entity_id in (self.child_id, self.parents.entity):
            table = schema.table(entity_id).table
            newest = sa.select(sa.func.count()).where(table.c.updated_at >= since)
            ((count,),) = await session.fetch(compile_statement(newest.select_from(table), self.dialect), {})
            if count:
                return True
        return False


Computation = OwnFormulas | ParentSums


def computations(before: Schema, scene: Scene, dialect: Dialect, touched: frozenset[str]) -> Iterator[Computation]:
    """What has to be computed anew because these entities are published."""
    after = scene.planning.schema
    for entity_id in sorted(touched):
        plan = scene.planning.entity(entity_id)
        if entity_id in before.tables and plan.steps and _differs(before, after, entity_id):
            yield OwnFormulas(scene, dialect, entity_id)
        for parents in plan.parents:
            moved = entity_id in before.tables and _differs(before, after, entity_id)
            if parents.entity in before.tables and (moved or _is_new(before, after, parents)):
                yield ParentSums(scene, dialect, entity_id, parents)
    for entity_id in sorted(set(after.tables) - touched):
        for parents in scene.planning.entity(entity_id).parents:
            if parents.entity in touched and parents.entity in before.tables and _is_new(before, after, parents):
                yield ParentSums(scene, dialect, entity_id, parents)


def _differs(before: Schema, after: Schema, entity_id: str) -> bool:
    """Whether a computed field of the entity is new, or what any of its fields holds has changed."""
    old, new = before.table(entity_id), after.table(entity_id)
    for id, place in new.places.items():
        earlier = old.places.get(id)
        if earlier is None:
            if _computed(place.spec):
                return True
        elif _column(earlier) != _column(place) or (_computed(place.spec) and values_differ(earlier.spec, place.spec)):
            return True
        if isinstance(place.spec, SubTable) and earlier is not None and earlier.spec != place.spec:
            return True
    return False


def _is_new(before: Schema, after: Schema, parents: Parents) -> bool:
    old = before.table(parents.entity).places.get(parents.field.id)
    return old is None or _column(old) != _column(after.table(parents.entity).place(parents.field.id))


def _computed(spec: FieldSpec) -> bool:
    return isinstance(spec, Computed) and not isinstance(spec, Lookup)


def _column(place: Place) -> str | None:
    return None if place.column is None else str(place.column.name)


def _stored(place: Place, root: sa.FromClause) -> "sa.ColumnElement[Any]":
    if place.links is not None:
        return json_list.links(place, root)
    if place.rows is not None:
        return json_list.rows(place, root)
    assert place.column is not None
    return root.c[place.column.name]


def _cell(spec: FieldSpec, raw: Any) -> Any:
    if raw is None:
        return None
    return COMPUTED[spec.storage()](raw) if spec.computed() else field_type(spec).parse(spec, raw)
