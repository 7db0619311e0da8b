"""One step in the making: moves of nodes are applied until every path waits."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import Draft, Entry, chain
from dougong_engine.copies import replace
from dougong_engine.errors import Problem
from dougong_engine.flows import resubmit
from dougong_engine.flows.effect import Asking, Effect, Emitted, Fail, Finish, LogDecision, Notify
from dougong_engine.flows.happening import Entered, Halted, Halting, Happening
from dougong_engine.flows.limits import Breach
from dougong_engine.flows.move import Break, End, Leave, Move, Refuse, Return, Split, Stay
from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.nodes import NODE_TYPES
from dougong_engine.flows.scene import Env, Scene
from dougong_engine.flows.state import Failure, Leg, Path, Pending, Redo, RunState, Visit, with_visit

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

TYPES: dict[str, NodeType] = {**NODE_TYPES, resubmit.NODE.name: resubmit.NODE}
"""Every type that a visit can have: those of a graph, and the initiator's place."""


class Walk:
    """The run as it changes within one step; nothing of it is seen outside until the step is done."""

    def __init__(self, flow: "Flow", state: RunState, env: Env, at: datetime) -> None:
        self.flow = flow
        self.state = state
        self.env = env
        self.at = at
        self.emitted: list[Emitted] = []
        self.queue: deque[int] = deque()
        self.entered = 0
        self.returning: list[tuple[int, Return]] = []
        self.resuming: list[int] = []
        self.refused: Problem | None = None
        self.told: Problem | None = None

    def spec(self, node: str) -> NodeSpec:
        """The node of that id; a flow never loses one while a run is pinned to it."""
        found = resubmit.PLACE if node == resubmit.PLACE.id else self.flow.node(node)
        if found is None:
            raise Breach(Problem("flow.node.unknown", params={"node": node}))
        return found

    def visit(self, id: int) -> Visit:
        """A visit that is there."""
        return next(one for one in self.state.visits if one.id == id)

    def put(self, visit: Visit) -> None:
        """Replaces a visit."""
        self.state = replace(self.state, visits=with_visit(self.state.visits, visit))

    def emit(self, visit: int, effects: Iterable[Effect]) -> None:
        """Keys effects by their place; those that will be answered are remembered."""
        for effect in effects:
            key = f"{self.state.run}:{self.state.step}:{len(self.emitted)}"
            self.emitted.append(Emitted(key, visit, effect))
            if isinstance(effect, Asking):
                self.state = replace(self.state, pending=(*self.state.pending, Pending(key, visit, effect)))

    def log(self, visit: Visit | None, drafts: Iterable[Draft]) -> None:
        """Seals entries into the decision log's chain."""
        for draft in drafts:
            node, place = (visit.node, visit.id) if visit is not None else ("", 0)
            entry = Entry(number=self.state.entries + 1, at=self.at, node=node, visit=place, draft=draft)
            head = chain(self.state.head, entry)
            self.state = replace(self.state, entries=entry.number, head=head)
            self.emit(place, (LogDecision(entry=entry, head=head),))

    def enter(self, node: str, path: Path, parents: tuple[int, ...], redo: Redo | None = None) -> None:
        """A path reaches a node; the node is told when its turn comes."""
        limits = self.env.limits
        if len(self.state.visits) >= limits.visits:
            raise Breach(Problem("flow.limit.visits", params={"limit": limits.visits, "node": node}))
        if len(path) > limits.nesting:
            raise Breach(Problem("flow.limit.nesting", params={"limit": limits.nesting, "node": node}))
        number = len(self.state.visits) + 1
        kind = self.spec(node).type
        visit = Visit(number, node, kind, path, parents, self.at, self.state.step, redo=redo)
        self.state = replace(self.state, visits=(*self.state.visits, visit))
        self.queue.append(number)

    def begin(self, id: int) -> None:
        """Tells a node that a path has come; counts against the budgets."""
        visit, limits = self.visit(id), self.env.limits
        if visit.status != "open":
            return
        self.entered += 1
        if self.entered > limits.step:
            raise Breach(Problem("flow.limit.step", params={"limit": limits.step, "node": visit.node}))
        kind = TYPES[visit.type]
        if kind.acts or kind.tells:
            actions = self.state.actions + 1
            if self.state.cause.actions + actions > limits.actions:
                raise Breach(Problem("flow.limit.actions", params={"limit": limits.actions, "node": visit.node}))
            self.state = replace(self.state, actions=actions)
            self.put(replace(visit, acted=kind.acts))
        self.tell(id, Entered())

    def tell(self, id: int, happening: Happening) -> bool:
        """Lets a node react; False if it is none of its business."""
        visit = self.visit(id)
        scene = Scene(self.flow, self.state, visit, self.env, self.at)
        move = TYPES[visit.type].react(self.spec(visit.node), scene, happening)
        if move is None:
            return False
        self.apply(id, move)
        return True

    def apply(self, id: int, move: Move) -> None:
        """Carries out one move."""
        if isinstance(move.verb, Refuse):
            self.refused = move.verb.problem
            return
        self.told = self.told or move.told
        visit = self.visit(id)
        if move.memory is not None:
            visit = replace(visit, memory=move.memory)
            self.put(visit)
        self.changed(move.changed)
        if move.output is not None:
            self.state = replace(self.state, outputs={**self.state.outputs, visit.node: move.output})
        self.log(visit, move.entries)
        self.emit(id, move.effects)
        match move.verb:
            case Stay():
                pass
            case Leave():
                self.leave(visit, move.verb)
            case Split(ports=ports):
                self.split(visit, ports)
            case End(outcome=outcome):
                self.put(replace(visit, status="done", left=self.at))
                self.halt_all("cancelled", None, cause=id)
                self.state = replace(self.state, ending=outcome)
            case Break(code=code, params=params):
                self.put(replace(visit, status="failed"))
                failure = Failure(code, visit.node, id, params)
                self.state = replace(self.state, status="failed", failures=(*self.state.failures, failure))
                self.emit(id, (Fail(code=code, node=visit.node, params=params),))
            case Return():
                self.returning.append((id, move.verb))
            case _:
                assert_never(move.verb)

    def changed(self, fields: Iterable[str]) -> None:
        """Notes that fields of the run's record have changed."""
        if set(fields) & set(self.flow.material):
            self.state = replace(self.state, material=self.state.step)

    def leave(self, visit: Visit, verb: Leave) -> None:
        """The path goes on through a port, ends there, or takes up what was returned."""
        visit = replace(visit, status="done", left=self.at, port=verb.port)
        self.put(visit)
        if verb.ending is not None:
            self.state = replace(self.state, ending=verb.ending)
        if visit.type == resubmit.NODE.name:
            self.state = replace(self.state, submitted=self.state.step)
        if verb.alone:
            self.halt_all("superseded", None, cause=visit.id)
        if visit.redo is not None and verb.port in ("", "approved"):
            self.resuming.append(visit.id)
            return
        self.follow(visit, verb.port, () if verb.alone else visit.path)

    def follow(self, visit: Visit, port: str, path: Path) -> None:
        """Along the edge, if there is one; from the initiator's place to the start."""
        at_desk = visit.type == resubmit.NODE.name
        target = self.flow.start if at_desk else self.flow.target(visit.node, port)
        if target is not None:
            self.enter(target, path, (visit.id,))

    def split(self, visit: Visit, ports: tuple[str, ...]) -> None:
        """One path for each port that leads somewhere."""
        self.put(replace(visit, status="done", left=self.at))
        for port in ports:
            target = self.flow.target(visit.node, port)
            if target is not None:
                self.enter(target, (*visit.path, Leg(visit.id, port)), (visit.id,))

    def halt(self, id: int, how: Halted, cause: int | None) -> None:
        """Stops a visit: its tasks and timers close, its answers no longer matter."""
        visit = self.visit(id)
        if visit.status == "open":
            self.tell(id, how)
        pending = tuple(one for one in self.state.pending if one.visit != id)
        failures = tuple(one for one in self.state.failures if one.visit != id)
        self.state = replace(self.state, pending=pending, failures=failures)
        self.put(replace(self.visit(id), status="halted", left=self.at, halted_by=cause))
        self.mend()

    def halt_all(self, how: Halting, by: str | None, cause: int | None) -> None:
        """Stops whatever is open or failed."""
        for visit in self.state.visits:
            if visit.status in ("open", "failed") and visit.id != cause:
                self.halt(visit.id, Halted(how, by), cause)

    def mend(self) -> None:
        """A run without failures runs."""
        if self.state.status == "failed" and not self.state.failures:
            self.state = replace(self.state, status="running")

    def finish(self) -> None:
        """The run ends when no path is left and nothing has failed."""
        if self.state.status != "running" or any(one.status == "open" for one in self.state.visits):
            return
        outcome = self.state.ending
        self.state = replace(self.state, status="finished", outcome=outcome, ended=self.at, pending=())
        self.emit(0, (Finish(outcome=outcome),))
        human = any(isinstance(one.memory, Ballot) for one in self.state.visits)
        channels, reader = self.flow.notices.finished, self.state.initiator
        if human and reader is not None and channels:
            self.emit(0, (Notify(what="finished", people=(reader,), channels=channels),))
