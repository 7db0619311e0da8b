"""Work that nobody waits for: what it would have told is looked up a moment later anyway."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Errands:
    """Keeps such tasks alive until they end; a failure is only read, not shown."""

    _running: "set[asyncio.Task[Any]]" = field(default_factory=set)

    def send(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin one."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._back)

    def _back(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()
