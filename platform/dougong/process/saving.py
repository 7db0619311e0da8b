"""What a step asks for, as rows: tasks, timers, log, decisions and effects on their way out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.process import store
from dougong.process.calendars import calendar_of, standard
from dougong.process.holding import FIRST, HERE, PUT_HELD
from dougong.process.store import RunRow
from dougong.process.tables import outbox, tasks
from dougong.storage.driver.port import Session
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import plain
from dougong_engine.document import Json
from dougong_engine.flows.effect import (
    CancelTimer,
    CloseTask,
    Emitted,
    Fail,
    Finish,
    HttpRequest,
    KeepDraft,
    LogDecision,
    Notify,
    OpenTask,
    RecallOutside,
    Reopen,
    Report,
    ShareRecord,
    StartTimer,
)
from dougong_engine.flows.stored import effect_to_json, to_json
from dougong_engine.formula.values import Clock
from dougong_engine.timers.due import due

HOLD = timedelta(seconds=5)
"""So long outside effects of a person's act wait: he may still take it back."""

Row = dict[str, object]


@dataclass(slots=True)
class Saver:
    """Writes one step of one run inside the step's transaction.

    `held` delays what goes out; `fresh` is a run that has no row yet, `timed` one that may have timers; `written` says
    by effect key which record an effect wrote, for the log.
    """

    session: Session
    statements: Statements
    schema: Schema
    run: RunRow
    clock: Clock
    held: bool = False
    fresh: bool = False
    timed: bool = True
    written: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    _log: list[Row] = field(default_factory=list)
    _rows: list[tuple[sa.Executable, Row]] = field(default_factory=list)
    _opened: list[OpenTask] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When the step happened."""
        return self.clock.now

    @property
    def _mine(self) -> Row:
        return {"ws": self.run.workspace_id, "run": self.run.id}

    def note(self, kind: str, node: str, detail: Json) -> None:
        """One more line for the run's log."""
        self._log.append(store.log_row(self.run, len(self._log), self.at, kind, node, detail))

    async def save(self, emitted: Sequence[Emitted]) -> None:
        """Everything that the step asked for, and the run itself."""
        await self._save_run()
        for one in emitted:
            await self._one(one)
        for task in self._opened:
            await self._due(task)
        if self.run.state.status == "finished" and self.timed and not self.fresh:
            await self._do(store.CANCEL_TIMERS, {})
        for row in self._log:
            self._put(store.INSERT_LOG, row)
        await self._put_rows()

    async def _save_run(self) -> None:
        """First of all: other statements of the step look at the run's row."""
        state = self.run.state
        values: Row = {
            "status": state.status,
            "outcome": state.outcome,
            "changed_at": self.at,
            "ended_at": state.ended,
            "state": to_json(state),
            "entries": state.entries,
            "head": state.head,
        }
        if self.fresh:
            self._put(store.INSERT_RUN, {**self.run.about(), "started_at": self.at, **values})
        else:
            await self._do(store.CHANGE, values)

    def _put(self, insert: sa.Executable, row: Row) -> None:
        """One new row, to be stored with the others of the step."""
        self._rows.append((insert, row))

    async def _put_rows(self) -> None:
        """All new rows at once; none of them needs another."""
        rows, self._rows = self._rows, []
        if rows:
            await self.session.put([(self.statements(insert), row) for insert, row in rows])

    async def _do(self, statement: sa.Executable, values: Row) -> None:
        """A change of rows, also of those that the step has just made: several runs' changes go out together."""
        if any(_table(insert) is _table(statement) for insert, _ in self._rows):
            await self._put_rows()
        await self.session.many(self.statements(statement), [{**self._mine, **values}])

    async def _one(self, one: Emitted) -> None:
        effect = one.effect
        match effect:
            case OpenTask():
                await self._open(effect)
            case CloseTask(task=task, how=how, by=by, at=at):
                await self._do(store.CLOSE_TASK, {"of_task": task, "how": how, "by": by, "now": at})
            case StartTimer():
                await self._timer(effect)
            case CancelTimer(timer=name):
                await self._do(store.CANCEL_TIMER, {"of_name": name})
            case LogDecision(entry=entry, head=head):
                row = {"workspace_id": self.run.workspace_id, "run_id": self.run.id, "number": entry.number}
                whole: Row = {**plain(entry), "comment": entry.draft.comment}
                row |= {"at": entry.at, "act": entry.draft.act, "by": entry.draft.by, "entry": whole, "head": head}
                self._put(store.INSERT_DECISION, row)
            case Notify() | HttpRequest():
                await self._send(one)
            case ShareRecord(people=people, node=node):
                put = store.PUT_READER[self.statements.dialect]
                for person in people:
                    await self._held(person, node)
                    row = {"workspace_id": self.run.workspace_id, "run_id": self.run.id, "person_id": person}
                    self._put(put, {**row, "node_id": node, "at": self.at})
            case KeepDraft(task=task, patch=patch, comment=comment):
                await self._do(store.KEEP_DRAFT, {"of_task": task, "kept": {"fields": dict(patch), "comment": comment}})
            case RecallOutside(visits=visits):
                await self._do(store.RECALL, {"visits": list(visits)})
            case Report(code=code, node=node, params=params) | Fail(code=code, node=node, params=params):
                self.note(effect.type, node, {"code": code, "params": dict(params)})
            case Finish(outcome=outcome):
                self.note("finish", "", {"outcome": outcome})
            case Reopen():
                self.note("reopen", "", {})
            case _:
                self.note(effect.type, "", {"key": one.key, "visit": one.visit, **self.written.get(one.key, {})})

    async def _open(self, effect: OpenTask) -> None:
        self._opened.append(effect)
        await self._held(effect.person, effect.node)
        row: Row = dict.fromkeys(tasks.c.keys())
        row |= {
            "workspace_id": self.run.workspace_id,
            "id": new_id(),
            "run_id": self.run.id,
            "task": effect.task,
            "node_id": effect.node,
            "person_id": effect.person,
            "behalf_id": effect.behalf,
            "what": effect.what,
            "why": effect.why,
            "opened_at": self.at,
        }
        self._put(store.INSERT_TASK, row)

    async def _held(self, person: str, node: str) -> None:
        """Whoever is asked at a node, or given a copy there, may from now on see what it shows."""
        about = self.run.about()
        mine: Row = {"ws": about["workspace_id"], "person": person, "node": node}
        mine |= {"flow": about["flow_id"], "version": about["version"]}
        # Runs of one batch ask the same and share the answer; each would raise the epoch by itself.
        if await self.session.fetch(self.statements(HERE), mine):
            return
        await self.session.many(self.statements(FIRST), [mine])
        row: Row = {name: about[name] for name in ("workspace_id", "flow_id", "version")}
        row |= {"person_id": person, "node_id": node}
        self._put(PUT_HELD[self.statements.dialect], row)

    async def _due(self, task: OpenTask) -> None:
        """The task's due time: the first running timer of its vote."""
        number = task.task.partition(".")[0]
        visit = self.run.state.visit(int(number))
        if visit is None or not isinstance(visit.memory, Ballot):
            return
        seat = visit.memory.seat(task.task)
        names = visit.memory.vote(seat.vote).clock if seat is not None else ()
        if names:
            await self._do(store.DUE, {"of_task": task.task, "names": list(names)})

    async def _timer(self, effect: StartTimer) -> None:
        calendar = standard()
        if effect.working:
            calendar = await calendar_of(self.session, self.statements, self.run.workspace_id)
        when = due(effect, self.at, calendar, self.clock.zone)
        row: Row = {
            "workspace_id": self.run.workspace_id,
            "run_id": self.run.id,
            "name": effect.timer,
            "due_at": when.at,
            "fired_at": None,
            "calendar": when.calendar,
            "tries": 0,
        }
        await self.session.many(self.statements(store.PUT_TIMER[self.statements.dialect]), [row])

    async def _send(self, one: Emitted) -> None:
        row: Row = dict.fromkeys(outbox.c.keys())
        row |= {
            "workspace_id": self.run.workspace_id,
            "key": one.key,
            "kind": one.effect.type,
            "run_id": self.run.id,
            "visit": one.visit,
            "payload": effect_to_json(one)["effect"],
            "made_at": self.at,
            "tries": 0,
            "next_at": self.at + HOLD if self.held else self.at,
        }
        self._put(store.INSERT_OUTBOX, row)


def _table(statement: sa.Executable) -> object:
    """The table that a statement changes."""
    return statement.table if isinstance(statement, sa.UpdateBase) else None
