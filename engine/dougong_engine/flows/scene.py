"""What a node may look at while it reacts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dougong_engine.document import Json
from dougong_engine.filters.condition import Condition
from dougong_engine.flows.limits import LIMITS, Limits
from dougong_engine.flows.state import RunState, Visit

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


@dataclass(frozen=True, slots=True)
class Env:
    """The facts of one step, loaded beforehand (`needs.reads` says which).

    `holds(condition)` judges the run's record as it is now or raises `Invalid`; `value(path)` is a field's JSON value;
    `calculate(source)` is a formula's JSON result or raises `Invalid`; `symbol(token)` is the JSON value of a token
    such as `{"token": "today"}`.
    """

    holds: Callable[[Condition], bool]
    value: Callable[[str], Json]
    calculate: Callable[[str], Json]
    symbol: Callable[[Mapping[str, Json]], Json]
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True)
class Scene:
    """The run before this happening, the visit that reacts, and the facts."""

    flow: "Flow"
    state: RunState
    visit: Visit
    env: Env
    at: datetime
