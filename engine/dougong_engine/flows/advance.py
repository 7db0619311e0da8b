"""The interpreter's two entries: `start` and `advance`, both pure and total."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import Draft
from dougong_engine.copies import replace
from dougong_engine.errors import Problem
from dougong_engine.flows import meeting, returns, runwide
from dougong_engine.flows.effect import Emitted, Fail
from dougong_engine.flows.event import (
    Answered,
    Cancelled,
    RecordChanged,
    Retried,
    RunEvent,
    TakenBack,
    TaskEvent,
    TimerFired,
    TriggerEvent,
    Urged,
    Withdrawn,
)
from dougong_engine.flows.happening import Answer
from dougong_engine.flows.limits import Breach, admit
from dougong_engine.flows.scene import Env
from dougong_engine.flows.state import Failure, RunState, Visit
from dougong_engine.flows.walk import TYPES, Walk

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


@dataclass(frozen=True, slots=True)
class Step:
    """What one event has made of a run.

    With `problem` and no effects nothing has changed and the asker is told why. With `problem` and a changed state a
    write was refused after it was tried: the platform rolls the transaction back and tells the asker.
    """

    state: RunState
    effects: tuple[Emitted, ...] = ()
    problem: Problem | None = None


def newborn(flow: "Flow", version: int, event: TriggerEvent) -> RunState:
    """A run before its first step."""
    return RunState(
        run=event.run,
        flow=flow.id,
        version=version,
        record=event.record,
        initiator=event.initiator,
        started=event.at,
        cause=event.cause.then(flow.id, event.record),
        chosen=event.chosen,
    )


def start(flow: "Flow", version: int, event: TriggerEvent, env: Env) -> Step:
    """A new run, walked until it waits; one that a limit forbids is born failed."""
    state = newborn(flow, version, event)
    refused = admit(event.cause, flow.id, event.record, env.limits)
    if refused is None and len(flow.nodes) > env.limits.nodes:
        refused = Problem("flow.limit.nodes", params={"limit": env.limits.nodes})
    if refused is not None:
        return breached(state, refused)
    walk = Walk(flow, replace(state, step=1), env, event.at)
    try:
        human = any(TYPES[one.type].human for one in flow.nodes)
        if human and event.initiator is not None:
            walk.log(None, (Draft(act="submit", by=event.initiator),))
        walk.enter(flow.start, (), ())
        _settle(walk)
    except Breach as breach:
        return breached(state, breach.problem)
    return Step(walk.state, tuple(walk.emitted))


def advance(flow: "Flow", state: RunState, event: RunEvent, env: Env) -> Step:
    """The run after one event. Total: what is not allowed or comes too late changes nothing."""
    walk = Walk(flow, replace(state, step=state.step + 1), env, event.at)
    try:
        moved = _receive(walk, event)
        if moved:
            _settle(walk)
    except Breach as breach:
        return breached(state, breach.problem)
    if walk.refused is not None:
        return Step(state, (), walk.refused)
    return Step(walk.state, tuple(walk.emitted), walk.told) if moved else Step(state)


def _receive(walk: Walk, event: RunEvent) -> bool:
    """Takes the event to whom it concerns; False if it concerns nobody."""
    match event:
        case Answered():
            return _answer(walk, event)
        case TimerFired():
            visit = _addressed(walk, event.timer)
            return visit is not None and visit.status == "open" and walk.tell(visit.id, event)
        case RecordChanged():
            return _record_changed(walk, event)
        case Urged() | Withdrawn() | Cancelled() | Retried():
            if walk.state.status == "finished":
                walk.refused = Problem("flow.run.over", params={"outcome": walk.state.outcome})
                return False
            runwide.run_wide(walk, event)
            return True
        case _:
            return _task_event(walk, event)


def _task_event(walk: Walk, event: TaskEvent) -> bool:
    visit = _addressed(walk, event.task)
    if visit is not None and isinstance(event, TakenBack) and visit.status != "open":
        returns.take_back(walk, visit, event)
        return True
    if visit is not None and walk.tell(visit.id, event):
        return True
    walk.refused = Problem("approval.task.unknown", params={"task": event.task})
    return False


def _answer(walk: Walk, event: Answered) -> bool:
    pending = next((one for one in walk.state.pending if one.key == event.key), None)
    if pending is None:
        return False
    rest = tuple(one for one in walk.state.pending if one.key != event.key)
    walk.state = replace(walk.state, pending=rest)
    answer = Answer(
        effect=pending.effect,
        key=event.key,
        at=event.at,
        value=event.value,
        problem=event.problem,
        params=event.params,
    )
    walk.tell(pending.visit, answer)
    return True


def _record_changed(walk: Walk, event: RecordChanged) -> bool:
    """Material changes made by the run itself were noted when it made them."""
    state = walk.state
    if event.record != state.record or state.status == "finished":
        return False
    if event.run != state.run:
        walk.changed(event.fields)
    moved = [walk.tell(one.id, event) for one in state.open()]
    return any(moved) or walk.state.material != state.material


def _addressed(walk: Walk, name: str) -> Visit | None:
    """The visit that a task or timer belongs to: its number stands before the first point."""
    number = name.partition(".")[0]
    return walk.state.visit(int(number)) if number.isascii() and number.isdigit() else None


def _settle(walk: Walk) -> None:
    """Follows every path until all of them wait."""
    while walk.refused is None:
        if walk.returning:
            returns.send_back(walk, *walk.returning.pop(0))
        elif walk.resuming:
            returns.resume(walk, walk.resuming.pop(0))
        elif walk.queue:
            walk.begin(walk.queue.popleft())
        elif not (meeting.meet(walk) or meeting.stuck(walk)):
            break
    open_tasks = sum(len(one.memory.open_seats()) for one in walk.state.open() if isinstance(one.memory, Ballot))
    if open_tasks > walk.env.limits.tasks:
        raise Breach(Problem("flow.limit.tasks", params={"limit": walk.env.limits.tasks}))
    walk.finish()


def breached(state: RunState, problem: Problem) -> Step:
    """The run after a limit was reached: everything of this step is undone, and the run stands still.

    A `Fail` with `rollback` may come after inside effects of the same transaction were performed. The platform then
    rolls back, takes the run as it was before the transaction (`newborn` if it was just started) and saves
    `breached(run, Problem(fail.code, params=fail.params)).state` in a transaction of its own.
    """
    params = {name: value for name, value in problem.params.items() if isinstance(value, str | int | list)}
    node = str(params.get("node", ""))
    failure = Failure(problem.code, node, None, params)
    failed = replace(state, step=state.step + 1, status="failed", failures=(*state.failures, failure))
    key = f"{state.run}:{failed.step}:0"
    return Step(failed, (Emitted(key, 0, Fail(code=problem.code, node=node, params=params, rollback=True)),))
