"""The SQL of the files table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from dougong.files.tables import files
from dougong.kernel.record_ports import Place
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Dialect, Statement, Step
from dougong.storage.types import MomentType, TextType, UuidType
from dougong_engine.document import Json

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLUMNS = (
    files.c.id,
    files.c.name,
    files.c.type,
    files.c.size,
    files.c.sha256,
    files.c.uploaded_by,
    files.c.uploaded_at,
    files.c.meta,
    files.c.entity_id,
    files.c.record_id,
    files.c.field_id,
)
_OF = files.c.workspace_id == sa.bindparam("of_workspace", type_=UuidType())
_ONE = files.c.id == sa.bindparam("of_id", type_=UuidType())


def is_id(text: str) -> bool:
    """Whether a text looks like the ids that the server makes."""
    return ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file as the platform knows it; `place` is None until a record took it."""

    id: str
    name: str
    type: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    meta: dict[str, Json]
    place: Place | None


class FileRows:
    """Reads and steps of the files table, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect
        self._insert = compile_statement(sa.insert(files), dialect)
        self._some = compile_statement(sa.select(*COLUMNS).where(_OF, any_of(files.c.id, "ids")), dialect)
        self._bind = _bind(dialect)
        self._expired = compile_statement(
            sa.select(files.c.workspace_id, files.c.id)
            .where(files.c.bound_at.is_(None), files.c.uploaded_at < sa.bindparam("before", type_=MomentType()))
            .order_by(files.c.uploaded_at)
            .limit(sa.bindparam("most", type_=sa.Integer())),
            dialect,
        )
        self._remove = compile_statement(sa.delete(files).where(_OF, _ONE, files.c.bound_at.is_(None)), dialect)

    async def add(self, workspace_id: str, file: StoredFile) -> None:
        """Keep a new, unbound file."""
        values = {
            "workspace_id": workspace_id,
            "id": file.id,
            "name": file.name,
            "type": file.type,
            "size": file.size,
            "sha256": file.sha256,
            "uploaded_by": file.uploaded_by,
            "uploaded_at": file.uploaded_at,
            "meta": file.meta,
            "bound_at": None,
            "entity_id": None,
            "record_id": None,
            "field_id": None,
        }
        await self._database.write([(self._insert, values)])

    async def some(self, workspace_id: str, ids: Sequence[str]) -> dict[str, StoredFile]:
        """Those of the ids that exist, by id; what is no id at all does not."""
        real = [id for id in ids if is_id(id)]
        values = {"of_workspace": workspace_id, "ids": real}
        rows = await self._database.fetch(self._some, values) if real else []
        return {str(row[0]): _file(row) for row in rows}

    def bind_steps(
        self, workspace_id: str, ids: Sequence[str], place: Place, person_id: str | None, at: datetime
    ) -> list[Step]:
        """Steps that give unbound files to a record's field; those of somebody else stay as they are.

        `person_id` None takes files whoever sent them, for imports and flows.
        """
        if not ids:
            return []
        values = {
            "of_workspace": workspace_id,
            "ids": list(ids),
            "at": at,
            "entity": place.entity_id,
            "record": place.record_id,
            "field": place.field_id,
            "person": person_id,
        }
        return [(self._bind, values)]

    async def expired(self, before: datetime, most: int) -> list[tuple[str, str]]:
        """(workspace, file) of unbound uploads older than a moment, oldest first."""
        rows = await self._database.fetch(self._expired, {"before": before, "most": most})
        return [(str(workspace_id), str(id)) for workspace_id, id in rows]

    async def remove_unbound(self, workspace_id: str, file_id: str) -> bool:
        """Forget a file unless a record took it meanwhile."""
        values = {"of_workspace": workspace_id, "of_id": file_id}
        return (await self._database.write([(self._remove, values)]))[0].affected == 1


def _bind(dialect: Dialect) -> Statement:
    person = sa.bindparam("person", type_=UuidType())
    change = (
        sa.update(files)
        .where(
            _OF,
            any_of(files.c.id, "ids"),
            files.c.bound_at.is_(None),
            sa.or_(person.is_(None), files.c.uploaded_by == person),
        )
        .values(
            bound_at=sa.bindparam("at", type_=MomentType()),
            entity_id=sa.bindparam("entity", type_=TextType()),
            record_id=sa.bindparam("record", type_=UuidType()),
            field_id=sa.bindparam("field", type_=TextType()),
        )
    )
    return compile_statement(change, dialect)


def _file(row: tuple[object, ...]) -> StoredFile:
    id, name, type, size, sha256, by, at, meta, entity_id, record_id, field_id = row
    assert isinstance(size, int) and isinstance(at, datetime) and isinstance(meta, dict)
    place = Place(str(entity_id), str(record_id), str(field_id)) if entity_id else None
    return StoredFile(str(id), str(name), str(type), size, str(sha256), str(by), at, meta, place)
