"""Takes back what an import made: records that nobody has changed since; the others stay and are reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.imports.recording import door
from dougong.imports.store import ImportStore, Job, Line
from dougong.kernel.problem import Refusal, document, refuse
from dougong.records.commit import Intent
from dougong.records.scene import Scene
from dougong.records.writing import Writing
from dougong.storage.driver.port import Session

Mark = tuple[int, str, object]


@dataclass(slots=True)
class Undoing:
    """Removes records through the one write pipeline, under the rights of whoever imported them."""

    store: ImportStore
    writing: Writing

    async def judge(
        self, scene: Scene, job: Job, lines: Sequence[Line]
    ) -> tuple[list[tuple[Line, Intent]], list[Mark]]:
        """The removals of some rows, and the rows that are kept with their reasons."""
        by_entity: dict[str, list[str]] = {}
        for line in lines:
            by_entity.setdefault(line.entity_id, []).append(line.record_id)
        edited: set[str] = set()
        for entity_id, ids in by_entity.items():
            edited |= await self.store.edited(job, entity_id, ids)
        intents: list[tuple[Line, Intent]] = []
        marks: list[Mark] = []
        for line in lines:
            if line.record_id in edited:
                marks.append((line.number, "kept", [{"row": line.number, "code": "import.kept.edited"}]))
                continue
            key = scene.planning.schema.table(line.entity_id).entity.key
            try:
                intent = await self.writing.removal(
                    scene, self.writing.stage.database, key, line.record_id, None, door(job)
                )
            except Refusal as refusal:
                # Somebody has removed it already: that is what was wanted.
                gone = refusal.status == 404
                marks.append(
                    _kept(line, refusal, scene.principal.locale) if not gone else (line.number, "undone", None)
                )
            else:
                intents.append((line, intent))
        return intents, marks

    async def store_all(self, scene: Scene, pairs: Sequence[tuple[Line, Intent]], session: Session) -> list[Mark]:
        """Remove; a record that somebody changes at this moment is kept."""
        marks: list[Mark] = []
        for line, intent in pairs:
            if await self.writing.commit.within(scene, intent, session):
                marks.append((line.number, "undone", None))
            else:
                marks.append(_kept(line, refuse(409, "record.busy", id=intent.id), scene.principal.locale))
        return marks


def _kept(line: Line, refusal: Refusal, locale: str) -> Mark:
    found = document(refusal, locale)["problems"]
    return line.number, "kept", [{"row": line.number, **one} for one in found]
