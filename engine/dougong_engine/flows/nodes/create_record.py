"""Create record: one new record through the whole write contract."""

from typing import Literal

from dougong_engine.document import Id
from dougong_engine.flows.effect import CreateRecord as CreateEffect
from dougong_engine.flows.happening import Answer, Entered, Happening, Reopened
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType, failed, onward_or_error
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.values import ValueSource, draw_all


class CreateRecord(NodeSpec):
    """`values` maps field id → where its value comes from; the new id is this node's output `id`.

    Port `error` is optional.
    """

    type: Literal["create_record"]
    entity: Id
    values: dict[Id, ValueSource]


def react(spec: CreateRecord, scene: Scene, happening: Happening) -> Move | None:
    """Writes, and goes on when the write has been made."""
    match happening:
        case Entered() | Reopened():
            values = draw_all(scene, spec.values)
            if isinstance(values, Break):
                return failed(scene, values.code, values.params)
            cause = scene.state.cause.spent(scene.state.actions)
            return Move(effects=(CreateEffect(entity=spec.entity, values=values, cause=cause),))
        case Answer(problem=None, value=made):
            return Move(Leave(), output=made)
        case Answer(problem=str(code), params=params):
            return failed(scene, code, params)
        case _:
            return None


NODE = NodeType(
    name="create_record",
    spec=CreateRecord,
    ports=onward_or_error,
    react=react,
    card="create_record",
    acts=True,
)
