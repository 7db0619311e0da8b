"""Numbers that the platform hands out, drawn inside the write's transaction: one that fails leaves no gap."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.records.scene import Scene
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Session, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.side_tables import counters
from dougong_engine.fields.auto_number import period, render


async def draw(scene: Scene, table: EntityTable, many: int, session: Session, dialect: Dialect) -> list[dict[str, str]]:
    """The next numbers of every auto-number field for so many records: field id → number for each, in order.

    One statement a field. Whoever draws from the same counter waits until this transaction ends.
    """
    found: list[dict[str, str]] = [{} for _ in range(many)]
    today = scene.clock.today
    statement = _statement(scene, dialect)
    for spec in table.numbers:
        names = {"entity": table.entity.id, "field": spec.id, "period": period(spec, today)}
        rows = await session.fetch(statement, {**scene.bound(), **names, "many": many})
        first = int(str(rows[0][0])) - many + 1
        for place, numbers in enumerate(found):
            numbers[spec.id] = render(spec, today, first + place)
    return found


def _statement(scene: Scene, dialect: Dialect) -> Statement:
    found = scene.planning.recall("draw")
    if not isinstance(found, Statement):
        found = _advance(dialect)
        scene.planning.keep("draw", found)
    return found


def _advance(dialect: Dialect) -> Statement:
    """Moves a counter on by `many` and returns where it stands then."""
    make = postgresql.insert if dialect is Dialect.POSTGRESQL else sqlite.insert
    c = counters.c
    insert = make(counters).values(
        workspace_id=sa.bindparam("ws", type_=c.workspace_id.type),
        entity_id=sa.bindparam("entity", type_=c.entity_id.type),
        field_id=sa.bindparam("field", type_=c.field_id.type),
        period=sa.bindparam("period", type_=c.period.type),
        count=sa.bindparam("many", type_=c.count.type),
    )
    moved = insert.on_conflict_do_update(
        index_elements=["workspace_id", "entity_id", "field_id", "period"],
        set_={"count": c.count + insert.excluded.count},
    ).returning(c.count)
    return compile_statement(moved, dialect)
