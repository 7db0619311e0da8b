"""Going back: returns, what a resubmission runs again, and decisions taken back."""

from datetime import timedelta

from dougong_engine.approvals.acts import retract
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.settings import Approval
from dougong_engine.copies import replace
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import RecallOutside, Reopen
from dougong_engine.flows.event import INITIATOR, TakenBack
from dougong_engine.flows.happening import Halted, Reopened
from dougong_engine.flows.move import Move, Return
from dougong_engine.flows.nodes.parallel import Parallel
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.state import Leg, Path, Redo, RunState, Visit, under
from dougong_engine.flows.walk import TYPES, Walk

HELD = timedelta(seconds=5)
"""So long outside effects are held back, and so long the decision that ended a run can be taken back."""


def send_back(walk: Walk, id: int, verb: Return) -> None:
    """Halts what the return leaves behind, voids what will be decided anew, and opens the place to return to."""
    visit = walk.visit(id)
    target = None if verb.to == INITIATOR else _earlier(walk, visit, verb.to)
    if target is None and verb.to != INITIATOR:
        walk.refused = Problem("flow.return.not_earlier", ("to",), {"node": verb.to})
        return
    path = _common(target.path if target is not None else (), visit.path)
    crossed = visit.path[len(path) :]
    halted = _left_behind(walk.state, visit, crossed)
    policy = _policy(walk, crossed[0].fork) if crossed else "fork"
    void = _to_void(walk.state, target, verb, crossed, policy)
    walk.log(visit, (replace(verb.entry, voids=_void(walk, void)),))
    for one in halted:
        walk.halt(one, Halted("returned", verb.entry.by), id)
    redo = None
    if verb.resume == "straight" or policy == "branch":
        siblings = tuple(one for one in halted if one != id)
        redo = Redo(returned=id, resume=verb.resume, halted=siblings, step=walk.state.step)
    walk.state = replace(walk.state, ending="done")
    walk.enter(INITIATOR if target is None else target.node, path, (id,), redo)


def resume(walk: Walk, id: int) -> None:
    """The returned matter is back: straight to who returned it, or the branch again, or all of it if something
    material has changed meanwhile."""
    visit = walk.visit(id)
    redo = visit.redo
    if redo is None:
        return
    returned = walk.visit(redo.returned)
    crossed = returned.path[len(visit.path) :]
    if walk.state.material > redo.step:
        voids = _void(walk, _fresh(walk.state, visit, returned))
        walk.log(visit, (Draft(act="rerun", by=None, why="material", voids=voids),))
        walk.follow(visit, visit.port or "", visit.path)
        return
    for one in redo.halted:
        _reopen(walk, one)
    if redo.resume == "straight" or not crossed:
        _reopen(walk, returned.id)
        return
    leg = crossed[0]
    fork = walk.visit(leg.fork)
    first = walk.flow.target(fork.node, leg.branch)
    if first is not None:
        walk.enter(first, (*visit.path, leg), (visit.id,))


def take_back(walk: Walk, visit: Visit, event: TakenBack) -> None:
    """A decision whose node has been left is taken back, if nothing after it has acted."""
    spec = walk.spec(visit.node)
    late = Problem("approval.take_back.late", params={"task": event.task})
    if not isinstance(spec, Approval) or not isinstance(visit.memory, Ballot):
        walk.refused = Problem("approval.task.unknown", params={"task": event.task})
        return
    scene = Scene(walk.flow, walk.state, visit, walk.env, walk.at)
    retracted = retract(spec, scene, visit.memory, event)
    if isinstance(retracted, Move):
        walk.apply(visit.id, retracted)
        return
    sitting, vote = retracted
    below = walk.state.descendants(visit.id)
    after = [one.id for one in walk.state.visits if one.id in below and one.since >= vote.step]
    ended = walk.state.ended
    over = ended is not None and walk.at - ended > HELD
    if visit.status != "done" or visit.redo is not None or over or any(_has_acted(walk.visit(one)) for one in after):
        walk.refused = late
        return
    if walk.state.status == "finished":
        walk.state = replace(walk.state, status="running", outcome=None, ended=None)
        walk.emit(0, (Reopen(),))
    walk.emit(visit.id, (RecallOutside(visits=(0, visit.id, *after)),))
    for one in after:
        if walk.visit(one).status in ("open", "failed"):
            walk.halt(one, Halted("returned", event.by), None)
    walk.log(visit, sitting.entries)
    walk.state = replace(walk.state, ending="done")
    walk.put(replace(visit, status="open", left=None, port=None, memory=sitting.ballot))
    walk.tell(visit.id, Reopened("taken_back"))
    for sibling in walk.state.visits:
        if sibling.halted_by == visit.id:
            _reopen(walk, sibling.id)


def _earlier(walk: Walk, visit: Visit, node: str) -> Visit | None:
    """The last visit of a human node that led here."""
    before = walk.state.ancestors(visit.id)
    found = [one for one in walk.state.visits if one.id in before and one.node == node and TYPES[one.type].human]
    return found[-1] if found and node != visit.node else None


def _common(target: Path, here: Path) -> Path:
    """The forks that both paths have come through."""
    same = 0
    while same < min(len(target), len(here)) and target[same] == here[same]:
        same += 1
    return here[:same]


def _left_behind(state: RunState, visit: Visit, crossed: Path) -> tuple[int, ...]:
    """Everything that stands inside the outermost fork that the return leaves; at least the visit itself."""
    if not crossed:
        return (visit.id,)
    inside = [one for one in state.visits if one.status in ("open", "failed") and under(one.path, crossed[0].fork)]
    return tuple(one.id for one in inside)


def _policy(walk: Walk, fork: int) -> str:
    spec = walk.spec(walk.visit(fork).node)
    return spec.resume if isinstance(spec, Parallel) else "fork"


def _to_void(state: RunState, target: Visit | None, verb: Return, crossed: Path, policy: str) -> frozenset[int]:
    """Whose decisions count no more: the target's own if straight back, not those of siblings with policy branch."""
    if verb.resume == "straight":
        return frozenset({target.id} if target is not None else ())
    everyone = frozenset(one.id for one in state.visits)
    void = everyone if target is None else state.descendants(target.id) | {target.id}
    if not crossed or policy != "branch":
        return void
    leg: Leg = crossed[0]
    siblings = {one.id for one in state.visits if under(one.path, leg.fork) and leg not in one.path}
    above = {one.id for one in state.visits if not under(one.path, leg.fork) and one.id != (target.id if target else 0)}
    return void - siblings - above


def _fresh(state: RunState, visit: Visit, returned: Visit) -> frozenset[int]:
    """After a material change: every decision that the resubmission will ask for again."""
    if visit.node == INITIATOR:
        return frozenset(one.id for one in state.visits)
    before = state.ancestors(returned.id)
    first = min((one.id for one in state.visits if one.node == visit.node and one.id in before), default=0)
    return (state.descendants(first) if first else frozenset()) - {visit.id}


def _void(walk: Walk, ids: frozenset[int]) -> tuple[int, ...]:
    """Marks the decisions of visits void and answers the numbers of their log entries."""
    numbers: list[int] = []
    for visit in walk.state.visits:
        if visit.id in ids and isinstance(visit.memory, Ballot):
            numbers.extend(visit.memory.voiding())
            walk.put(replace(visit, memory=visit.memory.voided()))
    return tuple(numbers)


def _reopen(walk: Walk, id: int) -> None:
    visit = walk.visit(id)
    walk.put(replace(visit, status="open", left=None, port=None, halted_by=None))
    if visit.type != "join":
        walk.tell(id, Reopened())


def _has_acted(visit: Visit) -> bool:
    """True if something happened there that cannot be unmade: a write, a call, a person's decision, a meeting."""
    if visit.acted or (visit.type == "join" and visit.status == "done") or visit.redo is not None:
        return True
    human = isinstance(visit.memory, Ballot) and any(
        one.verdict is not None and (not one.auto or one.auto == "timeout") for one in visit.memory.votes
    )
    return human or (visit.node == INITIATOR and visit.status == "done")
