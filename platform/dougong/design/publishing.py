"""Publishing: expand the tables, verify, then flip all versions in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.storage.catalogue import Catalogue
from dougong.storage.ddl import expand
from dougong.storage.design_tables import design_objects, design_versions, physical_names, publications
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.entity_table import build
from dougong.storage.physical import Name, Names, missing, next_table
from dougong.storage.schema import Schema
from dougong.storage.workspaces import workspaces
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.document import dump


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the new design and the version that each object got."""

    publication_id: str
    versions: Mapping[str, int]
    schema: Schema


@dataclass(frozen=True, slots=True)
class Origin:
    """Which package object a local object was made from."""

    package: str
    id: str


@dataclass(slots=True)
class Publishing:
    """Publishes sets of objects; each set is all or nothing."""

    database: Database
    catalogue: Catalogue

    async def publish(
        self,
        workspace_id: str,
        person_id: str | None,
        objects: Sequence[DesignObject],
        at: datetime,
        *,
        removed: Iterable[str] = (),
        origins: Mapping[str, Origin] | None = None,
    ) -> Published:
        """Make these objects the published ones. Refuses (422) a design that does not fit, with every problem."""
        before = await self.catalogue.newest(workspace_id)
        gone = frozenset(removed)
        design = before.design.replaced(*objects, without=gone)
        problems = check(design)
        if problems:
            raise Refusal(422, problems)
        publication = new_id()
        dialect = self.database.dialect

        def work(connection: sa.Connection) -> dict[str, int]:
            _lock(connection, workspace_id)
            _begin(connection, workspace_id, publication, [one.id for one in objects], person_id, at)
            _expand(connection, before, [one for one in objects if isinstance(one, Entity)], dialect)
            versions = _activate(connection, workspace_id, publication, person_id, objects, at, origins or {})
            _withdraw(connection, workspace_id, gone, at)
            _finish(connection, workspace_id, publication, at)
            return versions

        versions = await self.database.run_sync(work)
        schema = await self.catalogue.newest(workspace_id)
        return Published(publication, versions, schema)


def _lock(connection: sa.Connection, workspace_id: str) -> None:
    """One publish of a workspace at a time."""
    connection.execute(sa.update(workspaces).where(workspaces.c.id == workspace_id).values(number=workspaces.c.number))


def _begin(
    connection: sa.Connection, workspace_id: str, id: str, objects: list[str], person_id: str | None, at: datetime
) -> None:
    row = {
        "workspace_id": workspace_id,
        "id": id,
        "state": "expanding",
        "objects": sorted(objects),
        "started_at": at,
        "by": person_id,
    }
    connection.execute(sa.insert(publications).values(row))


def _finish(connection: sa.Connection, workspace_id: str, id: str, at: datetime) -> None:
    mine = sa.and_(publications.c.workspace_id == workspace_id, publications.c.id == id)
    connection.execute(sa.update(publications).where(mine).values(state="active", finished_at=at))
    connection.execute(
        sa.update(workspaces)
        .where(workspaces.c.id == workspace_id)
        .values(design_revision=workspaces.c.design_revision + 1, epoch=workspaces.c.epoch + 1)
    )


def _expand(connection: sa.Connection, before: Schema, entities: list[Entity], dialect: Dialect) -> None:
    """Names and tables for everything that is not stored yet."""
    names: dict[str, Names] = _names(connection, before.workspace_id)
    for entity in entities:
        made = missing(entity, names.get(entity.id, {}), next_table(names))
        names[entity.id] = {**names.get(entity.id, {}), **made}
        for item, name in made.items():
            _remember(connection, before.workspace_id, entity.id, item, name)
        expand(connection, build(entity, names[entity.id], before.number, dialect is Dialect.SQLITE), made)


def _names(connection: sa.Connection, workspace_id: str) -> dict[str, Names]:
    c = physical_names.c
    rows = connection.execute(
        sa.select(c.entity_id, c.item, c.name, c.storage, c.scale).where(c.workspace_id == workspace_id)
    )
    found: dict[str, dict[str, Name]] = {}
    for entity, item, name, storage, scale in rows:
        found.setdefault(entity, {})[item] = Name(name, storage, scale)
    return dict(found)


def _remember(connection: sa.Connection, workspace_id: str, entity_id: str, item: str, name: Name) -> None:
    c = physical_names.c
    row = {"name": name.name, "storage": str(name.storage), "scale": name.scale}
    mine = sa.and_(c.workspace_id == workspace_id, c.entity_id == entity_id, c.item == item)
    if connection.execute(sa.update(physical_names).where(mine).values(row)).rowcount == 0:
        key = {"workspace_id": workspace_id, "entity_id": entity_id, "item": item}
        connection.execute(sa.insert(physical_names).values({**key, **row}))


def _activate(
    connection: sa.Connection,
    workspace_id: str,
    publication: str,
    person_id: str | None,
    objects: Sequence[DesignObject],
    at: datetime,
    origins: Mapping[str, Origin],
) -> dict[str, int]:
    """New immutable versions of the objects, and the pointers to them."""
    versions: dict[str, int] = {}
    o, v = design_objects.c, design_versions.c
    for one in objects:
        newest = connection.execute(
            sa.select(sa.func.max(v.version)).where(v.workspace_id == workspace_id, v.object_id == one.id)
        ).scalar()
        versions[one.id] = version = 1 + (newest or 0)
        connection.execute(
            sa.insert(design_versions).values(
                workspace_id=workspace_id,
                object_id=one.id,
                version=version,
                document=dump(one),
                published_at=at,
                published_by=person_id,
                publication_id=publication,
            )
        )
        mine = sa.and_(o.workspace_id == workspace_id, o.id == one.id)
        pointer = {"version": version, "draft": None, "deleted_at": None, "app_id": one.app}
        if connection.execute(sa.update(design_objects).where(mine).values(pointer)).rowcount == 0:
            origin = origins.get(one.id)
            row = {
                "workspace_id": workspace_id,
                "id": one.id,
                "kind": one.kind,
                "draft_revision": 0,
                "origin_package": origin.package if origin is not None else None,
                "origin_id": origin.id if origin is not None else None,
            }
            connection.execute(sa.insert(design_objects).values({**row, **pointer}))
    return versions


def _withdraw(connection: sa.Connection, workspace_id: str, gone: frozenset[str], at: datetime) -> None:
    for id in sorted(gone):
        mine = sa.and_(design_objects.c.workspace_id == workspace_id, design_objects.c.id == id)
        connection.execute(sa.update(design_objects).where(mine).values(deleted_at=at))
