"""The trash: what lies in it, and taking a record out of it again."""

from dataclasses import dataclass

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records import deciding
from dougong.records.columns import columns
from dougong.records.commit import Intent
from dougong.records.reading import Record
from dougong.records.scene import Scene
from dougong.records.writing import RACES, Door, Writing
from dougong.storage.listing import listing
from dougong.storage.output import to_object
from dougong_engine.forms.submit import Write
from dougong_engine.query.query import Sort


@dataclass(slots=True)
class Trash:
    """Brings records back; whoever may delete a record may also bring it back."""

    writing: Writing

    async def list(self, principal: Principal, key: str, most: int) -> tuple[list[Record], bool]:
        """What the caller may bring back, last removed first, and whether there is more than `most`.

        Each record has its title, `updated_at` and `updated_by`: when it was removed and by whom.
        """

        async def work(scene: Scene) -> tuple[list[Record], bool]:
            entity = scene.planning.schema.by_key(key).entity
            access = scene.planning.access(scene.who, entity.id)
            if not access.may("delete"):
                raise refuse(403, "access.action", action="delete", entity=entity.name)
            ids = [one for one in ("updated_at", "updated_by", entity.title) if access.read.get(one)]
            shown = [spec.key for one in ids if (spec := entity.field(one)) is not None]
            database = self.writing.stage.database
            plan = listing(
                scene.reader(entity.id, trash=True),
                database.dialect,
                columns(scene, entity.id, shown, frozenset({"updated_by"})),
                None,
                (Sort(field="updated_at", descending=True),) if "updated_at" in shown else (),
                None,
            )
            rows = await database.fetch(plan.statement, {**scene.bound(), **plan.bound, "limit": most + 1})
            if rows:
                scene.check_epoch(rows[0][plan.epoch])
            return [to_object(plan.members, one) for one in rows[:most]], len(rows) > most

        return await self.writing.stage.under_rights(principal, work)

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
