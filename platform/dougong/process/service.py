"""The process runtime, wired once over the record pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import Bell
from dougong.process.acts import Acts
from dougong.process.clockwork import Timers
from dougong.process.endpoints import runs_router, tasks_router
from dougong.process.events import Events
from dougong.process.loop import Loop
from dougong.process.outgoing import Outgoing
from dougong.process.pinned import PinnedFlows
from dougong.process.ports import Caller, Chore, EventConsumer, Messenger
from dougong.process.run_documents import RunDocuments
from dougong.process.running import Runs
from dougong.process.schedules import Schedules
from dougong.process.task_documents import TaskDocuments
from dougong.process.task_lists import TaskLists
from dougong.process.triggers import Triggers
from dougong.records.reading import Reading
from dougong.records.writing import Writing
from dougong.storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the parts above contribute."""

    messenger: Messenger
    caller: Caller
    consumers: Sequence[EventConsumer] = ()
    chores: Sequence[Chore] = ()


@dataclass(slots=True)
class Process:
    """Everything of the runtime over one database; `loop` does the work that waits."""

    writing: Writing
    reading: Reading
    clock: Clock
    around: Surroundings
    runs: Runs = field(init=False)
    loop: Loop = field(init=False)
    bell: Bell = field(init=False)
    acts: Acts = field(init=False)
    lists: TaskLists = field(init=False)
    documents: TaskDocuments = field(init=False)

    async def _notify(self, channel: str, payload: str) -> None:
        """Asked for when it is needed: an application that is only described has no such thing."""
        await self.writing.stage.database.notify(channel, payload)

    def routers(self) -> tuple[APIRouter, ...]:
        """Tasks, runs and buttons."""
        runs = RunDocuments(self.documents)
        return (
            tasks_router(self.lists, self.documents, self.acts),
            runs_router(runs, self.acts, self.writing.stage),
        )

    def __post_init__(self) -> None:
        database = self.writing.stage.database
        catalogue = self.writing.stage.catalogue
        statements = Statements(database.dialect)
        self.runs = Runs(self.writing, statements, PinnedFlows(statements))
        self.bell = Bell(self._notify)
        self.acts = Acts(self.writing.stage, self.runs, self.bell)
        self.lists = TaskLists(self.writing.stage, self.runs)
        self.documents = TaskDocuments(self.lists)
        events = Events(database, catalogue, self.runs, Triggers(self.runs), self.around.consumers, self.clock)
        timers = Timers(database, catalogue, self.runs, self.clock)
        outgoing = Outgoing(self.runs, self.reading, self.around.messenger, self.around.caller, self.clock)
        schedules = Schedules(database, catalogue, self.runs, self.clock)
        self.loop = Loop(database, events, timers, outgoing, schedules, self.around.chores, self.clock)
