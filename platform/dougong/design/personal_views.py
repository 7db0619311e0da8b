"""Views that people save for themselves: checked like published ones, cut to the caller's rights when they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.design.personal_rows import Keeper, PersonalViewRow, PersonalViewRows
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.records.scene import Scene, Stage
from dougong_engine.design.check import check_object
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import read_object
from dougong_engine.design.seen import Seen, within
from dougong_engine.design.view import View
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields.link import Link
from dougong_engine.filters.condition import All, Condition, both, paths

MOST_VIEWS = 200
UNSAVED_ID = "viw_personal"
"""The id inside a stored document; the row's id is the view's."""


@dataclass(frozen=True, slots=True)
class PersonalViews:
    """What a person keeps is theirs alone; it never grants data."""

    stage: Stage
    rows: PersonalViewRows

    async def of_entity(self, principal: Principal, key: str) -> list[dict[str, Any]]:
        """The caller's views of an entity that can still be shown, oldest first."""
        scene = await self.stage.scene(principal)
        entity = scene.planning.schema.by_key(key).entity
        found = [_shown(scene, one) for one in await self.rows.all(_keeper(principal)) if one.entity == entity.id]
        return [one for one in found if one is not None]

    async def read(self, principal: Principal, id: str) -> dict[str, Any]:
        """One of the caller's views; 404 for any other and for one that nothing is left of."""
        scene = await self.stage.scene(principal)
        row = await self.rows.one(_keeper(principal), id)
        shown = None if row is None else _shown(scene, row)
        if shown is None:
            raise refuse(404, "design.unknown", id=id)
        return shown

    async def create(self, principal: Principal, key: str, members: Mapping[str, Json]) -> dict[str, Any]:
        """Keep a new view of an entity. Refuses (422) what does not fit the design or the caller's rights."""
        scene = await self.stage.scene(principal)
        entity = scene.planning.schema.by_key(key).entity
        row = PersonalViewRow(new_id(), entity.id, _document(scene, entity, members))
        if len(await self.rows.all(_keeper(principal))) >= MOST_VIEWS:
            raise refuse(409, "view.personal.too_many", limit=MOST_VIEWS)
        await self.rows.add(_keeper(principal), row, self.stage.now())
        return await self.read(principal, row.id)

    async def change(self, principal: Principal, id: str, members: Mapping[str, Json]) -> dict[str, Any]:
        """Put other members in place of a view's; those not given stay."""
        scene = await self.stage.scene(principal)
        row = await self.rows.one(_keeper(principal), id)
        if row is None or row.entity not in scene.planning.schema.tables:
            raise refuse(404, "design.unknown", id=id)
        entity = scene.planning.schema.table(row.entity).entity
        document = _document(scene, entity, {**row.document, **members})
        await self.rows.replace(_keeper(principal), PersonalViewRow(id, row.entity, document), self.stage.now())
        return await self.read(principal, id)

    async def remove(self, principal: Principal, id: str) -> None:
        """Forget a view."""
        if not await self.rows.remove(_keeper(principal), id):
            raise refuse(404, "design.unknown", id=id)


def _keeper(principal: Principal) -> Keeper:
    return Keeper(principal.workspace_id, principal.person_id)


def _document(scene: Scene, entity: Entity, members: Mapping[str, Json]) -> dict[str, Json]:
    """The stored form of a view that fits the design and reads nothing that the caller may not."""
    head: dict[str, Json] = {"format": 1, "kind": "view", "id": UNSAVED_ID, "app": entity.app, "entity": entity.id}
    try:
        view = read_object({**members, **head})
    except Invalid as error:
        raise refused(error) from None
    assert isinstance(view, View)
    wrong = list(check_object(scene.planning.schema.design, view))
    _, lost = _within(view, _seen_by(scene, entity.id))
    wrong.extend(Problem("field.unknown", (), {"field": one, "entity": entity.name}) for one in lost)
    if wrong:
        raise Refusal(422, wrong)
    return dump(view)


def _shown(scene: Scene, row: PersonalViewRow) -> dict[str, Any] | None:
    """The view without what the caller may no longer see, `lost` naming it; None where no layout is left."""
    if row.entity not in scene.planning.schema.tables:
        return None
    try:
        view = read_object(row.document)
    except Invalid:
        return None
    assert isinstance(view, View)
    entity = scene.planning.schema.table(row.entity).entity
    kept, lost = _within(view, _seen_by(scene, row.entity))
    if kept is None:
        return None
    return {**dump(kept), "id": row.id, "entity_key": entity.key, "personal": True, "lost": lost}


def _seen_by(scene: Scene, entity_id: str) -> Seen:
    """Whether the caller may read a path of field ids in some row."""

    def seen(path: str) -> bool:
        owner: str | None = entity_id
        for id in path.split("."):
            if owner is None or owner not in scene.planning.schema.tables:
                return False
            if id not in scene.planning.access(scene.who, owner).readable():
                return False
            spec = scene.planning.schema.table(owner).entity.field(id)
            owner = spec.entity if isinstance(spec, Link) else None
        return True

    return seen


def _within(view: View, seen: Seen) -> tuple[View | None, list[str]]:
    """The view with only what is seen, and the paths that were left out."""
    lost: set[str] = set()

    def keep(path: str) -> bool:
        if not seen(path):
            lost.add(path)
        return path not in lost

    layout = within(view.layout, keep)
    filter_ = _filter_within(view.filter, keep)
    sort = tuple(one for one in view.sort if keep(one.field))
    kept = None if layout is None else view.model_copy(update={"layout": layout, "filter": filter_, "sort": sort})
    return kept, sorted(lost)


def _filter_within(condition: Condition | None, keep: Seen) -> Condition | None:
    """Parts that must all hold are kept one by one; any other condition is kept or left out as a whole."""
    if condition is None:
        return None
    parts = condition.all if isinstance(condition, All) else (condition,)
    # Every path is asked, so that all that is missing can be named.
    seen = [[keep(".".join(path)) for path in paths(one)] for one in parts]
    return both(*(one for one, known in zip(parts, seen, strict=True) if all(known)))
