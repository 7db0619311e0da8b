"""The trash: taking a removed record out of it again."""

from dataclasses import dataclass

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records import deciding
from dougong.records.commit import Intent
from dougong.records.reading import Record
from dougong.records.scene import Scene
from dougong.records.writing import RACES, Door, Writing
from dougong_engine.forms.submit import Write


@dataclass(slots=True)
class Trash:
    """Brings records back; whoever may delete a record may also bring it back."""

    writing: Writing

    async def restore(self, principal: Principal, key: str, id: str, door: Door) -> Record:
        """The record as it was. A value that another record has taken meanwhile is a 409 `record.not_unique`."""

        async def work(scene: Scene) -> Record:
            for _ in range(RACES):
                intent = await self._intent(scene, key, id, door)
                if await self.writing.commit.run(scene, intent):
                    return self.writing.answer(scene, intent)
            raise refuse(409, "record.busy", id=id)

        return await self.writing.stage.under_rights(principal, work)

    async def _intent(self, scene: Scene, key: str, id: str, door: Door) -> Intent:
        table = scene.planning.schema.by_key(key)
        current = await self.writing.current(scene, self.writing.stage.database, table.entity.id, id)
        access = scene.planning.access(scene.who, table.entity.id)
        if current is None or not current.deleted or not access.rows & current.within:
            raise refuse(404, "record.unknown", id=id)
        deciding.must_act(access, table.entity, current, "delete")
        return Intent("restore", table, id, current, Write({}, {}, {}, (), current.values), door)
