"""Writes: what a flow fills in, or asks somebody to fill in, can be filled in."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dougong_engine.approvals.settings import Approval
from dougong_engine.design.entity import SYSTEM_IDS, Entity
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.checks.graph import reach, wires
from dougong_engine.flows.nodes.cc import Cc
from dougong_engine.flows.nodes.create_record import CreateRecord
from dougong_engine.flows.nodes.update_record import UpdateRecord

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


def check_writes(flow: "Flow", entities: Mapping[str, Entity]) -> Iterator[Problem]:
    """Problems of create, update, field rights and flags."""
    own = entities.get(flow.entity)
    for index, node in enumerate(flow.nodes):
        match node:
            case CreateRecord():
                found = _create(node, entities.get(node.entity))
            case UpdateRecord():
                found = _update(flow, node, entities)
            case Approval():
                found = _rights(node, own)
            case Cc():
                found = _copied(node)
            case _:
                continue
        yield from (problem.under("nodes", index) for problem in found)


def _create(node: CreateRecord, entity: Entity | None) -> Iterator[Problem]:
    yield from _written(entity, node.values, "values")
    for field in entity.fields if entity is not None else ():
        empty = field.id not in node.values or node.values[field.id] is None
        if field.required and empty and field.default is None and not field.computed():
            params = {"field": field.id, "entity": node.entity}
            yield Problem("flow.check.write.required", ("values",), params)


def _written(entity: Entity | None, values: Mapping[str, Json], *path: str | int) -> Iterator[Problem]:
    for id, value in values.items():
        field = entity.field(id) if entity is not None else None
        if field is None:
            continue
        if field.computed() or (id in SYSTEM_IDS and id != "owner"):
            yield Problem("flow.check.write.not_writable", (*path, id), {"field": id})
        elif field.required and value is None:
            yield Problem("flow.check.write.required", (*path, id), {"field": id})


def _is_own(node: UpdateRecord) -> bool:
    return node.through is None and node.made_by is None


def _update(flow: "Flow", node: UpdateRecord, entities: Mapping[str, Entity]) -> Iterator[Problem]:
    entity = entities.get(flow.entity) if _is_own(node) else _made(flow, node, entities)
    yield from _written(entity, node.values, "values")
    yield from _maker(flow, node)


def _made(flow: "Flow", node: UpdateRecord, entities: Mapping[str, Entity]) -> Entity | None:
    maker = flow.node(node.made_by) if node.made_by is not None else None
    return entities.get(maker.entity) if isinstance(maker, CreateRecord) else None


def _maker(flow: "Flow", node: UpdateRecord) -> Iterator[Problem]:
    """The record to update must have been made before."""
    if node.made_by is None:
        return
    before = isinstance(flow.node(node.made_by), CreateRecord) and node.id in reach(wires(flow), node.made_by)
    if not before:
        yield Problem("flow.check.write.not_made", ("made_by",), {"node": node.made_by})


def _copied(node: Cc) -> Iterator[Problem]:
    """Whoever is copied in changes nothing, so that a field that he must fill stays empty."""
    for id, right in node.fields.items():
        if right in ("edit", "required"):
            yield Problem("flow.check.write.copied", ("fields", id), {"field": id})


def _rights(node: Approval, entity: Entity | None) -> Iterator[Problem]:
    """Editable and required fields must be writable; flags too."""
    for id, right in node.fields.items():
        field = entity.field(id) if entity is not None else None
        locked = field is not None and (field.computed() or (id in SYSTEM_IDS and id != "owner"))
        if locked and right in ("edit", "required"):
            yield Problem("flow.check.write.not_writable", ("fields", id), {"field": id})
    for place, step in enumerate(node.timeouts):
        yield from _written(entity, step.flag, "timeouts", place, "flag")
