"""Many new records at once: one look at the facts and one statement for all, with the outcome of single writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.records import deciding
from dougong.records.commit import Intent
from dougong.records.reading import remembered
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.creation_plan import CreationPlan, creation_plan, listed_binds
from dougong.storage.driver.port import Database, Dialect, Session
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import Fetch, linked_statement
from dougong.storage.write_plan import Shape
from dougong_engine.computed.plan import Path
from dougong_engine.design.role import Action
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.fields import Refers, Value, field_type
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.forms.facts import Facts, ReadSet, needs
from dougong_engine.forms.patch import Patch, read_patch
from dougong_engine.forms.submit import submit

Linked = Mapping[str, Mapping[str, Mapping[Path, Value]]]
"""Link field → record id → values by path beyond it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A new record as somebody asks for it, at its place in a list."""

    place: int
    id: str
    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Read:
    """The same, with its input read and what has to be known about it."""

    asked: Asked
    patch: Patch
    needed: ReadSet


@dataclass(slots=True)
class Creations:
    """Judges and stores many new records. What it leaves out has to be written alone, where the reason will be told."""

    writing: Writing

    async def judge(
        self, scene: Scene, fetch: Fetch, key: str, asked: Sequence[Asked], door: Door
    ) -> dict[int, Intent]:
        """Intents by place, for those items that nothing is wrong with and that one statement can store."""
        table = scene.planning.schema.by_key(key)
        read = [one for item in asked if (one := self._read(scene, table, item, door)) is not None]
        if not read:
            return {}
        refs, linked = await self._facts(scene, fetch, table, read)
        plan = scene.planning.entity(table.entity.id)
        person = await self.writing.person(scene, fetch) if plan.personal else Person(me=scene.principal.person_id)
        intents: dict[int, Intent] = {}
        for one in read:
            beyond = {link: linked[link].get(id, {}) for link, (id, _) in one.needed.linked.items()}
            facts = Facts(None, beyond, refs)
            try:
                write = submit(plan, one.patch, facts, scene.clock, person, historical=door.historical)
            except EngineError:
                continue
            intent = Intent("create", table, one.asked.id, None, write, door)
            if self.writing.commit.simple(scene, intent) and not _has_links(intent):
                intents[one.asked.place] = intent
        return intents

    async def store(self, scene: Scene, intents: Sequence[Intent], session: Session | None) -> None:
        """Store all of them or raise: UniqueClash, RightsChanged, InvalidValue."""
        database = self.writing.stage.database
        if database.dialect is Dialect.SQLITE:
            await self._store_one_by_one(scene, intents, session, database)
            return
        groups: dict[Shape, list[Intent]] = {}
        for intent in intents:
            groups.setdefault(self.writing.commit.shape(intent), []).append(intent)
        steps = [self._step(scene, shape, group) for shape, group in groups.items()]
        if session is not None:
            stored = [len(await session.fetch(plan.statement, bound)) for plan, bound in steps]
        else:
            outcomes = await database.write([(plan.statement, bound) for plan, bound in steps])
            stored = [one.affected for one in outcomes]
        if sum(stored) < len(intents):
            await self.writing.commit.lost(scene, intents[0])

    async def _store_one_by_one(
        self, scene: Scene, intents: Sequence[Intent], session: Session | None, database: Database
    ) -> None:
        """SQLite has no round trips to save: the same statements, in one transaction."""
        commit = self.writing.commit
        if session is None:
            async with database.transaction() as own:
                await self._store_one_by_one(scene, intents, own, database)
            return
        for intent in intents:
            await commit.within(scene, intent, session)

    def _step(self, scene: Scene, shape: Shape, group: Sequence[Intent]) -> tuple[CreationPlan, dict[str, object]]:
        table = group[0].table
        key = ("creations", table.entity.id, shape)
        plan = scene.planning.recall(key)
        if not isinstance(plan, CreationPlan):
            plan = creation_plan(table, shape)
            scene.planning.keep(key, plan)
        return plan, listed_binds(plan, [self.writing.commit.bound(scene, one) for one in group])

    def _read(self, scene: Scene, table: EntityTable, item: Asked, door: Door) -> Read | None:
        access = scene.planning.access(scene.who, table.entity.id)
        try:
            patch = read_patch(table.entity, item.fields, new_id)
            action: Action = "import_historical" if door.historical else "create"
            deciding.must_create(access, table.entity, patch.values, action)
        except (EngineError, Refusal):
            return None
        needed = needs(scene.planning.entity(table.entity.id), patch, None)
        specs = [table.entity.field(id) for id in needed.refs]
        if any(spec is not None and field_type(spec).refers is Refers.FILE for spec in specs):
            return None
        return Read(item, patch, needed)

    async def _facts(
        self, scene: Scene, fetch: Fetch, table: EntityTable, read: Sequence[Read]
    ) -> tuple[Mapping[str, frozenset[str]], Linked]:
        """What all of them need: one statement for references, one for each link whose values formulas use."""
        refs: dict[str, dict[str, None]] = {}
        links: dict[str, tuple[set[str], frozenset[Path]]] = {}
        for one in read:
            for field, ids in one.needed.refs.items():
                refs.setdefault(field, {}).update(dict.fromkeys(ids))
            for link, (id, beyond) in one.needed.linked.items():
                links.setdefault(link, (set(), beyond))[0].add(id)
        whole = ReadSet(refs={field: tuple(ids) for field, ids in refs.items()})
        facts = await self.writing.facts(scene, fetch, table.entity.id, "", whole, None)
        linked = {link: await self._beyond(scene, fetch, table, link, *found) for link, found in links.items()}
        return facts.known, linked

    async def _beyond(
        self, scene: Scene, fetch: Fetch, table: EntityTable, link: str, ids: set[str], beyond: frozenset[Path]
    ) -> dict[str, dict[Path, Value]]:
        paths = sorted(beyond)
        rights = scene.planning.rights(scene.who)
        statement = remembered(
            scene,
            ("linked", table.entity.id, link, tuple(paths)),
            lambda: linked_statement(
                scene.planning.schema, table, link, paths, rights, scene.clock, self.writing.stage.database.dialect
            ),
            bound=lambda _: None,
        )
        rows = await fetch.fetch(statement, {**scene.bound(), "ids": sorted(ids)})
        return {str(row[0]): dict(zip(paths, row[1:], strict=True)) for row in rows}  # type: ignore[arg-type]  # cells of fields


def _has_links(intent: Intent) -> bool:
    return any(intent.table.place(id).links is not None for id in intent.write.values)
