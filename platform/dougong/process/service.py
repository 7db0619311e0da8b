"""The process runtime, wired once over the record pipeline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import Bell
from dougong.kernel.processor import kept_waiting
from dougong.kernel.routes import HotRoute
from dougong.process.act_routes import ActRoutes
from dougong.process.acts import Acts
from dougong.process.approvers import Approvers
from dougong.process.calendar_endpoints import calendar_router
from dougong.process.calendars import Calendars
from dougong.process.clockwork import Timers
from dougong.process.delegation_endpoints import delegations_router
from dougong.process.delegations import Delegations
from dougong.process.endpoints import runs_router, tasks_router
from dougong.process.events import Events
from dougong.process.folds import Folds
from dougong.process.glances import Glances
from dougong.process.hints import Hints
from dougong.process.holding import Holding
from dougong.process.loop import Loop
from dougong.process.outgoing import Outgoing
from dougong.process.pinned import PinnedFlows
from dougong.process.ports import Browsers, Caller, Chore, EventConsumer, Messenger, NoBrowsers, Part
from dougong.process.run_documents import RunDocuments
from dougong.process.running import Runs
from dougong.process.schedules import Schedules
from dougong.process.task_documents import TaskDocuments
from dougong.process.task_lists import TaskLists
from dougong.process.titles import Titles
from dougong.process.trials import Trials
from dougong.process.triggers import Triggers
from dougong.records.reading import Reading
from dougong.records.repeats import Repeats
from dougong.records.writing import Writing
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the parts above contribute; `together` is the database with the reads of one moment gathered, and `waited`
    says how long people and the work itself have waited so far."""

    messenger: Messenger
    caller: Caller
    consumers: Sequence[EventConsumer] = ()
    parts: Sequence[Part] = ()
    chores: Sequence[Chore] = ()
    browsers: Browsers = field(default_factory=NoBrowsers)
    together: Database | None = None
    waited: Callable[[], float] = kept_waiting


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
    glances: Glances = field(init=False)
    lists: TaskLists = field(init=False)
    documents: TaskDocuments = field(init=False)
    run_documents: RunDocuments = field(init=False)
    trials: Trials = field(init=False)
    approvers: Approvers = field(init=False)

    async def _notify(self, channel: str, payload: str) -> None:
        """Asked for when it is needed: an application that is only described has no such thing."""
        await self.writing.stage.database.notify(channel, payload)

    def hot_routes(self) -> list[HotRoute]:
        """What people do with their tasks."""
        return ActRoutes(self.acts, Repeats(self.writing.stage.database, self.clock.now)).routes()

    def routers(self) -> tuple[APIRouter, ...]:
        """Tasks, runs and buttons."""
        repeats = Repeats(self.writing.stage.database, self.clock.now)
        return (
            tasks_router(self.lists, self.documents, self.acts, repeats),
            runs_router(self.run_documents, self.acts, self.writing.stage, repeats),
            delegations_router(Delegations(self.writing.stage, self.runs.statements)),
            calendar_router(Calendars(self.writing.stage, self.runs.statements)),
        )

    def __post_init__(self) -> None:
        database = self.writing.stage.database
        catalogue = self.writing.stage.catalogue
        statements = Statements(database.dialect)
        hints = Hints(self.writing.stage, statements, self.around.browsers)
        self.runs = Runs(self.writing, statements, PinnedFlows(statements), hints)
        self.writing.stage.held_by = Holding(database, statements, self.runs.pinned).held_by
        self.bell = Bell(self._notify)
        self.acts = Acts(self.writing.stage, self.runs, self.bell)
        self.glances = Glances(self.reading)
        titles = Titles(database, self.runs.pinned, self.glances)
        self.lists = TaskLists(self.writing.stage, self.runs, titles)
        self.documents = TaskDocuments(self.lists)
        self.run_documents = RunDocuments(self.documents)
        self.trials = Trials(self.writing, statements)
        self.approvers = Approvers(self.writing.stage, statements)
        consumers = (*self.around.consumers, hints)
        folds = Folds(database, statements, consumers)
        together = self.around.together or database
        events = Events(database, together, catalogue, self.runs, Triggers(self.runs), consumers, folds, self.clock)
        timers = Timers(database, catalogue, self.runs, self.clock)
        outgoing = Outgoing(self.runs, self.reading, self.around.messenger, self.around.caller, self.clock)
        parts = (*self.around.parts, hints.tell)
        schedules = Schedules(database, catalogue, self.runs, self.clock)
        chores, waited = self.around.chores, self.around.waited
        self.loop = Loop(database, events, timers, outgoing, schedules, parts, chores, self.clock, waited)
