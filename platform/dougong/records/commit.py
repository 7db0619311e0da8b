"""Stores a judged write: row, history, event and side tables in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.files.binding import FileBinding
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.record_ports import Place
from dougong.records.parents import refresh_parents
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.port import Dialect, Session, Statement, Step, in_transaction
from dougong.storage.entity_table import EntityTable
from dougong.storage.entity_table import Place as Stored
from dougong.storage.facts import Current
from dougong.storage.side_tables import counters
from dougong.storage.uniqueness import unique_fields
from dougong.storage.write_plan import Action, Shape, WritePlan, write_plan
from dougong.storage.write_values import changes_json, field_values, move_values, row_steps
from dougong_engine.fields import Refers, Row, Value, field_type
from dougong_engine.fields.auto_number import AutoNumber, period, render
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

    @property
    def version(self) -> int:
        """The record's version after this write; unchanged where there is nothing to store."""
        if self.current is None:
            return 1
        unchanged = self.action == "update" and not self.write.changes
        return self.current.version + (0 if unchanged else 1)


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

    async def within(self, scene: Scene, intent: Intent, session: Session, *, parents: bool = True) -> bool:
        """Store one write as part of an open transaction; without `parents` the caller renews their sums itself."""
        try:
            await self._number(scene, intent, session)
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
        later: dict[int, tuple[Statement, list[dict[str, object]]]] = {}
        for intent in intents:
            try:
                await self._number(scene, intent, session)
                plan, bound = self._plan(scene, intent)
                if not await self._head(plan.statements[0], bound, session):
                    await self.lost(scene, intent)
                # On SQLite the event asks whether the head took effect, and so must come right after it.
                for statement in plan.statements[1:2]:
                    await session.execute(statement, bound)
            except UniqueClash as clash:
                raise self._clash(intent, clash) from None
            for statement in plan.statements[2:]:
                later.setdefault(id(statement), (statement, []))[1].append(bound)
            for step in (*self._rows(intent), *self._bindings(scene, intent)):
                await session.execute(*step)
        for statement, rows in later.values():
            await session.many(statement, rows)
        await refresh_parents(self.stage, scene, intents, session)

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
        if scene.planning.entity(intent.table.entity.id).parents:
            return False
        places = intent.table.places
        if any(places[id].rows is not None or _holds_files(places[id]) for id in intent.write.values):
            return False
        return intent.action != "create" or not any(one.type == "auto_number" for one in intent.table.entity.fields)

    def _plan(self, scene: Scene, intent: Intent) -> tuple[WritePlan, dict[str, object]]:
        shape = self.shape(intent)
        key = ("write", intent.table.entity.id, shape)
        plan = scene.planning.recall(key)
        if not isinstance(plan, WritePlan):
            plan = write_plan(intent.table, shape, self.stage.database.dialect)
            scene.planning.keep(key, plan)
        return plan, self.bound(scene, intent)

    def shape(self, intent: Intent) -> Shape:
        """What decides the SQL text of this write."""
        write = intent.write
        fields = tuple(sorted(id for id in write.values if intent.table.place(id).rows is None))
        return Shape(intent.action, fields, tuple(move.gate for move in write.moves))

    def bound(self, scene: Scene, intent: Intent) -> dict[str, object]:
        """The values of this write by bind name."""
        write, door = intent.write, intent.door
        return {
            **scene.bound(),
            **field_values(intent.table, write.values),
            **move_values(write.moves, known=not door.historical),
            "epoch": scene.principal.epoch,
            "id": intent.id,
            "version": intent.version,
            "expected": None if intent.current is None else intent.current.version,
            "at": scene.clock.now,
            "by": scene.principal.person_id,
            "entity": intent.table.entity.id,
            "event_id": new_id(),
            "via": door.via,
            "cause": door.cause,
            "changes": changes_json(intent.table, write.changes),
            "payload": {
                "action": intent.action,
                "via": door.via,
                "cause": door.cause,
                "depth": door.depth,
                "quiet": door.historical,
                "by": scene.principal.person_id,
                "changed": sorted(write.changes),
                "moves": [[move.gate, move.before, move.after] for move in write.moves],
            },
            "errors": dict(write.errors) or None,
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
            if _holds_files(intent.table.place(id)) and isinstance(value, tuple):
                place = Place(intent.table.entity.id, intent.id, id)
                ids = [str(one) for one in value]
                steps += self.files.steps(
                    scene.principal.workspace_id, ids, place, scene.principal.person_id, scene.clock.now
                )
        return steps

    async def _number(self, scene: Scene, intent: Intent, session: Session) -> None:
        """Draw the next number of each auto-number field; a write that fails gives its number back."""
        if intent.action != "create":
            return
        drawn: dict[str, Value] = {}
        for spec in intent.table.entity.fields:
            if isinstance(spec, AutoNumber):
                today = scene.clock.today
                statement = _draw(self.stage.database.dialect)
                bound = {
                    **scene.bound(),
                    "entity": intent.table.entity.id,
                    "field": spec.id,
                    "period": period(spec, today),
                }
                rows = await session.fetch(statement, bound)
                drawn[spec.id] = render(spec, today, int(str(rows[0][0])))
        if drawn:
            write = intent.write
            intent.write = Write(
                {**write.values, **drawn}, write.errors, write.changes, write.moves, {**write.record, **drawn}
            )

    async def lost(self, scene: Scene, intent: Intent) -> None:
        """Nothing was stored: because rights changed (Stale), or because somebody was faster."""
        statement = self.stage.stamp_statement()
        rows = await self.stage.database.fetch(statement, scene.bound())
        scene.check_epoch(rows[0][0])
        if intent.current is None:
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


def _holds_files(stored: Stored) -> bool:
    return field_type(stored.spec).refers is Refers.FILE


def _draw(dialect: Dialect) -> Statement:
    make = postgresql.insert if dialect is Dialect.POSTGRESQL else sqlite.insert
    c = counters.c
    insert = make(counters).values(
        workspace_id=sa.bindparam("ws", type_=c.workspace_id.type),
        entity_id=sa.bindparam("entity", type_=c.entity_id.type),
        field_id=sa.bindparam("field", type_=c.field_id.type),
        period=sa.bindparam("period", type_=c.period.type),
        count=sa.literal_column("1"),
    )
    drawn = insert.on_conflict_do_update(
        index_elements=["workspace_id", "entity_id", "field_id", "period"], set_={"count": c.count + 1}
    ).returning(c.count)
    return compile_statement(drawn, dialect)
