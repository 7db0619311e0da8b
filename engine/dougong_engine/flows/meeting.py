"""Where branches meet: which joins have enough of them, and which never will."""

from dougong_engine.copies import replace
from dougong_engine.flows.happening import Halted
from dougong_engine.flows.move import Break, Move
from dougong_engine.flows.nodes.join import Join
from dougong_engine.flows.nodes.parallel import Parallel
from dougong_engine.flows.state import Leg, RunState, Visit, under
from dougong_engine.flows.walk import Walk


def meet(walk: Walk) -> bool:
    """Lets one join go on that has enough; True if anything moved."""
    for visit in walk.state.open():
        spec = walk.spec(visit.node)
        if isinstance(spec, Join) and _fork(walk.state, spec, visit) is not None and _settle(walk, spec, visit):
            return True
    return False


def stuck(walk: Walk) -> bool:
    """Breaks joins that nothing can reach any more; True if anything moved."""
    waiting = walk.state.open()
    if not waiting or any(not isinstance(walk.spec(one.node), Join) for one in waiting):
        return False
    if any(one.status == "failed" for one in walk.state.visits):
        return False
    walk.apply(waiting[0].id, Move(Break("flow.join.stuck")))
    return True


def _fork(state: RunState, spec: Join, visit: Visit) -> int | None:
    """The innermost fork of the path that this join belongs to."""
    nodes = {one.id: one.node for one in state.visits}
    return next((leg.fork for leg in reversed(visit.path) if nodes[leg.fork] == spec.of), None)


def _settle(walk: Walk, spec: Join, first: Visit) -> bool:
    fork = _fork(walk.state, spec, first)
    if fork is None:
        return False
    inside = [one for one in walk.state.visits if one.status in ("open", "failed") and under(one.path, fork)]
    parked = [one for one in inside if one.node == spec.id and one.status == "open"]
    moving = [one for one in inside if one not in parked]
    parallel = walk.spec(walk.visit(fork).node)
    branches = [one.id for one in parallel.branches] if isinstance(parallel, Parallel) else []
    arrived = [one for one in branches if _on(parked, fork, one) and not _on(moving, fork, one)]
    match spec.need:
        case "all":
            enough = not moving
        case "first":
            enough = bool(arrived)
        case "n":
            enough = len(arrived) >= (spec.count or 1)
    if enough:
        _go_on(walk, fork, parked, moving)
        return True
    if moving or not parked:
        return False
    have = {"have": len(arrived), "need": spec.count}
    walk.apply(first.id, Move(Break("flow.join.starved", have)))
    return True


def _on(visits: list[Visit], fork: int, branch: str) -> bool:
    return any(Leg(fork, branch) in one.path for one in visits)


def _go_on(walk: Walk, fork: int, parked: list[Visit], moving: list[Visit]) -> None:
    """The late branches stop; one path goes on outside the fork."""
    lead = parked[0]
    for visit in moving:
        walk.halt(visit.id, Halted("superseded", None), lead.id)
    for visit in parked:
        walk.put(replace(walk.visit(visit.id), status="done", left=walk.at, port=""))
    place = next(index for index, leg in enumerate(lead.path) if leg.fork == fork)
    target = walk.flow.target(lead.node)
    if target is not None:
        walk.enter(target, lead.path[:place], tuple(one.id for one in parked))
