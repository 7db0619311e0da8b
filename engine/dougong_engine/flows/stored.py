"""Runs and events as JSON: what is saved between two steps, and what recordings hold."""

from collections.abc import Callable
from typing import cast

from pydantic import TypeAdapter

from dougong_engine.copies import replace
from dougong_engine.document import Json
from dougong_engine.flows.effect import Effect, Emitted
from dougong_engine.flows.event import RunEvent
from dougong_engine.flows.state import Memory, Pending, RunState, Visit
from dougong_engine.flows.walk import TYPES

FORMAT = 1
"""The format in which runs are saved now."""

Upgrade = Callable[[dict[str, Json]], dict[str, Json]]
UPGRADES: tuple[Upgrade, ...] = ()
"""Index n takes a saved run from format n + 1 to format n + 2."""

STATE = TypeAdapter(RunState)
VISIT = TypeAdapter(Visit)
PENDING: TypeAdapter[tuple[Pending, ...]] = TypeAdapter(tuple[Pending, ...])
EVENT: TypeAdapter[RunEvent] = TypeAdapter(RunEvent)
EFFECT: TypeAdapter[Effect] = TypeAdapter(Effect)


MEMORIES: dict[str, TypeAdapter[Memory]] = {name: TypeAdapter(one.memory) for name, one in TYPES.items()}
"""Node type → the reader and writer of what it remembers."""

NOTHING = Memory()


def to_json(state: RunState) -> dict[str, Json]:
    """The run as plain JSON, without members that stand at their default."""
    shell = replace(state, visits=(), pending=())
    plain = cast(dict[str, Json], STATE.dump_python(shell, mode="json", exclude_defaults=True))
    pending = cast(Json, PENDING.dump_python(state.pending, mode="json"))
    visits: Json = [_visit_json(one) for one in state.visits]
    return {"format": FORMAT, **plain, "pending": pending, "visits": visits}


def from_json(raw: dict[str, Json]) -> RunState:
    """The run that `to_json` wrote, in this or any older format."""
    saved = cast(int, raw["format"])
    for step in UPGRADES[saved - 1 :]:
        raw = step(raw)
    rest = {name: value for name, value in raw.items() if name not in ("format", "visits")}
    visits = cast(list[dict[str, Json]], raw["visits"])
    return replace(STATE.validate_python(rest), visits=tuple(_visit(one) for one in visits))


def event_to_json(event: RunEvent) -> dict[str, Json]:
    """An event as plain JSON, with its type."""
    return cast(dict[str, Json], EVENT.dump_python(event, mode="json"))


def event_from_json(raw: dict[str, Json]) -> RunEvent:
    """The event that `event_to_json` wrote."""
    return EVENT.validate_python(raw)


def effect_to_json(emitted: Emitted) -> dict[str, Json]:
    """An effect with its key and visit as plain JSON."""
    plain = cast(dict[str, Json], EFFECT.dump_python(emitted.effect, mode="json"))
    return {"key": emitted.key, "visit": emitted.visit, "effect": plain}


def effect_from_json(raw: dict[str, Json]) -> Emitted:
    """The effect that `effect_to_json` wrote."""
    return Emitted(cast(str, raw["key"]), cast(int, raw["visit"]), EFFECT.validate_python(raw["effect"]))


def _visit_json(visit: Visit) -> Json:
    plain = cast(dict[str, Json], VISIT.dump_python(replace(visit, memory=NOTHING), mode="json", exclude_defaults=True))
    if visit.memory == NOTHING:
        return plain
    memory = MEMORIES[visit.type].dump_python(visit.memory, mode="json", exclude_defaults=True)
    return {**plain, "memory": memory}


def _visit(raw: dict[str, Json]) -> Visit:
    plain = {name: value for name, value in raw.items() if name != "memory"}
    visit = VISIT.validate_python(plain)
    memory = raw.get("memory")
    return replace(visit, memory=MEMORIES[visit.type].validate_python(memory)) if memory is not None else visit
