"""Wait: for a while, until a moment, or until the record meets a condition."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.filters.condition import Condition, FieldPath
from dougong_engine.flows.effect import CancelTimer, StartTimer
from dougong_engine.flows.event import RecordChanged, TimerFired
from dougong_engine.flows.happening import Entered, Halted, Happening, Reopened
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.scene import Scene

Hours = Annotated[Decimal, Field(gt=0, le=87_600)]


class Wait(NodeSpec):
    """Give exactly one of `hours`, `days`, `until` (a moment or date field, moved by `offset_hours`) and `condition`.

    `working` counts hours and days in working time. With `at_most_hours` a wait for a condition leaves through the port
    `timeout` when they have passed. A date counts from its midnight in the workspace's zone; an empty field means no
    wait.
    """

    type: Literal["wait"]
    hours: Hours | None = None
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    working: bool = False
    until: FieldPath | None = None
    offset_hours: Decimal = Decimal(0)
    condition: Condition | None = None
    at_most_hours: Hours | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Wait":
        ways = [one for one in (self.hours, self.days, self.until, self.condition) if one is not None]
        if len(ways) != 1:
            raise ValueError("a wait has exactly one of hours, days, until and condition")
        return self


def ports(spec: Wait) -> dict[str, bool]:
    """A wait with a limit has a second way out, which must lead somewhere."""
    return {"": False, "timeout": True} if spec.at_most_hours is not None else {"": False}


def timer(scene: Scene) -> str:
    """The name of this visit's only timer."""
    return f"{scene.visit.id}.wait"


def react(spec: Wait, scene: Scene, happening: Happening) -> Move | None:
    """Waits for its timer or for its condition."""
    try:
        return _react(spec, scene, happening)
    except Invalid as error:
        return Move(Break("flow.condition.failed", {"branch": "", "code": error.problems[0].code}))


def _react(spec: Wait, scene: Scene, happening: Happening) -> Move | None:
    match happening:
        case Entered() | Reopened():
            return _begin(spec, scene)
        case RecordChanged() if spec.condition is not None and scene.env.holds(spec.condition):
            return Move(Leave(), effects=_cancel(spec, scene))
        case TimerFired(timer=name) if name == timer(scene):
            return Move(Leave("timeout" if spec.condition is not None else ""))
        case Halted():
            return Move(effects=_cancel(spec, scene))
        case _:
            return None


def _begin(spec: Wait, scene: Scene) -> Move:
    if spec.condition is not None:
        if scene.env.holds(spec.condition):
            return Move(Leave())
        hours = spec.at_most_hours
        start = StartTimer(timer=timer(scene), hours=hours, working=spec.working)
        return Move(effects=(start,) if hours is not None else ())
    if spec.until is None:
        start = StartTimer(timer=timer(scene), hours=spec.hours, days=spec.days, working=spec.working)
        return Move(effects=(start,))
    value = scene.env.value(spec.until)
    if value is None:
        return Move(Leave())
    moment = _moment(scene, spec.until, value)
    if moment is None:
        return Move(Break("flow.wait.no_moment", {"field": spec.until}))
    due = moment + timedelta(seconds=float(spec.offset_hours * 3600))
    return Move(Leave()) if due <= scene.at else Move(effects=(StartTimer(timer=timer(scene), due=due),))


def _moment(scene: Scene, path: str, value: Json) -> datetime | None:
    """The instant that a moment or a date field names."""
    text = str(value)
    if len(text) == len("2026-11-22"):
        text = str(scene.env.symbol({"token": "midnight", "field": path}))
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


def _cancel(spec: Wait, scene: Scene) -> tuple[CancelTimer, ...]:
    ticking = spec.condition is None or spec.at_most_hours is not None
    return (CancelTimer(timer=timer(scene)),) if ticking else ()


NODE = NodeType(name="wait", spec=Wait, ports=ports, react=react, card="wait")
