"""The stored drafts and versions of design objects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.storage.design_tables import design_objects, design_versions
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Row, Session, Statement, in_transaction
from dougong_engine.document import Json

Document = dict[str, Json]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One object: its draft (None while it equals the published version) and its published version (None: never)."""

    id: str
    kind: str
    app: str
    draft: Document | None
    revision: int
    by: str | None
    at: datetime | None
    version: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version, without its document."""

    version: int
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class DraftRows:
    """Reads and writes drafts on one database; every method names the workspace."""

    database: Database

    async def all(self, workspace_id: str) -> dict[str, DraftRow]:
        """Every object of the workspace that has not been deleted, by id."""
        found = [_draft_row(row) for row in await self._read(_select(workspace_id))]
        return {one.id: one for one in found}

    async def one(self, workspace_id: str, id: str) -> DraftRow | None:
        """One object."""
        rows = await self._read(_select(workspace_id).where(design_objects.c.id == id))
        return _draft_row(rows[0]) if rows else None

    async def save(
        self, workspace_id: str, id: str, revision: int, document: Document | None, by: str, at: datetime
    ) -> bool:
        """Put the draft in place of revision `revision`, None: discard it; False if it has another revision now."""
        return await self._write(_over(workspace_id, id, revision, document, by, at)) == 1

    async def add(self, workspace_id: str, document: Document, by: str, at: datetime) -> None:
        """A new object that exists as a draft only."""
        await self._write(_new(workspace_id, document, by, at))

    async def keep(
        self,
        workspace_id: str,
        new: Sequence[Document],
        changed: Sequence[tuple[str, int, Document]],
        by: str,
        at: datetime,
    ) -> bool:
        """New objects, and drafts (id, revision, document) in place of revisions: all, or none if one has moved on."""

        async def work(session: Session) -> bool:
            for document in new:
                await session.execute(self._compiled(_new(workspace_id, document, by, at)), {})
            for id, revision, document in changed:
                update = _over(workspace_id, id, revision, document, by, at)
                if await session.execute(self._compiled(update), {}) != 1:
                    raise _Moved
            return True

        try:
            return await in_transaction(self.database, work)
        except _Moved:
            return False

    async def drop(self, workspace_id: str, id: str, revision: int) -> bool:
        """Forget an object that was never published."""
        c = design_objects.c
        mine = [c.workspace_id == workspace_id, c.id == id, c.draft_revision == revision, c.version.is_(None)]
        return await self._write(sa.delete(design_objects).where(*mine)) == 1

    async def versions(self, workspace_id: str, id: str) -> list[VersionRow]:
        """The published versions of an object, newest first."""
        v = design_versions.c
        select: sa.Select[Any] = sa.select(v.version, v.published_at, v.published_by)
        select = select.where(v.workspace_id == workspace_id, v.object_id == id).order_by(v.version.desc())
        return [VersionRow(*cast("tuple[int, datetime, str | None]", row)) for row in await self._read(select)]

    async def version(self, workspace_id: str, id: str, version: int) -> Document | None:
        """The document of one version."""
        v = design_versions.c
        select: sa.Select[Any] = sa.select(v.document)
        rows = await self._read(select.where(v.workspace_id == workspace_id, v.object_id == id, v.version == version))
        return cast("Document", rows[0][0]) if rows else None

    async def counts(self, tables: Mapping[str, sa.Table]) -> dict[str, int]:
        """How many records live in each of these tables."""
        found: dict[str, int] = {}
        for id, table in tables.items():
            select: sa.Select[Any] = sa.select(sa.func.count()).select_from(table).where(table.c.deleted_at.is_(None))
            found[id] = int(str((await self._read(select))[0][0]))
        return found

    async def _read(self, select: "sa.Select[Any]") -> list[Row]:
        return await self.database.fetch(compile_statement(select, self.database.dialect), {})

    async def _write(self, statement: "sa.Insert | sa.Update | sa.Delete") -> int:
        (outcome,) = await self.database.write([(self._compiled(statement), {})])
        return outcome.affected

    def _compiled(self, statement: "sa.Insert | sa.Update | sa.Delete") -> Statement:
        return compile_statement(statement, self.database.dialect)


class _Moved(Exception):
    """Somebody saved a draft meanwhile."""


def _new(workspace_id: str, document: Document, by: str, at: datetime) -> sa.Insert:
    row = {
        "workspace_id": workspace_id,
        "id": document["id"],
        "kind": document["kind"],
        "app_id": document["app"],
        "draft": document,
        "draft_revision": 1,
        "draft_by": by,
        "draft_at": at,
    }
    return sa.insert(design_objects).values(row)


def _over(workspace_id: str, id: str, revision: int, document: Document | None, by: str, at: datetime) -> sa.Update:
    c = design_objects.c
    values: dict[str, Any] = {"draft_revision": revision + 1, "draft_by": by, "draft_at": at}
    values["draft"] = sa.null() if document is None else document
    mine = [c.workspace_id == workspace_id, c.id == id, c.draft_revision == revision, c.deleted_at.is_(None)]
    return sa.update(design_objects).where(*mine).values(values)


def _select(workspace_id: str) -> "sa.Select[Any]":
    c = design_objects.c
    columns = (c.id, c.kind, c.app_id, c.draft, c.draft_revision, c.draft_by, c.draft_at, c.version)
    select: sa.Select[Any] = sa.select(*columns)
    return select.where(c.workspace_id == workspace_id, c.deleted_at.is_(None)).order_by(c.id)


def _draft_row(row: Row) -> DraftRow:
    return DraftRow(*cast("tuple[str, str, str, Document | None, int, str | None, datetime | None, int | None]", row))
