"""Sends what flows ask for: each effect is claimed, tried, and closed by the one that claimed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.outbox import LEASE, GiveUp, TryAgain, pause
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.letters import Letters
from dougong.process.ports import Caller, Messenger
from dougong.process.requests import Requests
from dougong.process.running import Runs
from dougong.process.store import read_run
from dougong.process.tables import outbox
from dougong.records.reading import Reading
from dougong.storage.driver.port import Session, Step, in_transaction
from dougong.storage.types import MomentType, TextType, UuidType
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
    _O.done_at.is_(None),
    _O.tries == sa.bindparam("seen", type_=sa.Integer()),
)
DUE = (
    sa.select(_O.workspace_id, _O.key, _O.kind, _O.run_id, _O.visit, _O.payload, _O.tries)
    .where(_O.done_at.is_(None), _O.next_at <= _NOW)
    .order_by(_O.next_at, _O.key)
    .limit(BATCH)
)
CLAIM = (
    sa.update(outbox)
    .where(_MINE, _O.next_at <= _NOW)
    .values(tries=_O.tries + 1, next_at=sa.bindparam("until", type_=MomentType()))
)
CLOSE = sa.update(outbox).where(_MINE).values(done_at=_NOW, code=sa.bindparam("why", type_=TextType()))
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
class Outgoing:
    """Performs outside effects; several may do so at once."""

    runs: Runs
    reading: Reading
    messenger: Messenger
    caller: Caller
    watch: Watch

    async def round(self) -> int:
        """Tries what is due now; answers how many effects were tried."""
        now = self.watch.now()
        database = self.reading.stage.database
        rows: list[Any] = await database.fetch(self.runs.statements(DUE), {"now": now})
        tried = 0
        for workspace_id, key, kind, run_id, visit, payload, tries in rows:
            claim = {"ws": workspace_id, "of_key": key, "seen": tries, "now": now, "until": now + LEASE}
            outcome = await database.write([(self.runs.statements(CLAIM), claim)])
            if outcome[0].affected:
                await self._carry_out(Effect(workspace_id, key, kind, run_id, visit, payload, tries + 1), now)
                tried += 1
        return tried

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
        letters = Letters(self.runs, self.reading, self.messenger)
        match effect.kind:
            case "notify":
                await self._close(effect, now, await letters.parts(effect.workspace_id, effect.key, effect.payload))
            case "letter":
                await letters.deliver(effect.workspace_id, effect.run_id, effect.key, effect.payload)
                await self._close(effect, now)
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

    async def _close(self, effect: Effect, now: datetime, parts: Mapping[str, Json] | None = None) -> None:
        """The effect is done; what it splits into comes in its stead, in one commit."""
        steps: list[Step] = [(self.runs.statements(CLOSE), {**self._bound(effect), "now": now, "why": None})]
        for key, payload in (parts or {}).items():
            row: dict[str, object] = dict.fromkeys(outbox.c.keys())
            row |= {"workspace_id": effect.workspace_id, "key": key, "kind": "letter", "run_id": effect.run_id}
            row |= {"visit": effect.visit, "payload": payload, "made_at": now, "tries": 0, "next_at": now}
            steps.append((self.runs.statements(store.PUT_OUTBOX[self.runs.statements.dialect]), row))
        await self.reading.stage.database.write(steps)

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
