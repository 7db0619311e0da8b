"""Loads what a write has to know: the record with the caller's rights on it, linked values, existing references."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from dougong.storage import json_list
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Dialect, Session, Statement
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.people_tables import departments, people
from dougong.storage.reader import Reader
from dougong.storage.resolve import ready, values
from dougong.storage.schema import Schema
from dougong.storage.scope import WORKSPACE, stamp
from dougong_engine.access.plan import Access
from dougong_engine.computed.plan import Path
from dougong_engine.design.entity import Evidence
from dougong_engine.fields import FieldSpec, Refers, Row, Value, field_type
from dougong_engine.fields._values import as_date, as_moment
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.forms.facts import ReadSet
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


def reference_statement(
    schema: Schema, table: EntityTable, needed: ReadSet, rights: Rights, clock: Clock, dialect: Dialect
) -> tuple[Statement, tuple[tuple[str, str, object], ...], dict[str, object]]:
    """One SELECT for everything beyond the record itself.

    Answers the statement, what each column holds (`linked` field paths, `known` field, `count` evidence) and the binds
    that conditions brought along; beside them it takes `reference_binds` and, for evidence, `id`. It serves whatever
    has the same `reference_shape`.
    """
    selected: list[sa.ColumnElement[Any]] = []
    meaning: list[tuple[str, str, object]] = []
    bound: dict[str, object] = {}
    for link, (_, beyond) in needed.linked.items():
        spec = table.entity.field(link)
        assert isinstance(spec, Link)
        for path in sorted(beyond):
            reader = Reader(schema, spec.entity, rights, clock, bound, trusted=True)
            cell = reader.cell(path)
            assert cell.place.column is not None
            mine = reader.root.c.id == sa.bindparam(f"k_{link}", type_=reader.root.c.id.type)
            alive = reader.root.c.deleted_at.is_(None)
            selected.append(sa.select(cell.value()).select_from(reader.source).where(mine, alive).scalar_subquery())
            meaning.append(("linked", link, path))
    for field, ids in needed.refs.items():
        spec = table.entity.field(field)
        assert spec is not None
        found = _existing(schema, spec, field, len(ids) == 1, rights, clock, bound)
        if found is not None:
            selected.append(found)
            meaning.append(("known", field, None))
    for number, evidence in enumerate(needed.evidence):
        selected.append(_count(schema, evidence, number, rights, clock, bound))
        meaning.append(("count", evidence.id, None))
    labelled = [one.label(f"c{i}") for i, one in enumerate(selected)]
    return compile_statement(sa.select(*labelled), dialect, bounded=True), tuple(meaning), bound


def linked_statement(
    schema: Schema, table: EntityTable, link: str, paths: Sequence[Path], rights: Rights, clock: Clock, dialect: Dialect
) -> Statement:
    """The id and the values at `paths` of the records `ids` that a link may point to, whoever may see them."""
    spec = table.entity.field(link)
    assert isinstance(spec, Link)
    reader = Reader(schema, spec.entity, rights, clock, trusted=True)
    selected = [reader.root.c.id, *(reader.cell(path).value() for path in paths)]
    wanted = any_of(reader.root.c.id, "ids"), reader.root.c.deleted_at.is_(None)
    labelled = [one.label(f"c{i}") for i, one in enumerate(selected)]
    return compile_statement(sa.select(*labelled).select_from(reader.source).where(*wanted), dialect)


def reference_shape(needed: ReadSet) -> tuple[object, ...]:
    """What tells one statement of `reference_statement` from another, for one entity and one set of rights."""
    refs = tuple((field, len(ids) == 1) for field, ids in needed.refs.items())
    return tuple(needed.linked), refs, tuple(one.id for one in needed.evidence)


def reference_binds(needed: ReadSet) -> dict[str, object]:
    """The values that such a statement takes; a single id by itself."""
    binds: dict[str, object] = {f"k_{link}": one for link, (one, _) in needed.linked.items()}
    return binds | {f"r_{name}": ids[0] if len(ids) == 1 else list(ids) for name, ids in needed.refs.items()}


def _among(column: "sa.ColumnElement[Any]", name: str, single: bool) -> "sa.ColumnElement[bool]":
    """PostgreSQL makes a new plan for each list, which costs five times what looking up one id does."""
    return column == sa.bindparam(name, type_=column.type) if single else any_of(column, name)


def _existing(
    schema: Schema, spec: FieldSpec, field: str, single: bool, rights: Rights, clock: Clock, bound: dict[str, object]
) -> "sa.ColumnElement[Any] | None":
    """Those ids of the input that exist and may be seen, as a JSON list."""
    match field_type(spec).refers:
        case Refers.PERSON:
            rows, wanted, source = people, [people.c.workspace_id == WORKSPACE, people.c.active], people
        case Refers.DEPARTMENT:
            rows, wanted, source = departments, [departments.c.workspace_id == WORKSPACE], departments
        case Refers.RECORD:
            assert isinstance(spec, Link)
            reader = Reader(schema, spec.entity, rights, clock, bound)
            wanted = reader.visible()
            inner = sa.select(reader.root.c.id.label("v")).select_from(reader.source)
            inner = inner.where(_among(reader.root.c.id, f"r_{field}", single), *wanted)
            found = inner.subquery()
            return sa.select(json_list.Gathered(found.c.v, found.c.v)).scalar_subquery()
        case _:
            return None
    mine = _among(rows.c.id, f"r_{field}", single)
    ids = sa.select(rows.c.id.label("v")).select_from(source).where(mine, *wanted).subquery()
    return sa.select(json_list.Gathered(ids.c.v, ids.c.v)).scalar_subquery()


def _count(
    schema: Schema, evidence: Evidence, number: int, rights: Rights, clock: Clock, bound: dict[str, object]
) -> "sa.ColumnElement[Any]":
    assert evidence.entity is not None and evidence.through is not None
    reader = Reader(schema, evidence.entity, rights, clock, bound, trusted=True)
    link = reader.cell((evidence.through,))
    wanted = [reader.root.c.deleted_at.is_(None), link.value() == sa.bindparam("id", type_=reader.root.c.id.type)]
    if evidence.where is not None:
        resolved = ready(evidence.where, schema, evidence.entity, clock, f"e{number}_")
        bound |= values(resolved)
        wanted.append(reader.where(resolved))
    return sa.select(sa.func.count()).select_from(reader.source).where(*wanted).scalar_subquery()


def read_references(
    meaning: tuple[tuple[str, str, object], ...], row: tuple[Any, ...]
) -> tuple[dict[str, dict[Path, Value]], dict[str, frozenset[str]], dict[str, int]]:
    """What the columns of `reference_statement` say: linked values, known ids, evidence counts."""
    linked: dict[str, dict[Path, Value]] = {}
    known: dict[str, frozenset[str]] = {}
    counts: dict[str, int] = {}
    for (what, name, path), value in zip(meaning, row, strict=True):
        match what:
            case "linked":
                linked.setdefault(name, {})[cast(Path, path)] = value
            case "known":
                known[name] = frozenset(value)
            case _:
                counts[name] = int(value)
    return linked, known, counts
