"""From the rules of a node to its votes: asking, standing in for nobody, and passing by itself."""

from dougong_engine.approvals.ballot import Ballot, Vote
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.seats import Sitting
from dougong_engine.approvals.settings import Approval
from dougong_engine.copies import replace
from dougong_engine.flows.asking import Person, ask, people
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.happening import Answer
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.state import Visit

OWNER = (Assignee(by="app_owner"),)


def begin(spec: Approval, scene: Scene) -> Move:
    """Asks who decides."""
    question = ask(scene, spec.assignees, "assign", spare=spec.initiator == "manager")
    return Move(memory=Ballot(), effects=(question,))


def assigned(spec: Approval, scene: Scene, ballot: Ballot, answer: Answer) -> Move:
    """Takes the people of the answer, or goes the way of a node that names nobody."""
    if answer.problem is not None:
        return Move(Break(answer.problem, answer.params))
    found = people(answer.value)
    if len(found) > scene.env.limits.signers:
        return Move(Break("flow.approval.too_many", {"count": len(found), "limit": scene.env.limits.signers}))
    if found:
        return _seat(spec, scene, ballot, found)
    match ballot.stage:
        case "asking" if spec.empty == "pass":
            draft = Draft(act="auto_approve", by=None, why="nobody")
            closed = replace(ballot, stage="closed")
            return Move(Leave("approved", ending="approved"), memory=closed, entries=(draft,))
        case "asking" if spec.empty == "manager":
            question = ask(scene, spec.assignees, "assign", climb=True, spare=spec.initiator == "manager")
            return Move(memory=replace(ballot, stage="climbing"), effects=(question,))
        case "asking" | "climbing":
            question = ask(scene, spec.fallback or OWNER, "assign")
            return Move(memory=replace(ballot, stage="fallback"), effects=(question,))
        case _:
            return Move(Break("flow.approval.nobody"))


def _seat(spec: Approval, scene: Scene, ballot: Ballot, found: tuple[Person, ...]) -> Move:
    votes = tuple(Vote(number, one.person, one.behalf) for number, one in enumerate(found, start=1))
    sitting = Sitting(spec, scene, replace(ballot, stage="voting", votes=votes))
    for vote in votes:
        why = _passes_by_itself(spec, scene, vote.person)
        if why:
            draft = Draft(act="auto_approve", by=vote.person, behalf=vote.behalf, why=why)
            number = sitting.log(draft)
            cast = replace(
                vote,
                verdict="approve",
                by=vote.person,
                at=scene.at,
                auto=why,
                entry=number,
                step=scene.state.step,
            )
            sitting.ballot = sitting.ballot.with_vote(cast)
    return sitting.conclude(None)


def _passes_by_itself(spec: Approval, scene: Scene, person: str) -> str:
    """Why this person need not act: he started the run, or has approved before and nothing material has changed."""
    state = scene.state
    own = person == state.initiator
    if own and spec.initiator == "pass" and state.material <= state.submitted:
        return "initiator"
    for visit in _earlier(scene):
        if isinstance(visit.memory, Ballot):
            for vote in visit.memory.votes:
                counts = vote.verdict == "approve" and not vote.void and vote.by == person
                if counts and vote.step >= state.material:
                    return "repeat"
    return ""


def _earlier(scene: Scene) -> tuple[Visit, ...]:
    """The human visits whose approvals may count again: the one just before, or all before in the same branch."""
    before = scene.state.ancestors(scene.visit.id)
    path = scene.visit.path
    human = [
        one
        for one in sorted(scene.state.visits, key=lambda visit: -visit.id)
        if one.id in before and isinstance(one.memory, Ballot) and path[: len(one.path)] == one.path
    ]
    match scene.flow.auto_approve:
        case "never":
            return ()
        case "adjacent":
            return tuple(human[:1])
        case "any_earlier":
            return tuple(human)
