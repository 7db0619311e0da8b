"""Events that came many in one row of the inbox: new records that start nothing are consumed together, others unfolded.

They have a lower turn than what people do: rows are looked at only when little else waits, and unfolded a part at a
time, so that nobody waits behind an import. Only a record that has changed since draws its own event forward.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.inbox import Folded, InboxEvent
from dougong.process.ports import EventConsumer
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Session, Step, in_transaction
from dougong.storage.side_tables import inbox
from dougong.storage.statements import Statements
from dougong.storage.types import JsonType, UuidType

log = structlog.get_logger("process")

PART = 100
"""Events that are unfolded at a time."""

_I = inbox.c
_MINE = sa.and_(
    _I.workspace_id == sa.bindparam("ws", type_=UuidType()), _I.id == sa.bindparam("of_id", type_=UuidType())
)
_FOLDED = sa.and_(_I.kind == "records", sa.not_(_I.dead))
_COLUMNS = (_I.workspace_id, _I.id, _I.entity_id, _I.at, _I.payload)
OLDEST = sa.select(*_COLUMNS).where(_FOLDED).order_by(_I.id).limit(sa.literal_column("1"))
OF_ENTITIES = sa.select(*_COLUMNS).where(_FOLDED, any_of(_I.entity_id, "entities")).order_by(_I.id)
TAKE = sa.select(_I.payload).where(_MINE).with_for_update(skip_locked=True)
REST = sa.update(inbox).where(_MINE).values(payload=sa.bindparam("rest", type_=JsonType()))
DONE = sa.delete(inbox).where(_MINE)
INSERT = sa.insert(inbox)


@dataclass(slots=True)
class Folds:
    """The lower turn of the inbox."""

    database: Database
    statements: Statements
    consumers: Sequence[EventConsumer]

    async def before(self, waiting: Sequence[InboxEvent]) -> tuple[frozenset[str], int]:
        """Records among these whose earlier events are still folded, and how many events were unfolded for them."""
        later = {one.record_id: one.entity_id for one in waiting if one.version > 1}
        if not later:
            return frozenset(), 0
        rows: list[Any] = await self.database.fetch(
            self.statements(OF_ENTITIES), {"entities": sorted(set(later.values()))}
        )
        held: set[str] = set()
        unfolded = 0
        for one in (Folded(*row) for row in rows):
            inside = later.keys() & {str(id) for id, *_ in one.payload["records"]}
            if inside:
                held |= inside
                unfolded += await self._unfold(one, inside)
        return frozenset(held), unfolded

    async def next(self) -> int:
        """A part of the oldest row, or all of it where nobody needs to be asked; answers how many went through."""
        rows: list[Any] = await self.database.fetch(self.statements(OLDEST))
        if not rows:
            return 0
        row = Folded(*rows[0])
        if row.fresh:
            try:
                return await self._consume(row)
            except Exception as error:  # noqa: BLE001  # one of them is to blame: each has a turn of its own
                log.info("events are unfolded", workspace=row.workspace_id, event_id=row.id, reason=repr(error)[:500])
        return await self._unfold(row, frozenset())

    async def _consume(self, row: Folded) -> int:
        events = row.events()
        steps: list[Step] = []
        for start in range(0, len(events), PART):
            asked = [one.consume(event) for one in self.consumers for event in events[start : start + PART]]
            steps += [step for some in await asyncio.gather(*asked) for step in some]

        async def work(session: Session) -> int:
            if await self._taken(session, row) != row.payload:
                return 0
            for statement, many in _alike(steps):
                await session.many(statement, many)
            await session.execute(self.statements(DONE), _key(row))
            return len(events)

        return await in_transaction(self.database, work)

    async def _unfold(self, row: Folded, first: Collection[str]) -> int:
        """These and some more become rows of their own."""

        async def work(session: Session) -> int:
            payload = await self._taken(session, row)
            if payload is None:
                return 0
            records = sorted(payload["records"], key=lambda one: one[0] not in first)
            some = max(PART, len(first))
            now = replace(row, payload={**payload, "records": records[:some]}).events()
            await session.many(self.statements(INSERT), [_row(one) for one in now])
            rest = {**payload, "records": records[some:], "next": int(payload["next"]) + len(now)}
            if rest["records"]:
                await session.execute(self.statements(REST), {**_key(row), "rest": rest})
            else:
                await session.execute(self.statements(DONE), _key(row))
            return len(now)

        return await in_transaction(self.database, work)

    async def _taken(self, session: Session, row: Folded) -> Any:
        """The row's payload as it is now; None if somebody else has it or had it."""
        rows: list[Any] = await session.fetch(self.statements(TAKE), _key(row))
        return rows[0][0] if rows else None


def _key(row: Folded) -> dict[str, object]:
    return {"ws": row.workspace_id, "of_id": row.id}


def _row(event: InboxEvent) -> dict[str, object]:
    return {
        "workspace_id": event.workspace_id,
        "id": event.id,
        "kind": "record",
        "entity_id": event.entity_id,
        "record_id": event.record_id,
        "version": event.version,
        "at": event.at,
        "payload": event.payload,
        "tries": 0,
        "dead": False,
    }


def _alike(steps: Sequence[Step]) -> "list[tuple[Any, list[Any]]]":
    """Steps by statement, in the order in which each is first met."""
    found: dict[int, tuple[Any, list[Any]]] = {}
    for statement, values in steps:
        found.setdefault(id(statement), (statement, []))[1].append(values)
    return list(found.values())
