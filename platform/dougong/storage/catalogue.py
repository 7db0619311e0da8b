"""Loads a workspace's published design and keeps the newest one in memory."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

import sqlalchemy as sa

from dougong.kernel.problem import refuse
from dougong.storage.design_tables import design_objects, design_versions, locales, physical_names
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Dialect, Session, Statement
from dougong.storage.entity_table import build
from dougong.storage.physical import Name, Names
from dougong.storage.schema import Schema
from dougong.storage.types import UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.design.texts import Wording
from dougong_engine.document import Json
from dougong_engine.kinds import Storage

WS = sa.bindparam("ws", type_=UuidType())


def _workspace() -> "sa.Select[tuple[object, ...]]":
    c = workspaces.c
    return sa.select(c.number, c.timezone, c.locale, c.design_revision).where(c.id == WS)


def _objects() -> "sa.Select[tuple[object, ...]]":
    o, v = design_objects.c, design_versions.c
    return (
        sa.select(v.object_id, v.version, v.document)
        .join(
            design_objects,
            sa.and_(o.workspace_id == v.workspace_id, o.id == v.object_id, o.version == v.version),
        )
        .where(v.workspace_id == WS, o.deleted_at.is_(None))
    )


def _names() -> "sa.Select[tuple[object, ...]]":
    c = physical_names.c
    return sa.select(c.entity_id, c.item, c.name, c.storage, c.scale).where(c.workspace_id == WS)


def _texts() -> "sa.Select[tuple[object, ...]]":
    c = locales.c
    return sa.select(c.object_id, c.locale, c.texts).where(c.workspace_id == WS)


Read = Database | Session


async def load(reader: Read, dialect: Dialect, workspace_id: str) -> Schema:
    """The published design as the database has it now."""
    bound = {"ws": workspace_id}

    async def rows(select: "sa.Select[tuple[object, ...]]") -> list[tuple[object, ...]]:
        return await reader.fetch(compile_statement(select, dialect), bound)

    head = await rows(_workspace())
    if not head:
        raise refuse(404, "workspace.unknown")
    number, timezone, locale, revision = head[0]
    documents = await rows(_objects())
    design = design_of(read_object(cast(Json, document)) for _, _, document in documents)
    names = await names_of(reader, dialect, workspace_id)
    texts = {(str(id), str(lang)): cast(Wording, one) for id, lang, one in await rows(_texts())}
    return schema_of(
        design,
        {str(id): int(str(version)) for id, version, _ in documents},
        names,
        workspace_id=workspace_id,
        number=int(str(number)),
        timezone=str(timezone),
        locale=str(locale),
        revision=int(str(revision)),
        texts=texts,
        dialect=dialect,
    )


async def names_of(reader: Read, dialect: Dialect, workspace_id: str) -> dict[str, Names]:
    """Generated names by entity and item."""
    found: dict[str, dict[str, Name]] = {}
    for entity, item, name, storage, scale in await reader.fetch(
        compile_statement(_names(), dialect), {"ws": workspace_id}
    ):
        found.setdefault(str(entity), {})[str(item)] = Name(str(name), Storage(str(storage)), int(str(scale)))
    return dict(found)


def schema_of(
    design: Design,
    versions: Mapping[str, int],
    names: Mapping[str, Names],
    *,
    workspace_id: str,
    number: int,
    timezone: str,
    locale: str,
    revision: int,
    texts: Mapping[tuple[str, str], Wording],
    dialect: Dialect,
) -> Schema:
    """The value that everything else works with."""
    tables = {
        one.id: build(one, names[one.id], number, dialect is Dialect.SQLITE)
        for one in design.of(Entity)
        if one.id in names
    }
    return Schema(
        workspace_id=workspace_id,
        number=number,
        timezone=timezone,
        locale=locale,
        revision=revision,
        design=design,
        versions=MappingProxyType(dict(versions)),
        tables=MappingProxyType(tables),
        keys=MappingProxyType({one.entity.key: id for id, one in tables.items()}),
        texts=MappingProxyType(dict(texts)),
    )


@dataclass(slots=True)
class Catalogue:
    """The newest known design of each workspace in this process.

    A publish elsewhere raises the workspace's epoch, which the data statements see: the caller then asks for `newest`.
    """

    database: Database
    _known: dict[str, Schema] = field(default_factory=dict)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    _head: Statement = field(init=False)

    def __post_init__(self) -> None:
        self._head = compile_statement(_workspace(), self.database.dialect)

    async def schema(self, workspace_id: str) -> Schema:
        """The design as last seen; loaded when it is not known yet."""
        return self._known.get(workspace_id) or await self.newest(workspace_id)

    async def newest(self, workspace_id: str) -> Schema:
        """The design as the database has it; documents are read again only when the revision has changed."""
        async with self._locks.setdefault(workspace_id, asyncio.Lock()):
            known = self._known.get(workspace_id)
            if known is not None:
                head = await self.database.fetch(self._head, {"ws": workspace_id})
                if head and head[0][3] == known.revision:
                    return known
            self._known[workspace_id] = await load(self.database, self.database.dialect, workspace_id)
            return self._known[workspace_id]
