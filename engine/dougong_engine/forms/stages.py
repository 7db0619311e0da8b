"""Stage gates: no step is skipped, no stage left without its evidence, and the refusal names what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from dougong_engine.design.entity import Entity, Evidence, Gate, Stage
from dougong_engine.errors import Problem
from dougong_engine.fields import Value
from dougong_engine.fields.choice import Choice
from dougong_engine.forms.facts import Values
from dougong_engine.forms.record_scene import RecordScene


@dataclass(frozen=True, slots=True)
class Move:
    """A record went from one stage to another; `waived` names evidence that an import of past data did without."""

    gate: str
    before: str | None
    after: str | None
    waived: tuple[str, ...] = ()


def judge(scene: RecordScene, before: Values | None, historical: bool) -> tuple[list[Problem], list[Move]]:
    """What is wrong with the stages of a record that is about to be stored, and which moves it makes."""
    problems: list[Problem] = []
    moves: list[Move] = []
    for gate in scene.plan.entity.gates:
        old = None if before is None else before.get(gate.field)
        new = scene.values.get(gate.field)
        wrong, missing = _gate(gate, scene, before, old, new)
        if historical and before is None:
            wrong = []
        problems += wrong
        if new != old or before is None:
            moves.append(Move(gate.id, _id(old), _id(new), tuple(one.id for one in missing) if historical else ()))
    return problems, moves


def _gate(
    gate: Gate, scene: RecordScene, before: Values | None, old: Value, new: Value
) -> tuple[list[Problem], list[Evidence]]:
    entity = scene.plan.entity
    order = [stage.option for stage in gate.stages]
    key = _key(entity, gate)
    here, there = _place(order, old), _place(order, new)
    if new != old and before is not None and there is None and here is not None:
        return [Problem("stage.cleared", (key,), {"stage": _name(entity, gate, old)})], []
    if there is None:
        return [], []
    if here is None:
        skipped = order[:there]
        if (skipped and before is not None) or (before is None and there > 0):
            return [_skipped(entity, gate, key, skipped, new)], _all_missing(gate, scene, 0, there)
        here = 0
    if there < here:
        refused = [] if gate.back else [Problem("stage.no_return", (key,), {"stage": _name(entity, gate, new)})]
        return refused, []
    if there > here + 1:
        return [_skipped(entity, gate, key, order[here + 1 : there], new)], _all_missing(gate, scene, here, there)
    return _leaving(gate, scene, before, key, here, there)


def _leaving(
    gate: Gate, scene: RecordScene, before: Values | None, key: str, here: int, there: int
) -> tuple[list[Problem], list[Evidence]]:
    entity = scene.plan.entity
    if there == here + 1:
        missing = list(_missing(gate.stages[here], scene))
        if missing:
            return [_lacks(entity, gate, key, gate.stages[here], missing)], missing
    if gate.done is None or not scene.holds(gate.done) or _was_done(gate, scene, before):
        return [], []
    last = gate.stages[-1]
    if there != len(gate.stages) - 1:
        open_ = [stage.option for stage in gate.stages[there + 1 :]]
        return [_skipped(entity, gate, key, open_, last.option)], []
    missing = list(_missing(last, scene))
    return ([_lacks(entity, gate, key, last, missing)], missing) if missing else ([], [])


def _was_done(gate: Gate, scene: RecordScene, before: Values | None) -> bool:
    if before is None or gate.done is None:
        return False
    earlier = RecordScene(scene.plan, before, {}, scene.facts, scene.clock, scene.reader)
    return earlier.holds(gate.done)


def _all_missing(gate: Gate, scene: RecordScene, first: int, last: int) -> list[Evidence]:
    return [one for stage in gate.stages[first:last] for one in _missing(stage, scene)]


def _missing(stage: Stage, scene: RecordScene) -> Iterator[Evidence]:
    for one in stage.evidence:
        if not _there(one, scene):
            yield one


def _there(evidence: Evidence, scene: RecordScene) -> bool:
    value = scene.values.get(evidence.field or "")
    match evidence.kind:
        case "filled":
            return value not in (None, ())
        case "files":
            return isinstance(value, tuple) and len(value) >= evidence.least
        case "records":
            return scene.facts.counts.get(evidence.id, 0) >= evidence.least
        case "condition":
            return evidence.where is None or scene.holds(evidence.where)


def _lacks(entity: Entity, gate: Gate, key: str, stage: Stage, missing: list[Evidence]) -> Problem:
    params = {
        "stage": _name(entity, gate, stage.option),
        "missing": [one.name for one in missing],
        "evidence": [one.id for one in missing],
    }
    return Problem("stage.evidence_missing", (key,), params)


def _skipped(entity: Entity, gate: Gate, key: str, skipped: list[str], to: Value) -> Problem:
    params = {"to": _name(entity, gate, to), "skipped": [_name(entity, gate, one) for one in skipped]}
    return Problem("stage.skipped", (key,), params)


def _name(entity: Entity, gate: Gate, option: Value) -> str:
    field = entity.field(gate.field)
    options = field.options if isinstance(field, Choice) else ()
    return next((one.name for one in options if one.id == option), str(option or ""))


def _key(entity: Entity, gate: Gate) -> str:
    field = entity.field(gate.field)
    return field.key if field is not None else gate.field


def _place(order: list[str], option: Value) -> int | None:
    return order.index(str(option)) if option in order else None


def _id(value: Value) -> str | None:
    return None if value is None else str(value)
