"""The stored personal views."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.design.draft_rows import Document
from dougong.design.tables import personal_views
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Row

_C = personal_views.c
_COLUMNS = (_C.id, _C.entity_id, _C.document)


@dataclass(frozen=True, slots=True)
class PersonalViewRow:
    """One view of one person."""

    id: str
    entity: str
    document: Document


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose views are meant."""

    workspace_id: str
    person_id: str

    def mine(self) -> tuple["sa.ColumnElement[bool]", ...]:
        """What holds for this person's rows alone."""
        return _C.workspace_id == self.workspace_id, _C.person_id == self.person_id


@dataclass(frozen=True, slots=True)
class PersonalViewRows:
    """Reads and writes personal views on one database; every method names the person."""

    database: Database

    async def all(self, keeper: Keeper) -> list[PersonalViewRow]:
        """Every view of the person, oldest first."""
        rows = await self._read(sa.select(*_COLUMNS).where(*keeper.mine()).order_by(_C.id))
        return [_row(one) for one in rows]

    async def one(self, keeper: Keeper, id: str) -> PersonalViewRow | None:
        """One view of the person."""
        rows = await self._read(sa.select(*_COLUMNS).where(*keeper.mine(), _C.id == id))
        return _row(rows[0]) if rows else None

    async def add(self, keeper: Keeper, view: PersonalViewRow, at: datetime) -> None:
        """A new view."""
        row = {
            "workspace_id": keeper.workspace_id,
            "id": view.id,
            "person_id": keeper.person_id,
            "entity_id": view.entity,
            "document": view.document,
            "changed_at": at,
        }
        await self._write(sa.insert(personal_views).values(row))

    async def replace(self, keeper: Keeper, view: PersonalViewRow, at: datetime) -> bool:
        """Another document for a view; False if the person has no such view."""
        values = {"document": view.document, "changed_at": at}
        return await self._write(sa.update(personal_views).where(*keeper.mine(), _C.id == view.id).values(values)) == 1

    async def remove(self, keeper: Keeper, id: str) -> bool:
        """Forget a view; False if the person has no such view."""
        return await self._write(sa.delete(personal_views).where(*keeper.mine(), _C.id == id)) == 1

    async def _read(self, select: "sa.Select[Any]") -> list[Row]:
        return await self.database.fetch(compile_statement(select, self.database.dialect), {})

    async def _write(self, statement: "sa.Insert | sa.Update | sa.Delete") -> int:
        (outcome,) = await self.database.write([(compile_statement(statement, self.database.dialect), {})])
        return outcome.affected


def _row(row: Row) -> PersonalViewRow:
    return PersonalViewRow(*cast("tuple[str, str, Document]", row))
