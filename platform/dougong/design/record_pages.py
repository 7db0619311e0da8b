"""The page of a record as a reader may see it: fields and lists beyond their rights are left out."""

from typing import Any

from dougong.records.scene import Scene
from dougong_engine.design.entity import Entity
from dougong_engine.design.record_page import Block, Listed, RecordPage
from dougong_engine.design.resolve import Resolved, Start, resolve
from dougong_engine.fields.link import Link


def page_shown(scene: Scene, entity: Entity, page: RecordPage) -> dict[str, Any]:
    """The page's members under their names in the document; entity and page are in the reader's language.

    A list that has no name is called as its link calls it.
    """
    seen = scene.planning.access(scene.who, entity.id).shown()
    return {
        "form": page.form,
        "facts": [one for one in page.facts if one in seen],
        "main": _blocks(scene, entity, page.main),
        "side": _blocks(scene, entity, page.side),
    }


def _blocks(scene: Scene, entity: Entity, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [shown for one in blocks if (shown := _block(scene, entity, one)) is not None]


def _block(scene: Scene, entity: Entity, block: Block) -> dict[str, Any] | None:
    head = {"id": block.id, "kind": block.kind, "name": block.name, "field": block.field, "records": None}
    if block.records is None:
        return head
    found = _link(scene, entity, block)
    if found is None:
        return None
    link, other = found
    name = link.name if block.field is not None else link.inverse or other.name
    return {**head, "name": block.name or name, "records": _listed(scene, block.records, other)}


def _link(scene: Scene, entity: Entity, block: Block) -> tuple[Link, Entity] | None:
    """The link that leads between the record and the list, and the entity listed; None if the reader may not see it."""
    listed, planning = block.records, scene.planning
    if listed is None or listed.entity not in planning.schema.tables:
        return None
    if not planning.access(scene.who, listed.entity).may_see():
        return None
    other = planning.schema.localized(planning.schema.table(listed.entity).entity, scene.principal.locale)
    holder, id = (entity, block.field) if block.field is not None else (other, listed.through)
    field = holder.field(id or "")
    readable = planning.access(scene.who, holder.id).readable()
    return (field, other) if isinstance(field, Link) and field.id in readable else None


def _listed(scene: Scene, listed: Listed, other: Entity) -> dict[str, Any]:
    return {
        "entity": listed.entity,
        "entity_key": other.key,
        "through": listed.through,
        "columns": [one for one in listed.columns if _seen(scene, listed.entity, one)],
        "sort": [
            {"field": one.field, "descending": one.descending}
            for one in listed.sort
            if _seen(scene, listed.entity, one.field)
        ],
    }


def _seen(scene: Scene, entity: str, path: str) -> bool:
    """Whether the reader may see each field of a path."""
    found = resolve(scene.planning.schema.design, Start(entity), path)
    return isinstance(found, Resolved) and all(
        step.field.id in scene.planning.access(scene.who, step.at.entity).readable() for step in found.steps
    )
