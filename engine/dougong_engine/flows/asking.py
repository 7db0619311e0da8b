"""Asking who acts, and reading the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.document import Json
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import ResolveAssignees
from dougong_engine.flows.scene import Scene


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to act, perhaps in the name of another."""

    person: str
    behalf: str | None = None


def ask(
    scene: Scene,
    rules: Sequence[Assignee],
    purpose: str,
    *,
    about: str | None = None,
    climb: bool = False,
    spare: bool = False,
) -> ResolveAssignees:
    """The question with all that the run itself knows about people."""
    nodes = {one.node for one in rules if one.node is not None}
    return ResolveAssignees(
        rules=tuple(rules),
        about=about or scene.state.initiator,
        initiator=scene.state.initiator,
        previous=_previous(scene) if any(one.by == "previous" for one in rules) else (),
        decided={one: _deciders(scene, one) for one in sorted(nodes)},
        chosen=scene.state.chosen.get(scene.visit.node, ()),
        climb=climb,
        spare=spare,
        purpose=purpose,
    )


def people(value: Json) -> tuple[Person, ...]:
    """The persons of an answer, each once, in their order; a delegate of two is one person."""
    found: dict[str, Person] = {}
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict) and isinstance(one.get("person"), str):
            behalf = one.get("behalf")
            person = Person(str(one["person"]), behalf if isinstance(behalf, str) else None)
            found.setdefault(person.person, person)
    return tuple(found.values())


def _previous(scene: Scene) -> tuple[str, ...]:
    """Who decided at the nearest human node before this one."""
    before = scene.state.ancestors(scene.visit.id)
    for visit in sorted(scene.state.visits, key=lambda one: -one.id):
        if visit.id in before and isinstance(visit.memory, Ballot):
            deciders = visit.memory.deciders()
            if deciders:
                return deciders
    return ()


def _deciders(scene: Scene, node: str) -> tuple[str, ...]:
    """Who decided at the last visit of that node."""
    for visit in sorted(scene.state.visits, key=lambda one: -one.id):
        if visit.node == node and visit.id != scene.visit.id and isinstance(visit.memory, Ballot):
            return visit.memory.deciders()
    return ()
