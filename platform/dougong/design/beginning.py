"""Builds what a specification says: all of it in one publication, or as drafts in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.design.draft_rows import DraftRow, DraftRows
from dougong.design.publishing import Publishing
from dougong.kernel.ids import new_id
from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.records.scene import Stage
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Step
from dougong.storage.people_tables import role_members
from dougong.storage.pinyin import syllables
from dougong.storage.statements import Statements
from dougong_engine.beginning.documents import build
from dougong_engine.beginning.faults import faults
from dougong_engine.beginning.naming import Site
from dougong_engine.beginning.spec import Spec
from dougong_engine.beginning.values import key_of
from dougong_engine.design.app import App
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, read_object
from dougong_engine.design.role import Role
from dougong_engine.document import dump
from dougong_engine.errors import EngineError

SEED_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Destination:
    """The app that is to be extended, or the name and key of a new one; `publish`: at once, else as drafts."""

    app: str | None = None
    name: str = ""
    key: str = ""
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Begun:
    """What was built: every object that is new or changed; `publication` is None for drafts."""

    app: str
    objects: tuple[DesignObject, ...]
    publication: str | None
    keeper: str
    """The role that holds all rights on what is new; with a publication its caller is a member of it."""

    def shown(self) -> dict[str, Any]:
        """As the API tells it."""
        told = [
            {"id": one.id, "kind": one.kind, "name": one.name, "key": getattr(one, "key", None)} for one in self.objects
        ]
        return {"app": self.app, "publication": self.publication, "role": self.keeper, "objects": told}


def new_seed() -> str:
    """What makes the ids of a building unlike all others."""
    return new_id().replace("-", "")[-SEED_LENGTH:]


def spell(text: str) -> str:
    """Chinese by its sound, in words of ASCII letters."""
    return "_".join(syllables(text))


@dataclass(frozen=True, slots=True)
class Beginning:
    """Builds apps; callers have the ability `design`.

    Nothing that exists is opened to anybody: rights are given on what is built here and now alone, so whoever may
    design may have them, and a role that is extended keeps the rest as it is.
    """

    stage: Stage
    rows: DraftRows
    publishing: Publishing

    async def build(self, principal: Principal, spec: Spec, to: Destination, seed: str | None = None) -> Begun:
        """Refuses (422) a specification with faults, (404) an unknown app, (409) an app with an unpublished draft."""
        found = faults(spec)
        if found:
            raise Refusal(422, found)
        rows = await self.rows.all(principal.workspace_id)
        design = (await self.stage.catalogue.newest(principal.workspace_id)).design
        site = self._site(principal, spec, to, design if to.publish else _with_drafts(design, rows), rows, seed)
        if site.app is None and to.name:
            spec = spec.model_copy(update={"name": to.name})
        try:
            objects = build(spec, site, lambda code, params: sentence(code, params, principal.locale))
        except EngineError as error:
            raise refused(error) from None
        app, keeper = objects[-1], objects[-2]
        assert isinstance(keeper, Role)
        if not to.publish:
            await self._draft(principal, objects, rows, design)
            return Begun(app.id, objects, None, keeper.id)
        return Begun(app.id, objects, await self._publish(principal, objects, rows, keeper), keeper.id)

    def _site(
        self,
        principal: Principal,
        spec: Spec,
        to: Destination,
        design: Design,
        rows: Mapping[str, DraftRow],
        seed: str | None,
    ) -> Site:
        everything = _with_drafts(design, rows)
        taken = {one.key for one in everything.of(Entity)}
        seed = seed or new_seed()
        if to.app is None:
            apps = {one.key for one in everything.of(App)}
            return Site(seed, key_of(spell(to.key or to.name or spec.name), apps, "app"), taken)
        app = design.get(App, to.app)
        if app is None:
            raise refuse(404, "app.unknown", ("app",), id=to.app)
        own = (design.get(Role, id) for id in sorted(principal.roles))
        keeper = next((one for one in own if one is not None and one.app == app.id), None)
        if to.publish:
            for one in (app, keeper):
                if one is not None and rows[one.id].draft is not None:
                    raise refuse(409, "beginning.draft", ("app",), name=one.name)
        return Site(seed, app.key, taken, app, keeper)

    async def _publish(
        self, principal: Principal, objects: Sequence[DesignObject], rows: Mapping[str, DraftRow], keeper: Role
    ) -> str:
        """One publication, with the caller in the role of the keeper."""
        published = await self.publishing.publish(
            principal.workspace_id,
            principal.person_id,
            objects,
            self.stage.now(),
            revisions={one.id: rows[one.id].revision for one in objects if one.id in rows},
            beside=lambda _: self._membership(principal, keeper),
        )
        return published.publication_id

    async def _draft(
        self, principal: Principal, objects: Sequence[DesignObject], rows: Mapping[str, DraftRow], design: Design
    ) -> None:
        """All as drafts or none; what is published stays as it is."""
        found = check(_with_drafts(design, rows).replaced(*objects))
        if found:
            raise Refusal(422, found)
        new = [dump(one) for one in objects if one.id not in rows]
        changed = [(one.id, rows[one.id].revision, dump(one)) for one in objects if one.id in rows]
        kept = await self.rows.keep(principal.workspace_id, new, changed, principal.person_id, self.stage.now())
        if not kept:
            raise refuse(409, "beginning.moved")

    def _membership(self, principal: Principal, keeper: Role) -> Sequence[Step]:
        """The caller as a member of a role that they do not hold yet."""
        if principal.admin or keeper.id in principal.roles:
            return ()
        statements = Statements(self.rows.database.dialect)
        member = {"workspace_id": principal.workspace_id, "role_id": keeper.id, "person_id": principal.person_id}
        entry = AuditEntry(
            principal.workspace_id,
            self.stage.now(),
            principal.person_id,
            "role.members",
            f"role:{keeper.id}",
            {"added": [principal.person_id], "removed": []},
        )
        return ((statements(sa.insert(role_members)), member), (statements(INSERT_AUDIT), entry.values()))


def _with_drafts(design: Design, rows: Mapping[str, DraftRow]) -> Design:
    """The design as its authors see it."""
    return design.replaced(*(read_object(row.draft) for row in rows.values() if row.draft is not None))
