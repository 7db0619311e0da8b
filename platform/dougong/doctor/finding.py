"""What a check found, and the view of a workspace that checks share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from dougong.storage.driver.port import Database, Row
from dougong.storage.schema import Schema
from dougong_engine.access.plan import Access, full
from dougong_engine.formula.values import Clock


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be: `check` names the rule, `place` the object, `id` the row."""

    check: str
    place: str
    id: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ward:
    """One workspace under examination; `sample` limits how many records an entity has recomputed (None: all)."""

    database: Database
    schema: Schema
    clock: Clock
    sample: int | None

    async def rows(self, select: "sa.Select[tuple[object, ...]]") -> list[Row]:
        """What a select answers, as run-time values."""
        return await self.database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])

    @property
    def rights(self) -> Callable[[str], Access]:
        """The doctor sees everything."""
        return lambda entity_id: full(self.schema.table(entity_id).entity)


def found(check: str, place: str, ids: Iterable[object], detail: str = "") -> list[Finding]:
    """The same finding for several rows."""
    return [Finding(check, place, str(one), detail) for one in ids]
