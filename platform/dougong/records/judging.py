"""Asks the database for what the engine has to know about a write, and the engine what becomes of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dougong.files.binding import FileBinding
from dougong.records.reading import remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import Current, Fetch
from dougong.storage.person import person_statement
from dougong.storage.references import read_references, reference_binds, reference_shape, reference_statement
from dougong_engine.design.entity import Entity
from dougong_engine.errors import EngineError
from dougong_engine.fields import Refers, Value, field_type
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.forms.facts import Facts, ReadSet, needs
from dougong_engine.forms.patch import Patch
from dougong_engine.forms.submit import Write, submit

Refs = Mapping[str, str]
"""Field → the id in it whose existence nobody has asked for yet."""


@dataclass(slots=True)
class Judging:
    """Judges patches; every method raises the engine's errors."""

    stage: Stage
    files: FileBinding

    async def judged(
        self,
        scene: Scene,
        fetch: Fetch,
        entity_id: str,
        id: str,
        patch: Patch,
        current: Current | None,
        *,
        historical: bool = False,
        trusting: bool = False,
    ) -> tuple[Write, Refs]:
        """The engine's answer to a patch, after loading exactly the facts that it asked for.

        `trusting`: where nothing else has to be loaded, references are taken for existing and answered, for the
        statement that stores the write to ask for them itself.
        """
        plan = scene.planning.entity(entity_id)
        record = None if current is None else current.values
        needed = needs(plan, patch, record)
        person = await self.person(scene, fetch, personal=plan.personal)
        if trusting and self._may_trust(scene, scene.planning.schema.table(entity_id), patch, needed, record):
            known = {field: frozenset(ids) for field, ids in needed.refs.items()}
            # Whatever is wrong is told at once: then the references are looked up after all.
            with suppress(EngineError):
                write = submit(plan, patch, Facts(record, known=known), scene.clock, person, historical=historical)
                return write, {field: ids[0] for field, ids in needed.refs.items()}
        facts = await self.facts(scene, fetch, entity_id, id, needed, record)
        return submit(plan, patch, facts, scene.clock, person, historical=historical), {}

    @staticmethod
    def _may_trust(
        scene: Scene, table: EntityTable, patch: Patch, needed: ReadSet, record: Mapping[str, Value] | None
    ) -> bool:
        """Whether a single statement will store the write, and can ask for all that the write has to know."""
        if not needed.refs or needed.linked or needed.evidence or (record is None and table.numbers):
            return False
        if scene.planning.entity(table.entity.id).parents or not table.beside.isdisjoint(patch.values):
            return False
        return table.files.isdisjoint(needed.refs) and all(len(ids) == 1 for ids in needed.refs.values())

    async def person(self, scene: Scene, fetch: Fetch, *, personal: bool) -> Person:
        """The writer; where it is `personal` with departments, main one first, manager and everyone below them."""
        if not personal:
            return Person(me=scene.principal.person_id)
        statement = remembered(
            scene, ("person",), lambda: person_statement(self.stage.database.dialect), lambda _: None
        )
        rows = await fetch.fetch(statement, scene.bound())
        manager, main, departments, below = rows[0] if rows else (None, None, [], [])
        return Person(
            me=scene.principal.person_id,
            departments=tuple(dict.fromkeys(one for one in (main, *_ids(departments)) if isinstance(one, str))),
            subordinates=_ids(below),
            manager=manager if isinstance(manager, str) else None,
        )

    async def facts(
        self, scene: Scene, fetch: Fetch, entity_id: str, id: str, needed: ReadSet, record: Mapping[str, Value] | None
    ) -> Facts:
        """The facts that a write needs, in one statement; none if it needs none."""
        if not (needed.linked or needed.refs or needed.evidence):
            return Facts(record)
        table = scene.planning.schema.table(entity_id)
        name = ("facts", entity_id, reference_shape(needed))
        known = await self._files(scene, table.entity, id, needed)
        if known.keys() == needed.refs.keys() and not (needed.linked or needed.evidence):
            return Facts(record, known=known)
        statement, meaning, held = remembered(
            scene,
            name,
            lambda: reference_statement(
                scene.planning.schema,
                table,
                needed,
                scene.planning.rights(scene.who),
                scene.clock,
                self.stage.database.dialect,
            ),
            bound=lambda made: made[2],
        )
        bound: dict[str, Any] = {**scene.bound(), **held, "id": id, **reference_binds(needed)}
        rows = await fetch.fetch(statement, bound)
        linked, found, counts = read_references(meaning, rows[0])
        return Facts(record, linked, {**found, **known}, counts)

    async def _files(self, scene: Scene, entity: Entity, id: str, needed: ReadSet) -> dict[str, frozenset[str]]:
        """Which uploads each file field may take: the writer's own unbound ones, and what hangs on the record."""
        known: dict[str, frozenset[str]] = {}
        for name, ids in needed.refs.items():
            spec = entity.field(name)
            if spec is not None and field_type(spec).refers is Refers.FILE:
                person = scene.principal.uploader_id
                found = await self.files.existing(scene.principal.workspace_id, ids, person, id)
                known[name] = frozenset(found)
        return known


def _ids(listed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()
