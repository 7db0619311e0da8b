"""Sends what flows ask for: each effect is claimed, tried, and closed by the one that claimed it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.outbox import LEASE, GiveUp, TryAgain, pause
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.letters import Letters
from dougong.process.ports import IN_APP, Caller, Messenger
from dougong.process.requests import Requests
from dougong.process.running import Runs
from dougong.process.store import read_run
from dougong.process.tables import outbox
from dougong.records.reading import Reading
from dougong.storage.driver.gathering import Gathering
from dougong.storage.driver.port import Session, Step, in_transaction
from dougong.storage.schema import Schema
from dougong.storage.types import JsonType, MomentType, TextType, UuidType
from dougong_engine.document import Json
from dougong_engine.flows.event import Answered

log = structlog.get_logger("process")
BATCH = 100
TRIES = 8

_O = outbox.c
_NOW = sa.bindparam("now", type_=MomentType())
_MINE = sa.and_(
    _O.workspace_id == sa.bindparam("ws", type_=UuidType()),
    _O.key == sa.bindparam("of_key", type_=TextType()),
    # Said so that no plan takes it for the index of what is due, which is long whenever there is much to do.
    sa.case((_O.done_at.is_(None), sa.true()), else_=sa.false()),
    _O.tries == sa.bindparam("seen", type_=sa.Integer()),
)
WAITS = (
    sa.select(_O.workspace_id, _O.key)
    .where(_O.done_at.is_(None), _O.next_at <= _NOW)
    .order_by(_O.next_at, _O.key)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
)
CLAIM = (
    sa.update(outbox)
    # Asked again for the row itself: another worker may have taken it since the choice was made.
    .where(_O.done_at.is_(None), _O.next_at <= _NOW, sa.tuple_(_O.workspace_id, _O.key).in_(WAITS))
    .values(tries=_O.tries + 1, next_at=sa.bindparam("until", type_=MomentType()))
    .returning(_O.workspace_id, _O.key, _O.kind, _O.run_id, _O.visit, _O.payload, _O.tries)
)
CLOSE = sa.update(outbox).where(_MINE).values(done_at=_NOW, code=sa.bindparam("why", type_=TextType()))
CLOSE_MESSAGE = sa.update(outbox).where(_MINE).values(done_at=_NOW, laid=sa.bindparam("laid", type_=JsonType()))
AGAIN = (
    sa.update(outbox)
    .where(_MINE)
    .values(next_at=sa.bindparam("until", type_=MomentType()), code=sa.bindparam("why", type_=TextType()))
)


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect on its way; `tries` counts this one."""

    workspace_id: str
    key: str
    kind: str
    run_id: str
    visit: int
    payload: Mapping[str, Any]
    tries: int


@dataclass(slots=True)
class Split:
    """What a message has become: steps of one transaction, and who finds a letter in his list after it."""

    steps: list[Step] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outgoing:
    """Performs outside effects side by side; several may do so at once."""

    runs: Runs
    reading: Reading
    messenger: Messenger
    caller: Caller
    watch: Watch
    _database: Gathering = field(init=False)
    _letters: Letters = field(init=False)

    def __post_init__(self) -> None:
        self._database = Gathering(self.reading.stage.database)
        self._letters = Letters(self.runs, self.reading, self._database, self.messenger)

    async def round(self) -> int:
        """Tries what is due now; answers how many effects were tried."""
        now = self.watch.now()
        claim = {"now": now, "until": now + LEASE}
        rows: list[Any] = (await self._database.write([(self.runs.statements(CLAIM), claim)]))[0].rows
        effects = [Effect(*row) for row in sorted(rows, key=lambda row: str(row[1]))]
        messages = [one for one in effects if one.kind == "notify"]
        await asyncio.gather(
            self._split(messages, now),
            *(self._carry_out(one, now) for one in effects if one.kind != "notify"),
        )
        return len(effects)

    async def _split(self, effects: Sequence[Effect], now: datetime) -> None:
        """Messages become letters; those to people's own lists lie there in the commit that closes the messages."""
        for workspace_id in sorted({one.workspace_id for one in effects}):
            schema = await self.reading.stage.catalogue.newest(workspace_id)
            mine = [one for one in effects if one.workspace_id == workspace_id]
            split = await asyncio.gather(*(self._parts(schema, one, now) for one in mine))
            await self._keep([step for one in split for step in one.steps])
            readers = [person for one in split for person in one.readers]
            if readers:
                await self.messenger.hint(workspace_id, readers)

    async def _keep(self, steps: Sequence[Step]) -> None:
        """All steps in one transaction."""
        if steps:
            await in_transaction(self._database, lambda session: session.put(steps))

    async def _parts(self, schema: Schema, effect: Effect, now: datetime) -> Split:
        """What a message splits into; a message that cannot be split is tried again later."""
        split = Split()
        try:
            parts = await self._letters.parts(effect.workspace_id, effect.key, effect.payload)
            for key, payload in parts.items():
                row: dict[str, object] = dict.fromkeys(outbox.c.keys())
                row |= {"workspace_id": effect.workspace_id, "key": key, "kind": "letter", "run_id": effect.run_id}
                row |= {"visit": effect.visit, "payload": payload, "made_at": now, "tries": 0, "next_at": now}
                if payload["channels"] == [IN_APP]:
                    failed = await self._laid(schema, key, row, now, split)
                    if failed is None:
                        continue
                    row |= failed
                split.steps.append((self.runs.statements(store.PUT_OUTBOX[self._database.dialect]), row))
        except Exception as error:  # noqa: BLE001  # one bad message must not end the round for the others
            log.warning("message not split", key=effect.key, reason=repr(error)[:500])
            await self._later(effect, now, "flow.effect.failed", None)
            return Split()
        closed = {**self._bound(effect), "now": now, "laid": split.readers}
        split.steps.append((self.runs.statements(CLOSE_MESSAGE), closed))
        return split

    async def _laid(
        self, schema: Schema, key: str, row: Mapping[str, Any], now: datetime, split: Split
    ) -> dict[str, object] | None:
        """A letter put into its reader's list needs no row; for another one, how its row goes on or ends."""
        try:
            letter = await self._letters.letter(schema, row["run_id"], key, row["payload"])
            split.steps += self.messenger.steps(letter, now)
        except TryAgain as failure:
            return {"tries": 1, "next_at": now + (failure.after or pause(1)), "code": failure.code}
        except GiveUp as failure:
            return {"tries": 1, "done_at": now, "code": failure.code}
        split.readers.append(letter.person_id)
        return None

    async def _carry_out(self, effect: Effect, now: datetime) -> None:
        try:
            await self._perform(effect, now)
        except TryAgain as failure:
            await self._later(effect, now, failure.code, failure.after)
        except GiveUp as failure:
            await self._given_up(effect, now, failure.code)
        except Exception as error:  # noqa: BLE001  # one bad effect must not end the round for the others
            log.warning("effect failed", key=effect.key, reason=repr(error)[:500])
            await self._later(effect, now, "flow.effect.failed", None)

    async def _perform(self, effect: Effect, now: datetime) -> None:
        match effect.kind:
            case "letter":
                schema = await self.reading.stage.catalogue.newest(effect.workspace_id)
                letter = await self._letters.letter(schema, effect.run_id, effect.key, effect.payload)
                await self.messenger.deliver(letter, effect.payload["channels"][0])
                await self._write(CLOSE, effect, {"now": now, "why": None})
            case "http_request":
                value = await Requests(self.runs, self.reading.stage, self.caller).perform(
                    effect.workspace_id, effect.run_id, effect.key, effect.payload
                )
                await self._answer(effect, now, value=value)
            case _:
                raise GiveUp("flow.effect.unknown")

    async def _later(self, effect: Effect, now: datetime, code: str, after: timedelta | None) -> None:
        tries = TRIES
        first = timedelta(seconds=30)
        if effect.kind == "http_request":
            tries, first = int(effect.payload["tries"]), timedelta(seconds=int(effect.payload["pause_seconds"]))
        if effect.tries >= tries:
            await self._given_up(effect, now, code)
            return
        again = {"until": now + (after or pause(effect.tries, first)), "why": code}
        await self._write(AGAIN, effect, again)

    async def _given_up(self, effect: Effect, now: datetime, code: str) -> None:
        if effect.kind == "http_request":
            await self._answer(effect, now, problem=code)
        else:
            await self._write(CLOSE, effect, {"now": now, "why": code})

    async def _answer(self, effect: Effect, now: datetime, value: Json = None, problem: str | None = None) -> None:
        """Takes the answer to the run that waits for it, in the commit that closes the effect."""
        stage = self.reading.stage
        schema = await stage.catalogue.newest(effect.workspace_id)
        clock = clock_at(now, schema.timezone)

        async def work(session: Session) -> None:
            run = await read_run(session, self.runs.statements, effect.workspace_id, effect.run_id)
            bound = {**self._bound(effect), "now": now, "why": problem}
            if await session.execute(self.runs.statements(CLOSE), bound) and run is not None:
                answer = Answered(at=now, key=effect.key, value=value, problem=problem)
                await self.runs.advance(session, schema, run, answer, clock)

        await in_transaction(stage.database, work)

    async def _write(self, statement: sa.Executable, effect: Effect, values: Mapping[str, object]) -> None:
        step: Step = (self.runs.statements(statement), {**self._bound(effect), **values})
        await self.reading.stage.database.write([step])

    def _bound(self, effect: Effect) -> dict[str, object]:
        return {"ws": effect.workspace_id, "of_key": effect.key, "seen": effect.tries}
