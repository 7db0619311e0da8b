"""Takes an app away after showing what that means, and brings it back while its data is kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.design.draft_rows import DraftRows
from dougong.design.naming import KEPT
from dougong.design.publishing import Publishing
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.packages.store import PackageStore
from dougong.storage.design_tables import design_objects
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Row
from dougong.storage.schema import Schema
from dougong.storage.task_tables import runs
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design, read_object
from dougong_engine.design.uses import uses
from dougong_engine.errors import Problem

EndRun = Callable[[Principal, str], Awaitable[None]]
"""Ends a run as cancelled."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Uninstalling and its undoing; `now` is the moment by the platform's clock."""

    store: PackageStore
    publishing: Publishing
    end_run: EndRun
    now: Callable[[], datetime]

    async def preview(self, principal: Principal, app_id: str) -> dict[str, Any]:
        """What uninstalling would take away, counted, and who still uses it."""
        schema, own = await self._app(principal, app_id)
        tables = {one.id: schema.tables[one.id].table for one in own.of(Entity) if one.id in schema.tables}
        counts = await self._drafts.counts(tables)
        kinds = [one.kind for one in own.objects.values()]
        shown = {id: schema.localized(one, principal.locale) for id, one in own.objects.items()}
        return {
            "app": app_id,
            "name": shown[app_id].name if app_id in shown else app_id,
            "entities": [
                {"id": one.id, "name": shown[one.id].name, "records": counts.get(one.id, 0)} for one in own.of(Entity)
            ],
            "objects": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
            "runs": len(await self._open_runs(principal.workspace_id, own)),
            "used_by": users(schema, own, principal.locale),
            "days": KEPT.days,
        }

    async def uninstall(self, principal: Principal, app_id: str) -> None:
        """Take an app away: open runs of its flows end, its data stays for 30 days.

        Refuses (409) while objects of other apps refer to it.
        """
        schema, own = await self._app(principal, app_id)
        used = users(schema, own, principal.locale)
        if used:
            problem = Problem("app.in_use", (), {"count": len({one["object"] for one in used})})
            raise Refusal(409, [problem], {"used_by": used})
        for run_id in await self._open_runs(principal.workspace_id, own):
            await self.end_run(principal, run_id)
        now = self.now()
        await self.publishing.publish(principal.workspace_id, principal.person_id, [], now, removed=list(own.objects))
        await self.store.remove(principal.workspace_id, app_id, now)

    async def removed(self, principal: Principal) -> list[dict[str, Any]]:
        """Apps that were taken away and can still come back, the newest first."""
        c = design_objects.c
        since = self.now() - KEPT
        select: sa.Select[Any] = sa.select(c.id, c.deleted_at, c.version).where(
            c.workspace_id == principal.workspace_id, c.kind == "app", c.deleted_at >= since
        )
        found = []
        for id, at, version in await self._read(select.order_by(c.deleted_at.desc(), c.id)):
            document = await self._drafts.version(principal.workspace_id, str(id), int(str(version)))
            assert isinstance(at, datetime)
            name = document["name"] if document is not None else id
            found.append({"app": id, "name": name, "removed_at": at, "until": at + KEPT})
        return found

    async def restore(self, principal: Principal, app_id: str) -> dict[str, int]:
        """Bring an app back with its data. Refuses (404) what was not taken away, (409) after 30 days."""
        c = design_objects.c
        mine = c.workspace_id == principal.workspace_id
        rows = await self._read(sa.select(c.deleted_at).where(mine, c.id == app_id, c.deleted_at.is_not(None)))
        if not rows or not isinstance(rows[0][0], datetime):
            raise refuse(404, "app.not_removed")
        at, now = rows[0][0], self.now()
        if now - at > KEPT:
            raise refuse(409, "app.gone")
        gone: sa.Select[Any] = sa.select(c.id, c.version).where(
            mine, c.deleted_at == at, sa.or_(c.app_id == app_id, c.id == app_id), c.version.is_not(None)
        )
        objects = []
        for id, version in await self._read(gone):
            document = await self._drafts.version(principal.workspace_id, str(id), int(str(version)))
            if document is not None:
                objects.append(read_object(document))
        await self.publishing.publish(principal.workspace_id, principal.person_id, objects, now)
        await self.store.bring_back(principal.workspace_id, app_id)
        return {"objects": len(objects)}

    @property
    def _drafts(self) -> DraftRows:
        return DraftRows(self.publishing.database)

    async def _app(self, principal: Principal, app_id: str) -> tuple[Schema, Design]:
        schema = await self.publishing.catalogue.newest(principal.workspace_id)
        own = schema.design.of_app(app_id)
        if not own.objects:
            raise refuse(404, "app.unknown", id=app_id)
        return schema, own

    async def _open_runs(self, workspace_id: str, own: Design) -> list[str]:
        """Runs of the app's flows, and of others over its entities, that have not ended."""
        r = runs.c
        flows, entities = ([one.id for one in own.of(kind)] for kind in (Flow, Entity))
        select: sa.Select[Any] = sa.select(r.id).where(
            r.workspace_id == workspace_id,
            r.ended_at.is_(None),
            sa.or_(r.flow_id.in_(flows), r.entity_id.in_(entities)),
        )
        return [str(row[0]) for row in await self._read(select.order_by(r.id))]

    async def _read(self, select: "sa.Select[Any]") -> list[Row]:
        return await self.publishing.database.fetch(compile_statement(select, self.publishing.database.dialect), {})


def users(schema: Schema, own: Design, locale: str) -> list[dict[str, Any]]:
    """Objects of other apps that mention objects of this one."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for id, one in sorted(own.objects.items()):
        for by, _ in uses(schema.design, id):
            other = schema.design.objects[by]
            if by not in own.objects:
                names = {"name": schema.localized(one, locale).name, "by_name": schema.localized(other, locale).name}
                told = {"object": id, "by": by, "kind": other.kind, **names}
                found[id, by] = {**told, "app": other.app}
    return list(found.values())
