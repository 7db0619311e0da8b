"""Rollups of the records that a written record links to, renewed in the same transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Session, Statement
from dougong.storage.reader import Reader
from dougong.storage.resolve import ready, shape, values
from dougong_engine.computed.plan import Parents
from dougong_engine.fields.rollup import Rollup

if TYPE_CHECKING:
    from dougong.records.commit import Intent
    from dougong.records.scene import Scene, Stage


async def refresh_parents(stage: "Stage", scene: "Scene", intents: "Sequence[Intent]", session: Session) -> None:
    """Sum anew what the old and the new parents keep about their children; the intents are of one entity."""
    child = intents[0].table.entity.id if intents else ""
    for place, parents in enumerate(scene.planning.entity(child).parents if intents else ()):
        ids: set[str] = set()
        for intent in intents:
            before = None if intent.current is None else intent.current.values.get(parents.through)
            ids |= {one for one in (before, intent.write.record.get(parents.through)) if isinstance(one, str)}
        if ids:
            statement, bound = _compiled(stage, scene, child, place, parents)
            await session.execute(statement, {**scene.bound(), **bound, "ids": sorted(ids)})


def _compiled(
    stage: "Stage", scene: "Scene", child_id: str, place: int, parents: Parents
) -> "tuple[Statement, dict[str, object]]":
    """The statement, from memory where its shape is known; its values may depend on today."""
    bound: dict[str, object] = {}
    resolved = None
    if parents.field.where is not None:
        resolved = ready(parents.field.where, scene.planning.schema, child_id, scene.clock, "w")
        bound = values(resolved)
    key = ("parents", child_id, place, shape(resolved))
    found = scene.planning.recall(key)
    if not isinstance(found, Statement):
        update, _ = rollup_update(scene, child_id, parents, stage.database.dialect)
        found = compile_statement(update, stage.database.dialect)
        scene.planning.keep(key, found)
    return found, bound


def rollup_update(
    scene: "Scene", child_id: str, parents: Parents, dialect: Dialect
) -> "tuple[sa.Update, dict[str, object]]":
    """The statement that sums anew the parents in the bind `ids`, and what its conditions bind beside `scene.bound`."""
    schema = scene.planning.schema
    parent = schema.table(parents.entity)
    target = parent.place(parents.field.id).column
    assert target is not None
    reader = Reader(schema, child_id, scene.planning.rights(scene.who), scene.clock, trusted=True)
    link = reader.cell((parents.through,)).value()
    wanted = [reader.root.c.deleted_at.is_(None), link == parent.table.c.id]
    bound: dict[str, object] = {}
    if parents.field.where is not None:
        resolved = ready(parents.field.where, schema, child_id, scene.clock, "w")
        bound = values(resolved)
        wanted.append(reader.where(resolved))
    summary = _summary(parents.field, reader, dialect)
    inner = sa.select(summary).select_from(reader.source).where(*wanted).correlate(parent.table).scalar_subquery()
    update = sa.update(parent.table).values({target: inner}).where(any_of(parent.table.c.id, "ids"))
    return update, bound


def _summary(field: Rollup, reader: Reader, dialect: Dialect) -> "sa.ColumnElement[Any]":
    if field.field is None:
        return _scaled(sa.func.count(), 0, field.places, dialect)
    cell = reader.cell((field.field,))
    column, scale = cell.value(), cell.spec.scale()
    match field.summary:
        case "count":
            return _scaled(sa.func.count(column), 0, field.places, dialect)
        case "sum":
            return _scaled(sa.func.coalesce(sa.func.sum(column), 0), scale, field.places, dialect)
        case "average":
            return _average(column, scale, field.places, dialect)
        case "min" | "max":
            found: sa.ColumnElement[Any] = getattr(sa.func, field.summary)(column)
            return _scaled(found, scale, field.places, dialect) if field.result == "number" else found


def _scaled(number: "sa.ColumnElement[Any]", scale: int, places: int, dialect: Dialect) -> "sa.ColumnElement[Any]":
    """On SQLite decimals are integers: from `scale` digits behind the point to `places`, half-up."""
    if dialect is Dialect.POSTGRESQL or scale == places:
        return number
    if places > scale:
        return sa.type_coerce(number, sa.BigInteger) * sa.literal_column(str(10 ** (places - scale)))
    return _divided(number, sa.literal_column(str(10 ** (scale - places))))


def _average(column: "sa.ColumnElement[Any]", scale: int, places: int, dialect: Dialect) -> "sa.ColumnElement[Any]":
    if dialect is Dialect.POSTGRESQL:
        return sa.func.avg(column)
    shift: sa.ColumnElement[Any] = sa.literal_column(str(10 ** max(places - scale, 0)))
    over: sa.ColumnElement[Any] = sa.literal_column(str(10 ** max(scale - places, 0)))
    return _divided(sa.type_coerce(sa.func.sum(column), sa.BigInteger) * shift, sa.func.count(column) * over)


def _divided(number: "sa.ColumnElement[Any]", by: "sa.ColumnElement[Any]") -> "sa.ColumnElement[Any]":
    """Integer division rounded half away from zero, in integers throughout."""
    whole = sa.type_coerce(number, sa.BigInteger)
    half = sa.func.abs(whole) * 2 + by
    return sa.func.sign(whole) * half.op("/")(by * 2)
