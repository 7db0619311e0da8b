"""The rows of publishing: publications, generated names, versions and the pointers to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from dougong.design.naming import NEVER, PENDING, SHADOW, NamePlan, Stored, plan_names
from dougong.kernel.problem import refuse
from dougong.storage.audit import AuditEntry, audit
from dougong.storage.design_tables import design_objects, design_versions, physical_names, publications
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Row, Session
from dougong.storage.physical import Name, Names
from dougong.storage.workspaces import workspaces
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.document import Json, dump
from dougong_engine.kinds import Storage

RUNNING = ("expanding", "filling", "verifying", "tidying")
"""States of a publication at work; from `tidying` on its design is live."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which package object a local object was made from."""

    package: str
    id: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The statements of one publication inside one transaction."""

    session: Session
    dialect: Dialect
    workspace_id: str

    async def run(self, statement: "sa.Insert | sa.Update | sa.Delete") -> int:
        """How many rows it touched."""
        return await self.session.execute(compile_statement(statement, self.dialect), {})

    async def read(self, select: "sa.Select[tuple[object, ...]]") -> list[Row]:
        """The rows of a select."""
        return await self.session.fetch(compile_statement(select, self.dialect), {})

    async def lock(self) -> None:
        """One step of publishing in a workspace at a time."""
        mine = workspaces.c.id == self.workspace_id
        await self.run(sa.update(workspaces).where(mine).values(number=workspaces.c.number))

    async def begin(
        self, id: str, objects: Collection[str], person_id: str | None, at: datetime, now: datetime, lease: timedelta
    ) -> None:
        """A new publication; 409 while another one is alive. One that has fallen silent is marked as interrupted."""
        c = publications.c
        mine = c.workspace_id == self.workspace_id
        for other, state, alive_at in await self.read(
            sa.select(c.id, c.state, c.alive_at).where(mine, c.state.in_(RUNNING))
        ):
            assert alive_at is None or isinstance(alive_at, datetime)
            if alive_at is not None and now - alive_at < lease:
                raise refuse(409, "publish.running", seconds=int(lease.total_seconds()))
            if state == "tidying":
                await self.state(str(other), "active", finished_at=at)
            else:
                await self.state(str(other), "failed", problem={"code": "publish.interrupted"}, finished_at=at)
        row = {
            "workspace_id": self.workspace_id,
            "id": id,
            "state": "expanding",
            "objects": sorted(objects),
            "started_at": at,
            "alive_at": now,
            "by": person_id,
        }
        await self.run(sa.insert(publications).values(row))

    async def state(self, id: str, state: str, **values: object) -> bool:
        """Move a publication that still runs to another state; False if it has been taken over meanwhile."""
        c = publications.c
        mine = sa.and_(c.workspace_id == self.workspace_id, c.id == id, c.state.in_(RUNNING))
        return await self.run(sa.update(publications).where(mine).values(state=state, **values)) == 1

    async def names(self) -> dict[str, dict[str, Stored]]:
        """Every generated name of the workspace, by entity and item."""
        c = physical_names.c
        found: dict[str, dict[str, Stored]] = {}
        select = sa.select(c.entity_id, c.item, c.name, c.storage, c.scale, c.hidden_at)
        for entity, item, name, storage, scale, hidden in await self.read(
            select.where(c.workspace_id == self.workspace_id)
        ):
            assert hidden is None or isinstance(hidden, datetime)
            shape = Name(str(name), Storage(str(storage)), int(str(scale)))
            found.setdefault(str(entity), {})[str(item)] = Stored(shape, hidden)
        return found

    async def prepare(
        self, entities: Iterable[Entity], before: Mapping[str, Entity], at: datetime
    ) -> dict[str, NamePlan]:
        """Names for the next versions; those that are not live yet are kept apart, so a crash finds them again."""
        stored = await self.names()
        taken: dict[str, Names] = {id: {item: one.name for item, one in each.items()} for id, each in stored.items()}
        plans: dict[str, NamePlan] = {}
        for entity in entities:
            own = stored.get(entity.id, {})
            plans[entity.id] = plan = plan_names(entity, before.get(entity.id), own, taken, at)
            prepared = {PENDING + item: name for item, name in plan.pending.items()}
            taken[entity.id] = {**taken.get(entity.id, {}), **prepared}
            for item, name in prepared.items():
                other = own.get(item)
                if other is not None and other.name != name:
                    # Its number stays taken: the column exists.
                    await self._put(entity.id, f"{item[1:]}{SHADOW}{other.name.name}", other.name, NEVER)
                await self._put(entity.id, item, name, None)
        return plans

    async def go_live(self, entity: Entity, plan: NamePlan, at: datetime) -> None:
        """The prepared names take their items; what the entity no longer has is hidden, not dropped."""
        stored = (await self.names()).get(entity.id, {})
        for item, name in plan.pending.items():
            live = stored.get(item)
            if live is not None and live.name != name:
                await self._put(entity.id, f"{item}{SHADOW}{live.name.name}", live.name, live.hidden_at or at)
            await self._remove(entity.id, PENDING + item, f"{item}{SHADOW}{name.name}")
            await self._put(entity.id, item, name, None)
        plain = {item for item in stored if not item.startswith(PENDING) and SHADOW not in item}
        for item in sorted(plain - set(plan.names)):
            await self.hide(entity.id, at, item)

    async def hide(self, entity_id: str, at: datetime, item: str | None = None) -> None:
        """Note since when nothing uses an item, or anything of an entity."""
        c = physical_names.c
        mine = [c.workspace_id == self.workspace_id, c.entity_id == entity_id, c.hidden_at.is_(None)]
        if item is not None:
            mine.append(c.item == item)
        await self.run(sa.update(physical_names).where(*mine).values(hidden_at=at))

    async def _put(self, entity_id: str, item: str, name: Name, hidden_at: datetime | None) -> None:
        c = physical_names.c
        key = {"workspace_id": self.workspace_id, "entity_id": entity_id, "item": item}
        row = {"name": name.name, "storage": str(name.storage), "scale": name.scale, "hidden_at": hidden_at}
        mine = sa.and_(c.workspace_id == self.workspace_id, c.entity_id == entity_id, c.item == item)
        if await self.run(sa.update(physical_names).where(mine).values(row)) == 0:
            await self.run(sa.insert(physical_names).values({**key, **row}))

    async def _remove(self, entity_id: str, *items: str) -> None:
        c = physical_names.c
        mine = [c.workspace_id == self.workspace_id, c.entity_id == entity_id, c.item.in_(items)]
        await self.run(sa.delete(physical_names).where(*mine))

    async def point(
        self,
        publication: str,
        person_id: str | None,
        objects: Sequence[DesignObject],
        at: datetime,
        origins: Mapping[str, Origin],
        revisions: Mapping[str, int],
    ) -> dict[str, int]:
        """New immutable versions of the objects, and the pointers to them; a draft of a later revision stays."""
        versions: dict[str, int] = {}
        o, v = design_objects.c, design_versions.c
        for one in objects:
            newest = sa.select(sa.func.max(v.version)).where(v.workspace_id == self.workspace_id, v.object_id == one.id)
            ((last,),) = await self.read(newest)
            versions[one.id] = version = 1 + int(str(last or 0))
            row: dict[str, object] = {
                "workspace_id": self.workspace_id,
                "object_id": one.id,
                "version": version,
                "document": dump(one),
                "published_at": at,
                "published_by": person_id,
                "publication_id": publication,
            }
            await self.run(sa.insert(design_versions).values(row))
            mine = sa.and_(o.workspace_id == self.workspace_id, o.id == one.id)
            pointer = {"version": version, "deleted_at": None, "app_id": one.app}
            if await self.run(sa.update(design_objects).where(mine).values(pointer)) == 0:
                origin = origins.get(one.id)
                fresh: dict[str, object] = {
                    "workspace_id": self.workspace_id,
                    "id": one.id,
                    "kind": one.kind,
                    "draft_revision": 0,
                    "origin_package": origin.package if origin is not None else None,
                    "origin_id": origin.id if origin is not None else None,
                }
                await self.run(sa.insert(design_objects).values({**fresh, **pointer}))
            else:
                same = [] if one.id not in revisions else [o.draft_revision == revisions[one.id]]
                await self.run(sa.update(design_objects).where(mine, *same).values(draft=sa.null()))
        return versions

    async def withdraw(self, gone: Iterable[str], at: datetime) -> None:
        """Take objects out of the design; their versions and their data stay."""
        o = design_objects.c
        for id in sorted(gone):
            mine = sa.and_(o.workspace_id == self.workspace_id, o.id == id)
            await self.run(sa.update(design_objects).where(mine).values(deleted_at=at, draft=sa.null()))
            await self.hide(id, at)

    async def note(
        self, id: str, person_id: str | None, at: datetime, versions: Mapping[str, int], gone: Iterable[str]
    ) -> None:
        """The audit trail's line about a publish."""
        detail: dict[str, Json] = {"versions": dict(versions), "removed": list[Json](sorted(gone))}
        entry = AuditEntry(self.workspace_id, at, person_id, "design.published", f"publication:{id}", detail)
        await self.run(sa.insert(audit).values(dict(entry.values())))

    async def raise_epoch(self) -> None:
        """Everybody's next statement sees that the design has changed."""
        w = workspaces.c
        values = {"design_revision": w.design_revision + 1, "epoch": w.epoch + 1}
        await self.run(sa.update(workspaces).where(w.id == self.workspace_id).values(values))


def problem_json(code: str, params: Mapping[str, object]) -> dict[str, Json]:
    """Why a publication failed, as it is kept."""
    return {"code": code, "params": {name: str(value) for name, value in params.items()}}


__all__ = ["RUNNING", "Origin", "Rows", "problem_json"]
