"""Many new records at once: one look at the facts and one statement for all, with the outcome of single writes."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from dougong.kernel.ids import new_id
from dougong.records.commit import Intent, payload
from dougong.records.reading import remembered
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.creation_plan import CreationPlan, New, creation_plan, listed_binds
from dougong.storage.driver.port import Dialect, Session, Step, in_transaction
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import Fetch
from dougong.storage.references import linked_statement
from dougong_engine.computed.plan import EntityPlan, Path
from dougong_engine.design.role import Action
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.fields import Value
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


@dataclass(slots=True)
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
        """Intents by place, for those items that nothing is wrong with and that can be stored together."""
        table = scene.planning.schema.by_key(key)
        plan = scene.planning.entity(table.entity.id)
        read = self._read(scene, table, plan, asked, door)
        if not read:
            return {}
        refs, linked = await self._facts(scene, fetch, table, read)
        person = await self.writing.judging.person(scene, fetch, personal=plan.personal)
        facts = Facts(known=refs)
        intents: dict[int, Intent] = {}
        for one in read:
            if one.needed.linked:
                beyond = {link: linked[link].get(id, {}) for link, (id, _) in one.needed.linked.items()}
                facts = Facts(None, beyond, refs)
            try:
                write = submit(plan, one.patch, facts, scene.clock, person, historical=door.historical)
            except EngineError:
                continue
            if table.beside.isdisjoint(write.values):
                intents[one.asked.place] = Intent("create", table, one.asked.id, None, write, door)
        return intents

    async def store(self, scene: Scene, intents: Sequence[Intent], session: Session | None) -> None:
        """Store all of them or raise: UniqueClash, RightsChanged, InvalidValue, Refusal."""
        database = self.writing.stage.database
        table = intents[0].table
        if session is not None:
            await self._within(scene, intents, session)
        elif database.dialect is Dialect.SQLITE or table.numbers or scene.planning.entity(table.entity.id).parents:
            await in_transaction(database, lambda own: self._within(scene, intents, own))
        else:
            outcomes = await database.write(self._steps(scene, intents))
            await self._check(scene, intents, sum(one.affected for one in outcomes))

    async def _within(self, scene: Scene, intents: Sequence[Intent], session: Session) -> None:
        commit = self.writing.commit
        if self.writing.stage.database.dialect is Dialect.SQLITE:
            # There are no round trips to save: single statements, those of one kind in one go.
            await commit.together(scene, intents, session)
            return
        await commit.number(scene, intents, session)
        stored = [len(await session.fetch(*step)) for step in self._steps(scene, intents)]
        await self._check(scene, intents, sum(stored))
        await commit.parents(scene, intents, session)

    async def _check(self, scene: Scene, intents: Sequence[Intent], stored: int) -> None:
        if stored < len(intents):
            await self.writing.commit.lost(scene, intents[0])

    def _steps(self, scene: Scene, intents: Sequence[Intent]) -> list[Step]:
        """One statement for each shape; their events in the order of the list."""
        groups: dict[Hashable, list[New]] = {}
        heads: dict[Hashable, Intent] = {}
        for intent in intents:
            write = intent.write
            alike = tuple(write.values), tuple(move.gate for move in write.moves)
            told = payload(scene, intent) if write.moves and not intent.door.folded else None
            heads.setdefault(alike, intent)
            groups.setdefault(alike, []).append(New(intent.id, new_id(), write, told))
        return [self._step(scene, heads[alike], group) for alike, group in groups.items()]

    def _step(self, scene: Scene, first: Intent, group: Sequence[New]) -> Step:
        shape = self.writing.commit.shape(first)
        key = ("creations", first.table.entity.id, shape)
        plan = scene.planning.recall(key)
        if not isinstance(plan, CreationPlan):
            plan = creation_plan(first.table, shape)
            scene.planning.keep(key, plan)
        once = self.writing.commit.once(scene, first)
        known = {f"m{number}_known": not first.door.historical for number in range(len(shape.gates))}
        return plan.statement, {**once, **known, **listed_binds(plan, group)}

    def _read(
        self, scene: Scene, table: EntityTable, plan: EntityPlan, asked: Sequence[Asked], door: Door
    ) -> list[Read]:
        """Those items whose input is well formed, which the caller may create and which need no files."""
        access = scene.planning.access(scene.who, table.entity.id)
        action: Action = "import_historical" if door.historical else "create"
        if not access.may(action) or not access.may("create"):
            return []
        fillable = {id for id, where in access.create.items() if where}
        found: list[Read] = []
        for item in asked:
            try:
                patch = read_patch(table.entity, item.fields, new_id)
            except EngineError:
                continue
            needed = needs(plan, patch, None)
            if fillable.issuperset(patch.values) and table.files.isdisjoint(needed.refs):
                found.append(Read(item, patch, needed))
        return found

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
        facts = await self.writing.judging.facts(scene, fetch, table.entity.id, "", whole, None)
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
