"""Chains: flows whose own writes start them again, alone or through each other."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dougong_engine.approvals.settings import Approval
from dougong_engine.design.entity import Entity
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.contradiction import refuted
from dougong_engine.flows.nodes.create_record import CreateRecord
from dougong_engine.flows.nodes.update_record import UpdateRecord
from dougong_engine.flows.values import source_of

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


@dataclass(frozen=True, slots=True)
class Writes:
    """What a node writes without asking anybody: a new record of an entity, or fields of one that is there."""

    node: int
    entity: str
    values: Mapping[str, Json]
    made: bool = False


def check_chains(flow: "Flow", entities: Mapping[str, Entity], flows: Mapping[str, "Flow"]) -> Iterator[Problem]:
    """A flow that starts itself, and a circle of flows that start each other."""
    for one in written(flow, entities):
        if sets_off(one, flow, entities):
            yield Problem("flow.check.trigger.self", ("nodes", one.node), {"node": flow.nodes[one.node].id})
    circle = _circle(flow, entities, flows)
    if circle:
        params = {"flows": [flows[id].name if id in flows else flow.name for id in circle]}
        yield Problem("flow.check.trigger.circle", ("trigger",), params)


def written(flow: "Flow", entities: Mapping[str, Entity]) -> Iterator[Writes]:
    """Every write of a flow, flags of timeouts included."""
    for index, node in enumerate(flow.nodes):
        match node:
            case CreateRecord():
                yield Writes(index, node.entity, node.values, made=True)
            case UpdateRecord():
                yield Writes(index, _entity(flow, node, entities), node.values)
            case Approval():
                for step in node.timeouts:
                    if step.flag:
                        yield Writes(index, flow.entity, step.flag)
            case _:
                continue


def sets_off(write: Writes, flow: "Flow", entities: Mapping[str, Entity]) -> bool:
    """True if the write may start the flow; not where a written value plainly fails the trigger's condition."""
    trigger = flow.trigger
    if write.entity != flow.entity:
        return False
    match trigger.on:
        case "created":
            starts = write.made
        case "updated":
            starts = not write.made and bool(set(trigger.fields or write.values) & set(write.values))
        case "stage_entered" | "stage_left":
            field = _gate_field(entities.get(flow.entity), trigger.gate)
            moves = field is not None and field in write.values
            value = write.values.get(field or "")
            same = trigger.stage in (None, value) or source_of(value) is not None
            starts = moves and (same if trigger.on == "stage_entered" else not write.made)
        case _:
            return False
    where = trigger.where
    literals = {id: value for id, value in write.values.items() if source_of(value) is None}
    return starts and not (where is not None and any(refuted(where, id, value) for id, value in literals.items()))


def _gate_field(entity: Entity | None, gate: str | None) -> str | None:
    return next((one.field for one in entity.gates if one.id == gate), None) if entity is not None else None


def _entity(flow: "Flow", node: UpdateRecord, entities: Mapping[str, Entity]) -> str:
    """Which entity's record an update changes; empty where that cannot be said."""
    if node.made_by is not None:
        maker = flow.node(node.made_by)
        return maker.entity if isinstance(maker, CreateRecord) else ""
    place = flow.entity
    for step in node.through.split(".") if node.through is not None else ():
        entity = entities.get(place)
        place = str(getattr(entity.field(step) if entity is not None else None, "entity", ""))
    return place


def _circle(flow: "Flow", entities: Mapping[str, Entity], flows: Mapping[str, "Flow"]) -> tuple[str, ...]:
    """The shortest way through other flows back to this one."""
    queue: deque[tuple[Flow, tuple[str, ...]]] = deque([(flow, (flow.id,))])
    seen = {flow.id}
    while queue:
        one, way = queue.popleft()
        writes = tuple(written(one, entities))
        if len(way) > 1 and any(sets_off(write, flow, entities) for write in writes):
            return (*way, flow.id)
        for id, other in sorted(flows.items()):
            if id not in seen and any(sets_off(write, other, entities) for write in writes):
                seen.add(id)
                queue.append((other, (*way, id)))
    return ()
