"""Takes back what an import made: records that nobody has changed since; the others stay and are reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.imports.findings import kept
from dougong.imports.job import Job, Line, Mark
from dougong.imports.recording import door
from dougong.imports.store import ImportStore
from dougong.kernel.problem import Refusal
from dougong.records.commit import Intent
from dougong.records.folding import tell
from dougong.records.scene import Scene
from dougong.records.writing import Writing
from dougong.storage.driver.port import Session
from dougong_engine.errors import Problem


@dataclass(slots=True)
class Undoing:
    """Removes records as the one write pipeline does, under the rights of whoever imported them."""

    store: ImportStore
    writing: Writing

    async def remove(self, scene: Scene, job: Job, lines: Sequence[Line], session: Session) -> list[Mark]:
        """Take back the records of some rows; those that somebody changed, or changes at this moment, are kept."""
        by_entity: dict[str, list[Line]] = {}
        for line in lines:
            by_entity.setdefault(line.entity_id, []).append(line)
        marks: list[Mark] = []
        for entity_id, some in by_entity.items():
            marks += await self._remove(scene, job, entity_id, some, session)
        return marks

    async def _remove(
        self, scene: Scene, job: Job, entity_id: str, lines: Sequence[Line], session: Session
    ) -> list[Mark]:
        intents: list[tuple[Line, Intent]] = []
        marks: list[Mark] = []
        ids = [line.record_id for line in lines]
        locale = scene.principal.locale
        edited = await self.store.edited(session, job, entity_id, ids)
        key = scene.planning.schema.table(entity_id).entity.key
        currents = await self.writing.currents(scene, session, entity_id, ids)
        for line, current in zip(lines, currents, strict=True):
            if line.record_id in edited:
                marks.append(kept(line, [Problem("import.kept.edited")], locale))
                continue
            try:
                intents.append((line, self.writing.removed(scene, key, line.record_id, current, None, door(job))))
            except Refusal as refusal:
                # Somebody has removed it already: that is what was wanted.
                gone = refusal.status == 404
                marks.append((line.number, "undone", None) if gone else kept(line, refusal.problems, locale))
        removed = await self.writing.commit.remove(scene, [intent for _, intent in intents], session)
        await tell(scene, self.store.statements, [one for _, one in intents if one.id in removed], session)
        for line, intent in intents:
            busy = Problem("record.busy", (), {"id": intent.id})
            marks.append((line.number, "undone", None) if intent.id in removed else kept(line, [busy], locale))
        return marks
