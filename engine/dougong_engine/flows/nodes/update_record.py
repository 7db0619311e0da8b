"""Update record: changes fields of the run's record or of one that it links to."""

from typing import Literal

from dougong_engine.document import Id
from dougong_engine.filters.condition import FieldPath
from dougong_engine.flows.effect import UpdateRecord as UpdateEffect
from dougong_engine.flows.happening import Answer, Entered, Happening, Reopened
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType, failed, onward_or_error
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.values import ValueSource, draw_all, output


class UpdateRecord(NodeSpec):
    """`through` is the link that leads to the record to change (none: the run's own), `made_by` a create node of this
    flow whose record to change. `missing` says what happens when there is no such record. Port `error` is optional.
    """

    type: Literal["update_record"]
    values: dict[Id, ValueSource]
    through: FieldPath | None = None
    made_by: Id | None = None
    missing: Literal["fail", "skip"] = "fail"


def react(spec: UpdateRecord, scene: Scene, happening: Happening) -> Move | None:
    """Writes, and goes on when the write has been made."""
    match happening:
        case Entered() | Reopened():
            return _write(spec, scene)
        case Answer(problem=None):
            own = spec.through is None and spec.made_by is None
            return Move(Leave(), changed=tuple(spec.values) if own else ())
        case Answer(problem=str(code), params=params):
            return failed(scene, code, params)
        case _:
            return None


def _write(spec: UpdateRecord, scene: Scene) -> Move:
    record = _record(spec, scene)
    if record is None:
        return Move(Leave()) if spec.missing == "skip" else failed(scene, "flow.update.no_record", {})
    values = draw_all(scene, spec.values)
    if isinstance(values, Break):
        return failed(scene, values.code, values.params)
    cause = scene.state.cause.spent(scene.state.actions)
    return Move(effects=(UpdateEffect(record=record, through=spec.through, values=values, cause=cause),))


def _record(spec: UpdateRecord, scene: Scene) -> str | None:
    if spec.made_by is not None:
        found = output(scene, f"{spec.made_by}.id")
    elif spec.through is not None:
        found = scene.env.value(spec.through)
    else:
        found = scene.state.record
    return found if isinstance(found, str) else None


NODE = NodeType(
    name="update_record",
    spec=UpdateRecord,
    ports=onward_or_error,
    react=react,
    card="update_record",
    acts=True,
)
