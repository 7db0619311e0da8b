"""Checks what a flow refers to, and asks the interpreter whether its graph makes sense."""

from collections.abc import Iterator, Mapping

from dougong_engine.design.checks.board import entity_known
from dougong_engine.design.checks.computed import check_expression
from dougong_engine.design.checks.condition import check_paths, literal_problems, resolve_single
from dougong_engine.design.checks.fillable import check_fillable
from dougong_engine.design.checks.role import check_grants
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.form import Form
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.fields.choice import Choice
from dougong_engine.flows.check import Nobody, Surroundings, blocks, check
from dougong_engine.flows.nodes import NodeSpec
from dougong_engine.flows.nodes.create_record import CreateRecord
from dougong_engine.flows.nodes.http_request import HttpRequest
from dougong_engine.flows.nodes.notify import Notify
from dougong_engine.flows.nodes.update_record import UpdateRecord
from dougong_engine.messages_template import SETTING, paths
from dougong_engine.messages_template import check as check_template


def check_flow(design: Design, flow: Flow) -> Iterator[Problem]:
    """Unknown things that a flow names, and whatever in its graph forbids publishing it."""
    entity = design.entity(flow.entity)
    if entity is None:
        yield from entity_known(design, flow.entity)
        return
    yield from check_paths(design, flow.trigger, Start(flow.entity), "trigger")
    yield from check_grants(design, flow.rights, "rights")
    yield from _trigger(design, flow, entity)
    yield from _fields(entity, flow.material, "material")
    yield from templates(design, flow.entity, flow.title, "title")
    for index, node in enumerate(flow.nodes):
        yield from check_paths(design, node, Start(flow.entity), "nodes", index)
        yield from (problem.under("nodes", index) for problem in _node(design, flow, node))
    entities = {one.id: one for one in design.of(Entity)}
    yield from (problem for problem in check(flow, Surroundings(entities=entities)) if blocks(problem))


def warnings(
    design: Design, checked: DesignObject, circles: tuple[tuple[str, ...], ...] = (), nobody: Nobody | None = None
) -> Iterator[Problem]:
    """What the author of a flow should know and may overrule; without the last two as far as the design alone tells."""
    if isinstance(checked, Flow):
        entities = {one.id: one for one in design.of(Entity)}
        around = Surroundings(entities, {one.id: one for one in design.of(Flow)}, circles, nobody)
        yield from (problem for problem in check(checked, around) if not blocks(problem))
        yield from check_fillable(design, checked)


def _trigger(design: Design, flow: Flow, entity: Entity) -> Iterator[Problem]:
    trigger = flow.trigger
    yield from _fields(entity, trigger.fields, "trigger", "fields")
    if trigger.gate is not None:
        gate = next((one for one in entity.gates if one.id == trigger.gate), None)
        if gate is None:
            yield Problem("design.gate.unknown", ("trigger", "gate"), {"gate": trigger.gate})
        elif trigger.stage is not None and all(one.option != trigger.stage for one in gate.stages):
            params = {"option": trigger.stage, "field": gate.field}
            yield Problem("design.option.unknown", ("trigger", "stage"), params)
    if trigger.form is not None:
        form = design.get(Form, trigger.form)
        if form is None or form.entity != flow.entity:
            yield Problem("design.form.unknown", ("trigger", "form"), {"form": trigger.form})


def _fields(entity: Entity, ids: tuple[str, ...], *path: str | int) -> Iterator[Problem]:
    for index, id in enumerate(ids):
        if entity.field(id) is None:
            yield Problem("design.field.unknown", (*path, index), {"field": id, "entity": entity.id})


def _node(design: Design, flow: Flow, node: NodeSpec) -> Iterator[Problem]:
    rights = getattr(node, "fields", None)
    if isinstance(rights, Mapping):
        yield from _keys(design, flow.entity, rights, "fields")
    for index, step in enumerate(getattr(node, "timeouts", ())):
        yield from _values(design, flow, flow.entity, step.flag, "timeouts", index, "flag")
    match node:
        case CreateRecord():
            yield from entity_known(design, node.entity)
            yield from _values(design, flow, node.entity, node.values, "values")
        case UpdateRecord():
            yield from _values(design, flow, _changed(design, flow, node), node.values, "values")
        case Notify():
            yield from templates(design, flow.entity, node.title, "title")
            yield from templates(design, flow.entity, node.body, "body")
        case HttpRequest():
            yield from templates(design, flow.entity, node.url, "url")
            for member, source in node.body.items():
                yield from _source(design, flow, source, None, "body", member)
        case _:
            pass


def _changed(design: Design, flow: Flow, node: UpdateRecord) -> str:
    """The entity whose record an update changes."""
    if node.made_by is not None:
        maker = flow.node(node.made_by)
        return maker.entity if isinstance(maker, CreateRecord) else ""
    if node.through is None:
        return flow.entity
    found = resolve_single(design, Start(flow.entity), node.through)
    return str(getattr(found.field, "entity", "")) if isinstance(found, Resolved) else ""


def _keys(design: Design, entity: str, keys: Mapping[str, object], *path: str | int) -> Iterator[Problem]:
    known = design.entity(entity)
    for id in keys:
        if known is None or known.field(id) is None:
            yield Problem("design.field.unknown", (*path, id), {"field": id, "entity": entity})


def _values(design: Design, flow: Flow, entity: str, values: Mapping[str, Json], *path: str | int) -> Iterator[Problem]:
    yield from _keys(design, entity, values, *path)
    for id, source in values.items():
        yield from _source(design, flow, source, (entity, id), *path, id)


def _source(
    design: Design, flow: Flow, source: Json, target: tuple[str, str] | None, *path: str | int
) -> Iterator[Problem]:
    """A value from a literal, a field, a formula, a token or another node; `target` is the field that it goes to."""
    entity = design.entity(target[0]) if target else None
    field = entity.field(target[1]) if entity and target else None
    match source:
        case {"field": str(read)}:
            found = resolve_single(design, Start(flow.entity), read)
            if isinstance(found, Problem):
                yield found.under(*path, "field")
        case {"formula": str(formula)}:
            kind = field.kind() if field is not None and not isinstance(field, Choice) else None
            yield from check_expression(design, Start(flow.entity), formula, kind, *path, "formula")
        case {"token": _}:
            return
        case {"output": str(output)}:
            if flow.node(output.split(".")[0]) is None:
                yield Problem("design.node.unknown", (*path, "output"), {"node": output})
        case _:
            if field is not None and field.computed():
                yield Problem("design.field.computed_setting", path, {"field": field.id})
            elif field is not None:
                yield from literal_problems(field, source, *path)


def templates(design: Design, entity: str, text: str, *path: str | int) -> Iterator[Problem]:
    """What is wrong with a text's places, and those that name no field of the entity."""
    yield from (one.under(*path) for one in check_template(text))
    for name in paths(text):
        if name.startswith(f"{SETTING}."):
            continue
        found = resolve_single(design, Start(entity), name)
        if isinstance(found, Problem):
            yield found.under(*path)
