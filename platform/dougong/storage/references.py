"""Loads what a write has to know beside its record: linked values, existing references, evidence."""

from collections.abc import Sequence
from typing import Any, cast

import sqlalchemy as sa

from dougong.storage import json_list
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import Rights
from dougong.storage.people_tables import departments, people
from dougong.storage.reader import Reader
from dougong.storage.resolve import ready, values
from dougong.storage.schema import Schema
from dougong.storage.scope import WORKSPACE
from dougong_engine.computed.plan import Path
from dougong_engine.design.entity import Evidence
from dougong_engine.fields import FieldSpec, Refers, Value, field_type
from dougong_engine.fields.link import Link
from dougong_engine.forms.facts import ReadSet
from dougong_engine.formula.values import Clock


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


def reference_test(
    schema: Schema, spec: FieldSpec, rights: Rights, clock: Clock, bound: dict[str, object]
) -> "sa.ColumnElement[bool]":
    """True if the one id that a field is given (`r_<field>`) exists and may be seen; for fields that refer to rows."""
    found = _found(schema, spec, spec.id, True, rights, clock, bound)
    assert found is not None
    return sa.exists(found)


def _existing(
    schema: Schema, spec: FieldSpec, field: str, single: bool, rights: Rights, clock: Clock, bound: dict[str, object]
) -> "sa.ColumnElement[Any] | None":
    """Those ids of the input that exist and may be seen, as a JSON list."""
    ids = _found(schema, spec, field, single, rights, clock, bound)
    if ids is None:
        return None
    found = ids.subquery()
    return sa.select(json_list.Gathered(found.c.v, found.c.v)).scalar_subquery()


def _found(
    schema: Schema, spec: FieldSpec, field: str, single: bool, rights: Rights, clock: Clock, bound: dict[str, object]
) -> "sa.Select[Any] | None":
    """The ids of the input that exist and may be seen; None for what is not kept in rows."""
    rows: sa.FromClause
    source: sa.FromClause
    match field_type(spec).refers:
        case Refers.PERSON:
            rows = source = people
            wanted = [people.c.workspace_id == WORKSPACE, people.c.active]
        case Refers.DEPARTMENT:
            rows = source = departments
            wanted = [departments.c.workspace_id == WORKSPACE]
        case Refers.RECORD:
            assert isinstance(spec, Link)
            reader = Reader(schema, spec.entity, rights, clock, bound)
            rows, wanted, source = reader.root, reader.visible(), reader.source
        case _:
            return None
    return sa.select(rows.c.id.label("v")).select_from(source).where(_among(rows.c.id, f"r_{field}", single), *wanted)


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
