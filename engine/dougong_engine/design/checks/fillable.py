"""Fields that a flow's step waits for and that nobody can fill."""

from collections.abc import Iterator

from dougong_engine.approvals.settings import Approval
from dougong_engine.design.entity import Entity, Gate
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.nodes.update_record import UpdateRecord


def check_fillable(design: Design, flow: Flow) -> Iterator[Problem]:
    """A step that moves the record on, while no role and no step may fill what the stage before it asks for."""
    entity = design.entity(flow.entity)
    if entity is None:
        return
    for index, node in enumerate(flow.nodes):
        if not isinstance(node, UpdateRecord) or node.through is not None or node.made_by is not None:
            continue
        for gate in entity.gates:
            for field in _asked(gate, node.values.get(gate.field)):
                if not _fillable(design, flow, entity, field):
                    place = ("nodes", index, "values", gate.field)
                    yield Problem("flow.check.write.nobody", place, {"field": field, "node": node.id})


def _asked(gate: Gate, option: Json) -> Iterator[str]:
    """The fields that must be filled before a record may come to that stage from the one before it."""
    place = next((index for index, stage in enumerate(gate.stages) if stage.option == option), 0)
    for one in gate.stages[place - 1].evidence if place > 0 else ():
        if one.kind in ("filled", "files") and one.field is not None:
            yield one.field


def _fillable(design: Design, flow: Flow, entity: Entity, field: str) -> bool:
    """Administrators apart, who may fill everything."""
    spec = entity.field(field)
    if spec is None or spec.computed():
        return True
    for node in flow.nodes:
        match node:
            case UpdateRecord(through=None, made_by=None, values=values) if field in values:
                return True
            case Approval(fields=fields) if fields.get(field) in ("edit", "required"):
                return True
            case _:
                continue
    grants = (grant for role in design.of(Role) for grant in role.grants if grant.entity == entity.id)
    return any(grant.fields.get(field, grant.fields.get("*")) == "write" for grant in grants)
