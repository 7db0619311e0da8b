"""Drafts of design objects: saving, checking, publishing, going back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.design import judging
from dougong.design.draft_rows import Document, DraftRow, DraftRows
from dougong.design.forbidding import forbidden
from dougong.design.permission_tests import failing_tests
from dougong.design.publishing import Published, Publishing
from dougong.design.starting import started
from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.process.approvers import Approvers
from dougong.records.scene import Stage
from dougong_engine.changes.risk import Level
from dougong_engine.dashboards.wiring import unwired
from dougong_engine.design.check import check, check_object
from dougong_engine.design.checks.flow import warnings
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.flow import Flow
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, read_object
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid, Problem

MOST_ITEMS = 500
"""Fields of an entity, nodes of a flow, widgets of a board."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the publisher knows and accepts: loss of data, required fields that stay empty on older records."""

    confirm: bool = False
    accept_empty: bool = False


@dataclass(frozen=True, slots=True)
class Drafts:
    """The design as its authors work on it; callers have the ability `design`."""

    stage: Stage
    rows: DraftRows
    publishing: Publishing
    approvers: Approvers

    async def objects(self, principal: Principal, app: str | None) -> list[dict[str, Any]]:
        """Every object, of one app or of all, with its state."""
        design = await self._published(principal)
        return [
            {**_head(row, design), "at": row.at, "by": row.by}
            for row in (await self.rows.all(principal.workspace_id)).values()
            if app is None or app in (row.app, row.id)
        ]

    async def read(self, principal: Principal, id: str) -> dict[str, Any]:
        """The draft of an object, or what is published while there is none."""
        row = await self._row(principal, id)
        design = await self._published(principal)
        published = design.objects.get(id)
        return {
            **_head(row, design),
            "document": row.draft if row.draft is not None or published is None else dump(published),
            "at": row.at,
            "by": row.by,
        }

    async def save(self, principal: Principal, id: str, revision: int, raw: Mapping[str, Json]) -> dict[str, Any]:
        """A new draft over `revision`; answers its revision and what does not fit the rest of the design yet.

        Refuses (422) what is no document of this object, (409) a stale revision with both documents.
        """
        row = await self._row(principal, id)
        found = _read(_bounded(raw))
        if found.id != id or found.kind != row.kind:
            raise refuse(422, "design.draft.other", ("id",), id=id, kind=row.kind)
        if found.kind != "app" and found.app != row.app:
            raise refuse(422, "design.draft.app", ("app",), app=row.app)
        document = dump(found)
        saved = row.revision == revision and await self.rows.save(
            principal.workspace_id, id, revision, document, principal.person_id, self.stage.now()
        )
        if not saved:
            raise await self._stale(principal, id, revision, document)
        design = await self.design(principal)
        beyond = [replace(one, path=one.path[1:]) for one in await forbidden(self.stage, principal, design, [found])]
        told = {
            "problems": _told((*check_object(design, found), *beyond), principal.locale),
            "warnings": _told(warned(design, found), principal.locale),
        }
        return {"id": id, "revision": revision + 1, **told}

    async def discard(self, principal: Principal, id: str, revision: int) -> dict[str, Any]:
        """Back to what is published; an object that never was is forgotten."""
        row = await self._row(principal, id)
        if row.version is None:
            done = await self.rows.drop(principal.workspace_id, id, revision)
        else:
            done = await self.rows.save(
                principal.workspace_id, id, revision, None, principal.person_id, self.stage.now()
            )
        if not done:
            raise await self._stale(principal, id, revision, None)
        return {"id": id, "revision": revision + 1}

    async def create(self, principal: Principal, raw: Mapping[str, Json]) -> dict[str, Any]:
        """A new object as a draft: its id is made here, a key that is taken gets a number."""
        design = await self.design(principal)
        rows = await self.rows.all(principal.workspace_id)
        document = dump(_read(started(_bounded(raw), design, rows)))
        await self.rows.add(principal.workspace_id, document, principal.person_id, self.stage.now())
        return {"id": document["id"], "revision": 1, "document": document}

    async def check(self, principal: Principal, ids: Collection[str] | None) -> dict[str, Any]:
        """What publishing these drafts (all, for None) would do, and what speaks against it."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        chosen, after = await self._drafted(principal, ids)
        objects = [after.objects[row.id] for row in chosen]
        flows = [one for one in objects if isinstance(one, Flow)]
        fit = check(after) or await failing_tests(self.publishing.database, principal.workspace_id, after)
        problems = (*fit, *await forbidden(self.stage, principal, after, objects))
        judged = judging.judge(schema.design, after)
        tables = {id: schema.tables[id].table for id in judged.filled() if id in schema.tables}
        return {
            "objects": [row.id for row in chosen],
            "problems": _told(problems, principal.locale),
            "elsewhere": judging.elsewhere(after, problems, objects),
            "warnings": _told(await self.approvers.warnings(principal, flows, after), principal.locale),
            "level": judging.LEVELS[judged.level],
            "changes": [judging.shown(change, risk, principal.locale) for change, risk in judged.changes],
            "records": await self.rows.counts(tables),
            "uses": judging.used(schema.design, [change for change, _ in judged.changes]),
        }

    async def publish(self, principal: Principal, ids: Collection[str] | None, consent: Consent) -> dict[str, Any]:
        """Publish these drafts together; all or nothing."""
        chosen, after = await self._drafted(principal, ids)
        if not chosen:
            raise refuse(422, "publish.nothing")
        objects = [after.objects[row.id] for row in chosen]
        revisions = {row.id: row.revision for row in chosen}
        return _versions(await self._publish(principal, objects, after, revisions, consent))

    async def versions(self, principal: Principal, id: str) -> list[dict[str, Any]]:
        """Every published version, newest first."""
        found = await self.rows.versions(principal.workspace_id, id)
        if not found:
            await self._row(principal, id)
        return [{"version": one.version, "at": one.at, "by": one.by} for one in found]

    async def version(self, principal: Principal, id: str, version: int) -> Document:
        """The document of one version."""
        found = await self.rows.version(principal.workspace_id, id, version)
        if found is None:
            raise refuse(404, "design.version.unknown", id=id, version=version)
        return found

    async def roll_back(self, principal: Principal, id: str, version: int, consent: Consent) -> dict[str, Any]:
        """Publish an older version anew, as a version of its own; a draft stays a draft."""
        found = _read(await self.version(principal, id, version))
        before = await self._published(principal)
        published = await self._publish(principal, [found], before.replaced(found), {id: -1}, consent)
        return _versions(published)

    async def remove(self, principal: Principal, id: str, consent: Consent) -> None:
        """Take an object out of the design; refused (409) while others use it."""
        row = await self._row(principal, id)
        if row.version is None:
            await self.rows.drop(principal.workspace_id, id, row.revision)
            return
        before = await self._published(principal)
        used = judging.users(before, id)
        if used:
            refusal = refuse(409, "design.in_use", id=id, count=len({one["by"] for one in used}))
            refusal.extra = {"uses": used}
            raise refusal
        await self._publish(principal, [], before.replaced(without=[id]), {}, consent, removed=(id,))

    async def users(self, principal: Principal, id: str) -> list[dict[str, Any]]:
        """Who mentions an object, drafts included."""
        await self._row(principal, id)
        return judging.users(await self.design(principal), id)

    async def _publish(
        self,
        principal: Principal,
        objects: list[DesignObject],
        after: Design,
        revisions: Mapping[str, int],
        consent: Consent,
        removed: Collection[str] = (),
    ) -> Published:
        before = await self._published(principal)
        problems = await forbidden(self.stage, principal, after, objects)
        if problems:
            raise Refusal(403, problems)
        judged = judging.judge(before, after)
        if judged.level is Level.DESTRUCTIVE and not consent.confirm:
            refusal = refuse(409, "publish.unconfirmed")
            told = [judging.shown(change, risk, principal.locale) for change, risk in judged.changes]
            refusal.extra = {"changes": [one for one in told if one["level"] == "destructive"]}
            raise refusal
        return await self.publishing.publish(
            principal.workspace_id,
            principal.person_id,
            objects,
            self.stage.now(),
            removed=removed,
            revisions=revisions,
            accept_empty=consent.accept_empty,
        )

    async def design(self, principal: Principal) -> Design:
        """The published design with all drafts in it."""
        return (await self._drafted(principal, None))[1]

    async def _published(self, principal: Principal) -> Design:
        return (await self.stage.catalogue.newest(principal.workspace_id)).design

    async def _row(self, principal: Principal, id: str) -> DraftRow:
        found = await self.rows.one(principal.workspace_id, id)
        if found is None:
            raise refuse(404, "design.unknown", id=id)
        return found

    async def _drafted(self, principal: Principal, ids: Collection[str] | None) -> tuple[list[DraftRow], Design]:
        """The drafts chosen, and the design with them in it. Refuses (404) an id that is not there."""
        rows = await self.rows.all(principal.workspace_id)
        for id in ids or ():
            if id not in rows:
                raise refuse(404, "design.unknown", id=id)
        chosen = [row for row in rows.values() if row.draft is not None and (ids is None or row.id in ids)]
        objects = [_read(row.draft) for row in chosen if row.draft is not None]
        return chosen, (await self._published(principal)).replaced(*objects)

    async def _stale(self, principal: Principal, id: str, revision: int, yours: Document | None) -> Refusal:
        """409 with both documents, so that the author can merge them."""
        current = await self.read(principal, id)
        refusal = refuse(409, "design.draft.stale", read=revision, current=current["revision"])
        refusal.extra = {
            "revision": current["revision"],
            "current": current["document"],
            "yours": yours,
            "by": current["by"],
            "at": current["at"],
        }
        return refusal


def _bounded(raw: Mapping[str, Json]) -> Mapping[str, Json]:
    """Refuses lists of items that no page could show and no table could hold."""
    for member, value in raw.items():
        if isinstance(value, list) and len(value) > MOST_ITEMS:
            raise refuse(422, "design.draft.large", (member,), limit=MOST_ITEMS)
    return raw


def warned(design: Design, saved: DesignObject) -> tuple[Problem, ...]:
    """What the author should know and may overrule."""
    wires = unwired(design, saved) if isinstance(saved, Dashboard) else ()
    return (*warnings(design, saved), *wires)


def _read(raw: Mapping[str, Json]) -> DesignObject:
    try:
        return read_object(dict(raw))
    except Invalid as error:
        raise refused(error) from None


def _head(row: DraftRow, design: Design) -> dict[str, Any]:
    """`state`: published (no draft), changed (a draft over a version), new (never published)."""
    published = design.objects.get(row.id)
    named = row.draft.get("name") if row.draft is not None else published.name if published is not None else row.id
    state = "new" if row.version is None else "published" if row.draft is None else "changed"
    head = {"id": row.id, "kind": row.kind, "app": row.app, "name": named}
    return {**head, "version": row.version, "revision": row.revision, "state": state}


def _told(problems: Collection[Problem], locale: str) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "path": list(one.path),
            "params": dict(one.params),
            "message": sentence(one.code, one.params, locale),
        }
        for one in problems
    ]


def _versions(published: Published) -> dict[str, Any]:
    return {"publication": published.publication_id, "versions": dict(published.versions)}
