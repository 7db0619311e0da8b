"""The process runtime, wired once over the record pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import Bell
from dougong.process.acts import Acts
from dougong.process.clockwork import Timers
from dougong.process.events import Events
from dougong.process.loop import Loop
from dougong.process.outgoing import Outgoing
from dougong.process.pinned import PinnedFlows
from dougong.process.ports import Caller, Chore, EventConsumer, Messenger
from dougong.process.running import Runs
from dougong.process.schedules import Schedules
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

    def __post_init__(self) -> None:
        database = self.writing.stage.database
        catalogue = self.writing.stage.catalogue
        statements = Statements(database.dialect)
        self.runs = Runs(self.writing, statements, PinnedFlows(statements))
        self.bell = Bell(database.notify)
        self.acts = Acts(self.writing.stage, self.runs, self.bell)
        events = Events(database, catalogue, self.runs, Triggers(self.runs), self.around.consumers, self.clock)
        timers = Timers(database, catalogue, self.runs, self.clock)
        outgoing = Outgoing(self.runs, self.reading, self.around.messenger, self.around.caller, self.clock)
        schedules = Schedules(database, catalogue, self.runs, self.clock)
        self.loop = Loop(database, events, timers, outgoing, schedules, self.around.chores, self.clock)
