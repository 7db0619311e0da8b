"""A call that is asked for often comes at once, and then at most once in a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from dougong.kernel.spaced import Spaced


async def test_the_first_asking_is_answered_at_once_and_the_others_together() -> None:
    calls: list[int] = []
    later = asyncio.Event()

    def call() -> None:
        calls.append(len(calls))
        if len(calls) == 2:
            later.set()

    ask = Spaced(call, 0.001)
    ask()
    assert calls == [0]
    for _ in range(100):
        ask()
    assert calls == [0]
    await asyncio.wait_for(later.wait(), 10)
    assert calls == [0, 1]


async def test_who_asks_after_a_rest_does_not_wait() -> None:
    calls: list[str] = []
    asked_again = asyncio.Event()
    ask = Spaced(lambda: calls.append("called"), 0.001)
    ask()

    def again() -> None:
        # Nobody asked during the rest, so there is none now.
        ask()
        asked_again.set()

    asyncio.get_running_loop().call_later(0.05, again)
    await asyncio.wait_for(asked_again.wait(), 10)
    assert calls == ["called", "called"]


def test_nothing_is_called_in_a_loop_that_is_being_closed() -> None:
    calls: list[str] = []
    again = asyncio.Event()

    def call() -> None:
        if calls:
            again.set()
        calls.append("called")

    async def slow_to_close() -> AsyncIterator[None]:
        try:
            yield
        finally:
            with suppress(TimeoutError):
                await asyncio.wait_for(again.wait(), 0.05)

    async def work() -> None:
        await anext(aiter(slow_to_close()))
        ask = Spaced(call, 0.001)
        ask()
        ask()

    asyncio.run(work())
    assert calls == ["called"]
