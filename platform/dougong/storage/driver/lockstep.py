"""Several pieces of work in one transaction, side by side: what they ask for at one moment goes out as one.

Each piece is an ordinary coroutine over a session. Whenever all of them wait, their questions are put together by
statement: equal reads are asked once, others are pipelined. Nobody can be undone alone; where that would be needed the
whole transaction fails with `Alone`, and each piece is to be done in a transaction of its own.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.gathering import key_of
from dougong.storage.driver.port import NOTHING, Row, Session, Statement, Step, Values

T = TypeVar("T")

ANY = Statement("")
"""Stands where a question is about several statements."""


class Alone(StorageFailure):
    """A piece has to be undone after it has written: it must have a transaction of its own."""


@dataclass(slots=True, eq=False)
class Question:
    """What one piece asks the database; `rows` has one member unless it is for `many`, `steps` are for `put`."""

    kind: Literal["fetch", "execute", "many", "put"]
    statement: Statement
    rows: Sequence[Values]
    answer: "asyncio.Future[object]"
    steps: Sequence[Step] = ()


@dataclass(slots=True)
class Lockstep:
    """The pieces of work over one session."""

    session: Session
    _asked: list[Question] = field(default_factory=list)
    _busy: int = 0
    _claimed: set[str] = field(default_factory=set)
    _all_wait: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, works: Sequence[Callable[[Session], Awaitable[T]]]) -> list[T]:
        """What the pieces answer, in their order. The first failure of any of them ends all."""
        self._busy = len(works)
        tasks = [asyncio.ensure_future(self._walk(work)) for work in works]
        try:
            while not all(one.done() for one in tasks):
                await self._all_wait.wait()
                self._all_wait.clear()
                for one in tasks:
                    if one.done():
                        one.result()
                await self._answer()
            return [one.result() for one in tasks]
        finally:
            for one in tasks:
                one.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _walk(self, work: Callable[[Session], Awaitable[T]]) -> T:
        try:
            return await work(Side(self))
        finally:
            self._rest()

    def _rest(self) -> None:
        self._busy -= 1
        if self._busy == 0:
            self._all_wait.set()

    def claim(self, what: str) -> None:
        """See `claim`."""
        if what in self._claimed:
            raise Alone(f"two pieces of work want {what}")
        self._claimed.add(what)

    async def ask(self, question: Question) -> object:
        """The answer to a question, when everybody else waits too."""
        self._asked.append(question)
        self._rest()
        return await question.answer

    async def _answer(self) -> None:
        """Everything that is asked now, one statement after the other."""
        asked, self._asked = self._asked, []
        groups: dict[tuple[str, int], list[Question]] = {}
        for one in asked:
            groups.setdefault((one.kind, id(one.statement)), []).append(one)
        for (kind, _), group in groups.items():
            match kind:
                case "fetch":
                    await self._fetch(group)
                case "many":
                    rows = [row for one in group for row in one.rows]
                    await self.session.many(group[0].statement, rows)
                    for one in group:
                        self._tell(one, len(one.rows))
                case "put":
                    await self.session.put([step for one in group for step in one.steps])
                    for one in group:
                        self._tell(one, None)
                case _:
                    for one in group:
                        self._tell(one, await self.session.execute(one.statement, one.rows[0]))

    async def _fetch(self, group: Sequence[Question]) -> None:
        statement = group[0].statement
        if statement.writes and not (statement.columns[:1] == ("id",) and "id" in group[0].rows[0]):
            for one in group:
                self._tell(one, await self.session.fetch(statement, one.rows[0]))
            return
        for turn in _turns(statement, group):
            firsts = [same[0].rows[0] for same in turn]
            if len(firsts) == 1:
                answers = [await self.session.fetch(statement, firsts[0])]
            else:
                answers = await self.session.fetch_each(statement, firsts)
            for same, answer in zip(turn, answers, strict=True):
                for one in same:
                    self._tell(one, answer)

    def _tell(self, question: Question, answer: object) -> None:
        self._busy += 1
        question.answer.set_result(answer)


@dataclass(slots=True)
class Side:
    """The session of one piece of work."""

    lockstep: Lockstep
    _written: int = 0

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """The rows that a statement returns."""
        self._written += statement.writes
        found: list[Row] = await self._ask("fetch", statement, [values])  # type: ignore[assignment]  # by its kind
        return found

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """The rows that a statement returns for each of `rows`."""
        return [await self.fetch(statement, one) for one in rows]

    async def execute(self, statement: Statement, values: Values = NOTHING) -> int:
        """How many rows a statement touched; costs a round trip of its own: prefer `many`."""
        self._written += 1
        return int(str(await self._ask("execute", statement, [values])))

    async def many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a statement once for each of `rows`."""
        self._written += 1
        return int(str(await self._ask("many", statement, rows)))

    async def put(self, steps: Sequence[Step]) -> None:
        """Run statements of which none needs another's work."""
        self._written += 1
        await self._ask("put", ANY, (), steps)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What has written nothing needs no undoing; else Alone."""
        before = self._written
        try:
            yield
        except Alone:
            raise
        except Exception as error:
            if self._written != before:
                raise Alone(repr(error)) from error
            raise

    async def _ask(
        self,
        kind: Literal["fetch", "execute", "many", "put"],
        statement: Statement,
        rows: Sequence[Values],
        steps: Sequence[Step] = (),
    ) -> object:
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        return await self.lockstep.ask(Question(kind, statement, rows, answer, steps))


def claim(session: Session, what: str) -> None:
    """This piece of work alone may use `what` in its transaction; Alone if another one there does.

    A lock does not tell them apart: it belongs to the transaction.
    """
    if isinstance(session, Side):
        session.lockstep.claim(what)


def _turns(statement: Statement, group: Sequence[Question]) -> list[list[list[Question]]]:
    """The questions as they go out: equal reads together, writes to the same record one after the other."""
    if not statement.writes:
        equal: dict[Hashable, list[Question]] = {}
        for place, one in enumerate(group):
            equal.setdefault(key_of(one.rows[0], place), []).append(one)
        return [list(equal.values())]
    turns: list[list[list[Question]]] = []
    seen: Counter[object] = Counter()
    for one in group:
        turn = seen[one.rows[0]["id"]]
        seen[one.rows[0]["id"]] += 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append([one])
    return turns
