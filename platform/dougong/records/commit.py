"""Stores a judged write: row, history, event and side tables in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dougong.files.binding import FileBinding
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.record_ports import Place
from dougong.records.judging import Refs
from dougong.records.numbering import draw
from dougong.records.parents import refresh_parents
from dougong.records.reading import remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.port import Dialect, Session, Statement, Step, in_transaction
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import Current
from dougong.storage.references import reference_test
from dougong.storage.uniqueness import unique_fields
from dougong.storage.write_plan import Action, Shape, WritePlan, shape_of, write_plan
from dougong.storage.write_values import changes_json, field_values, move_values, row_steps
from dougong_engine.fields import Row, Value
from dougong_engine.forms.submit import Write

if TYPE_CHECKING:
    from dougong.records.writing import Door


@dataclass(slots=True)
class Intent:
    """A write that has been judged: what, to which record, over which stored state."""

    action: Action
    table: EntityTable
    id: str
    current: Current | None
    write: Write
    door: "Door"
    refs: Refs = field(default_factory=dict)
    """References that the storing statement has to find, or nothing is stored."""

    @property
    def version(self) -> int:
        """The record's version after this write; unchanged where there is nothing to store."""
        if self.current is None:
            return 1
        return self.current.version + (0 if self._unchanged else 1)

    def stored(self, scene: Scene) -> dict[str, Value]:
        """The record by field id as this write leaves it, with what the system keeps about it."""
        if self._unchanged:
            return dict(self.write.record)
        at, by = scene.clock.now, scene.principal.person_id
        made: dict[str, Value] = {} if self.current is not None else {"created_at": at, "created_by": by}
        return {**self.write.record, **made, "version": self.version, "updated_at": at, "updated_by": by}

    @property
    def _unchanged(self) -> bool:
        return self.action == "update" and not self.write.changes


@dataclass(slots=True)
class Commit:
    """Runs intents. `run` answers False when somebody else changed the record first: judge it again."""

    stage: Stage
    files: FileBinding

    async def run(self, scene: Scene, intent: Intent) -> bool:
        """Store one write in a transaction of its own."""
        if self.simple(scene, intent):
            try:
                stored = await self._at_once(scene, intent)
            except UniqueClash as clash:
                raise self._clash(intent, clash) from None
        else:
            stored = await in_transaction(self.stage.database, lambda session: self.within(scene, intent, session))
        self.stage.changed()
        return stored

    async def parents(self, scene: Scene, intents: Sequence[Intent], session: Session) -> None:
        """Renew the parents' sums once for many writes that were stored with `parents=False`."""
        await refresh_parents(self.stage, scene, intents, session)

    async def within(
        self, scene: Scene, intent: Intent, session: Session, *, parents: bool = True, numbered: bool = False
    ) -> bool:
        """Store one write as part of an open transaction; without `parents` the caller renews their sums itself."""
        try:
            if not numbered:
                await self.number(scene, [intent], session)
            plan, bound = self._plan(scene, intent)
            if not await self._head(plan.statements[0], bound, session):
                await self.lost(scene, intent)
                return False
            for statement in plan.statements[1:]:
                await session.execute(statement, bound)
            for step in (*self._rows(intent), *self._bindings(scene, intent)):
                await session.execute(*step)
            if parents:
                await refresh_parents(self.stage, scene, [intent], session)
        except UniqueClash as clash:
            raise self._clash(intent, clash) from None
        return True

    async def together(self, scene: Scene, intents: Sequence[Intent], session: Session) -> None:
        """Store many new records of one entity in an open transaction, statements of one kind at once.

        Refuses as a whole: when one clashes with another, nothing of it may be kept.
        """
        await self.number(scene, intents, session)
        if self.stage.database.dialect is Dialect.SQLITE:
            await self._in_one_go(scene, intents, session)
        else:
            for intent in intents:
                await self.within(scene, intent, session, parents=False, numbered=True)
        await refresh_parents(self.stage, scene, intents, session)

    async def _in_one_go(self, scene: Scene, intents: Sequence[Intent], session: Session) -> None:
        """Statements of one kind in one visit to the writer; nobody else writes until this transaction ends."""
        rows = await session.fetch(self.stage.stamp_statement(), scene.bound())
        scene.check_epoch(rows[0][0])
        alike: dict[int, tuple[WritePlan, list[dict[str, object]]]] = {}
        for intent in intents:
            plan, bound = self._plan(scene, intent)
            alike.setdefault(id(plan), (plan, []))[1].append(bound)
        try:
            for plan, many in alike.values():
                for statement in plan.statements:
                    await session.many(statement, many)
            for intent in intents:
                for step in (*self._rows(intent), *self._bindings(scene, intent)):
                    await session.execute(*step)
        except UniqueClash as clash:
            raise self._clash(intents[0], clash) from None

    async def remove(self, scene: Scene, intents: Sequence[Intent], session: Session) -> frozenset[str]:
        """Move records of one entity to the trash; answers the ids of those that nobody has changed meanwhile.

        On SQLite they must have been read in this transaction: nobody else writes until it ends.
        """
        if not intents:
            return frozenset()
        plan, _ = self._plan(scene, intents[0])
        bounds = [self.bound(scene, one) for one in intents]
        if self.stage.database.dialect is Dialect.SQLITE:
            for statement in plan.statements:
                await session.many(statement, bounds)
            stored = frozenset(one.id for one in intents)
        else:
            answers = await session.fetch_each(plan.statements[0], bounds)
            stored = frozenset(str(rows[0][0]) for rows in answers if rows)
        await refresh_parents(self.stage, scene, [one for one in intents if one.id in stored], session)
        return stored

    async def _head(self, statement: Statement, bound: dict[str, object], session: Session) -> bool:
        return bool(await session.fetch(statement, bound))

    async def _at_once(self, scene: Scene, intent: Intent) -> bool:
        plan, bound = self._plan(scene, intent)
        outcomes = await self.stage.database.write([(one, bound) for one in plan.statements])
        if outcomes[0].rows:
            return True
        await self.lost(scene, intent)
        return False

    def simple(self, scene: Scene, intent: Intent) -> bool:
        """True if the write is one statement: no rows of sub-tables, no numbers to draw, no sums elsewhere to renew."""
        table = intent.table
        if scene.planning.entity(table.entity.id).parents or not table.beside.isdisjoint(intent.write.values):
            return False
        return intent.action != "create" or not table.numbers

    def _plan(self, scene: Scene, intent: Intent) -> tuple[WritePlan, dict[str, object]]:
        shape = self.shape(intent)
        key = ("write", intent.table.entity.id, shape)
        if intent.refs:
            plan = remembered(scene, key, lambda: self._referring(scene, intent.table, shape))
            return plan, {
                **self.bound(scene, intent),
                **plan.bound,
                **{f"r_{id}": one for id, one in intent.refs.items()},
            }
        kept = scene.planning.recall(key)
        plan = kept if isinstance(kept, WritePlan) else write_plan(intent.table, shape, self.stage.database.dialect)
        if plan is not kept:
            scene.planning.keep(key, plan)
        return plan, self.bound(scene, intent)

    def _referring(self, scene: Scene, table: EntityTable, shape: Shape) -> WritePlan:
        """A write that finds what it refers to with the caller's rights, which are therefore part of it."""
        bound: dict[str, object] = {}
        rights, schema = scene.planning.rights(scene.who), scene.planning.schema
        specs = (spec for id in shape.refs if (spec := table.entity.field(id)) is not None)
        tests = [reference_test(schema, spec, rights, scene.clock, bound) for spec in specs]
        return write_plan(table, shape, self.stage.database.dialect, tests, bound)

    def shape(self, intent: Intent) -> Shape:
        """What decides the SQL text of this write."""
        return shape_of(intent.table, intent.action, intent.write, told=not intent.door.folded, refs=tuple(intent.refs))

    def bound(self, scene: Scene, intent: Intent) -> dict[str, object]:
        """The values of this write by bind name."""
        write, door = intent.write, intent.door
        return {
            **self.once(scene, intent),
            **field_values(intent.table, write.values),
            **move_values(write.moves, known=not door.historical),
            "id": intent.id,
            "version": intent.version,
            "expected": None if intent.current is None else intent.current.version,
            "event_id": new_id(),
            "changes": changes_json(intent.table, write.changes),
            "errors": dict(write.errors) or None,
        }

    def once(self, scene: Scene, intent: Intent) -> dict[str, object]:
        """What new records of one list and shape have in common; `payload` only where no gate is moved."""
        door = intent.door
        return {
            **scene.bound(),
            "epoch": scene.principal.epoch,
            "at": scene.clock.now,
            "by": scene.principal.person_id,
            "entity": intent.table.entity.id,
            "via": door.via,
            "cause": door.cause,
            "payload": None if door.folded else payload(scene, intent),
        }

    def _rows(self, intent: Intent) -> "Sequence[tuple[Statement, dict[str, object]]]":
        steps: list[tuple[Statement, dict[str, object]]] = []
        for id, value in intent.write.values.items():
            place = intent.table.place(id)
            if place.rows is not None:
                rows: list[Row] = [one for one in value if isinstance(one, dict)] if isinstance(value, tuple) else []
                made = row_steps(place, intent.id, rows, self.stage.database.dialect)
                steps += [(statement, dict(values)) for statement, values in made]
        return steps

    def _bindings(self, scene: Scene, intent: Intent) -> list[Step]:
        """Uploads that become part of the record."""
        steps: list[Step] = []
        for id, value in intent.write.values.items():
            if id in intent.table.files and isinstance(value, tuple):
                place = Place(intent.table.entity.id, intent.id, id)
                ids = [str(one) for one in value]
                steps += self.files.steps(
                    scene.principal.workspace_id, ids, place, scene.principal.uploader_id, scene.clock.now
                )
        return steps

    async def number(self, scene: Scene, intents: Sequence[Intent], session: Session) -> None:
        """Draw the numbers of new records, all of one entity, in their order."""
        new = [one for one in intents if one.action == "create"]
        if not new or not new[0].table.numbers:
            return
        drawn = await draw(scene, new[0].table, len(new), session, self.stage.database.dialect)
        for intent, numbers in zip(new, drawn, strict=True):
            write = intent.write
            intent.write = Write(
                {**write.values, **numbers}, write.errors, write.changes, write.moves, {**write.record, **numbers}
            )

    async def lost(self, scene: Scene, intent: Intent) -> None:
        """Nothing was stored: because rights changed (RightsChanged), somebody was faster, or a reference is gone."""
        statement = self.stage.stamp_statement()
        rows = await self.stage.database.fetch(statement, scene.bound())
        scene.check_epoch(rows[0][0])
        if intent.current is None and not intent.refs:
            raise refuse(409, "record.exists", id=intent.id)

    def _clash(self, intent: Intent, clash: UniqueClash) -> Exception:
        """Which fields must differ; the other record is never named."""
        keys = unique_fields(intent.table, clash.index)
        if keys:
            names = [one.name for key in keys if (one := intent.table.entity.field_by_key(key)) is not None]
            return refuse(409, "record.not_unique", keys[:1], fields=names)
        if clash.table == intent.table.table.name or clash.index.endswith("_pkey"):
            return refuse(409, "record.exists", id=intent.id)
        return clash


def payload(scene: Scene, intent: Intent) -> dict[str, object]:
    """What the event of a write tells its consumers."""
    write, door = intent.write, intent.door
    return {
        "action": intent.action,
        "via": door.via,
        "cause": door.cause,
        "depth": door.depth,
        "quiet": door.historical,
        "by": scene.principal.person_id,
        "changed": sorted(write.changes),
        "moves": [[move.gate, move.before, move.after] for move in write.moves],
        **({} if door.form is None else {"form": door.form}),
    }
