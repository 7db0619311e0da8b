"""What may share a transaction: things of one workspace that do not touch the same record or run."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dougong.storage.driver.lockstep import Alone, Lockstep
from dougong.storage.driver.port import Database, Dialect, Session, in_transaction

T = TypeVar("T")
Piece = Callable[[Session], Awaitable[T]]

TOGETHER = 100
"""So many share a moment's transactions at most: these are over before anybody who waits for a record notices."""

LANES = 2
"""So many transactions of one kind of work run at once in a process: while one waits, another one works."""


FEWEST = TOGETHER // 12
"""From so many on a transaction of their own is worth what it costs: while one waits for the database, one computes."""

PATIENCE_SECONDS = 0.25
"""So long work waits for the transaction before it, which may itself wait for somebody's lock."""


IN_TURN = 20
"""So many events follow each other in one transaction on SQLite, while the only writer waits for them."""


def most_together(database: Database, in_turn: int = 1) -> int:
    """How many may share a transaction; on SQLite a write is several statements that must follow each other."""
    return TOGETHER if database.dialect is Dialect.POSTGRESQL else in_turn


def lanes(batch: Sequence[T]) -> list[Sequence[T]]:
    """A batch in as many parts as may run at once; a small one stays whole."""
    size = max(FEWEST, -(-len(batch) // LANES))
    return [batch[at : at + size] for at in range(0, len(batch), size)]


def side_by_side(waiting: Sequence[T], most: int, of: Callable[[T], tuple[str, str]]) -> tuple[list[T], list[T]]:
    """The next batch and the rest in its order; `of` names the workspace and the record or run of each.

    Of several about the same record or run the first comes into the batch.
    """
    batch: list[T] = []
    rest: list[T] = []
    seen: set[str] = set()
    for one in waiting:
        workspace_id, subject = of(one)
        if len(batch) < most and subject not in seen and workspace_id == of(waiting[0])[0]:
            batch.append(one)
        else:
            rest.append(one)
        seen.add(subject)
    return batch, rest


async def within(session: Session, pieces: Sequence[Piece[T]], dialect: Dialect = Dialect.POSTGRESQL) -> list[T]:
    """Does the pieces in one open transaction: side by side where the database can, else one after the other."""
    if len(pieces) > 1 and dialect is Dialect.POSTGRESQL:
        return await Lockstep(session).run(pieces)
    return [await piece(session) for piece in pieces]


@dataclass(slots=True, eq=False)
class Waiting:
    """A piece of work that waits for its transaction."""

    workspace_id: str
    subject: str
    piece: Piece[Any]
    answer: "asyncio.Future[Any]"


@dataclass(slots=True)
class Joint:
    """Work that comes while other work is being done shares the next transaction; a second one begins beside the first
    only for many, or when the first takes long.

    What a piece refuses before it has written anything is its own affair; when one must be undone, each has a
    transaction of its own.
    """

    database: Database
    _waiting: list[Waiting] = field(default_factory=list)
    _lanes: "set[asyncio.Task[None]]" = field(default_factory=set)
    _open_lanes: int = 0

    async def do(self, workspace_id: str, subject: str, piece: Piece[T]) -> T:
        """What the piece answers once its transaction is committed; pieces of one subject come one after another."""
        loop = asyncio.get_running_loop()
        waiting = Waiting(workspace_id, subject, piece, loop.create_future())
        self._waiting.append(waiting)
        if not self._open_lanes or len(self._waiting) >= FEWEST:
            self._open()
        late = loop.call_later(PATIENCE_SECONDS, self._open)
        try:
            answer: T = await waiting.answer
        finally:
            late.cancel()
        return answer

    def _open(self) -> None:
        """One more lane, if there may be one."""
        if self._waiting and self._open_lanes < LANES:
            self._open_lanes += 1
            lane = asyncio.ensure_future(self._serve())
            self._lanes.add(lane)
            lane.add_done_callback(self._lanes.discard)

    async def _serve(self) -> None:
        try:
            await self._serve_some()
            # A few that have come meanwhile are left to the other lane: together they cost less.
            while self._waiting and (self._open_lanes == 1 or len(self._waiting) >= FEWEST):
                await self._serve_some()
        finally:
            self._open_lanes -= 1

    async def _serve_some(self) -> None:
        most = most_together(self.database)
        batch, self._waiting = side_by_side(self._waiting, most, lambda one: (one.workspace_id, one.subject))
        if len(batch) == 1 or not await self._together(batch):
            for one in batch:
                await self._alone(one)

    async def _together(self, batch: Sequence[Waiting]) -> bool:
        async def work(session: Session) -> list[Any]:
            return await within(session, [_judging(one.piece) for one in batch])

        try:
            outcomes = await in_transaction(self.database, work)
        except Exception:  # noqa: BLE001  # one of them is to blame: each is asked again by itself
            return False
        for one, (answer, error) in zip(batch, outcomes, strict=True):
            _tell(one, answer, error)
        return True

    async def _alone(self, one: Waiting) -> None:
        try:
            _tell(one, await in_transaction(self.database, one.piece), None)
        except Exception as error:  # noqa: BLE001  # whoever asked is told
            _tell(one, None, error)


def _judging(piece: Piece[T]) -> "Piece[tuple[T | None, Exception | None]]":
    """The piece with a refusal as its answer; one that must be undone raises Alone."""

    async def work(session: Session) -> tuple[T | None, Exception | None]:
        try:
            async with session.savepoint():
                return await piece(session), None
        except Alone:
            raise
        except Exception as error:  # noqa: BLE001  # told to whoever asked
            return None, error

    return work


def _tell(one: Waiting, answer: Any, error: Exception | None) -> None:
    if one.answer.done():
        return
    if error is None:
        one.answer.set_result(answer)
    else:
        one.answer.set_exception(error)
