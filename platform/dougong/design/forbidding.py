"""What an author may not publish: rights that they do not have, and fields that they may not see."""

from collections.abc import Sequence

from dougong.design.judging import beyond
from dougong.kernel.workspace import Principal
from dougong.records.scene import Stage
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.seen import unseen
from dougong_engine.errors import Problem


async def forbidden(
    stage: Stage, principal: Principal, after: Design, objects: Sequence[DesignObject]
) -> list[Problem]:
    """Why the author may not publish these objects, each with a path that begins with the object's id."""
    if principal.admin:
        return []
    scene = await stage.scene(principal)
    schema = scene.planning.schema

    def readable(entity: str, field: str) -> bool:
        return entity not in schema.tables or field in scene.planning.access(scene.who, entity).readable()

    return [*beyond(principal, schema.design, objects), *unseen(schema.design, after, objects, readable)]
