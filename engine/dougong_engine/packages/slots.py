"""Slots: a package names people through them, and whoever installs it says who is meant."""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

from dougong_engine.design.flow import Flow
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.document import Json, dump


def bound(design: Design, people: Mapping[str, str]) -> Design:
    """The objects with a person (slot id → person id) in the place of each slot."""
    return design_of(_bound(one, people) for one in design.objects.values())


def named(flow: Flow, by: Literal["slot", "role"]) -> frozenset[str]:
    """The ids of the slots, or of the roles, that a flow asks."""
    return frozenset(_asked(dump(flow), by))


def _asked(value: Json, by: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("by") == by and isinstance(value.get(by), str):
            yield str(value[by])
        for inner in value.values():
            yield from _asked(inner, by)
    elif isinstance(value, list):
        for one in value:
            yield from _asked(one, by)


def _bound(one: DesignObject, people: Mapping[str, str]) -> DesignObject:
    if not people or not isinstance(one, Flow):
        return one
    raw = dump(one)
    found = _replaced(raw, people)
    return one if found == raw else read_object(found)


def _replaced(value: Json, people: Mapping[str, str]) -> Json:
    if isinstance(value, list):
        return [_replaced(one, people) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("by") == "slot" and str(value.get("slot")) in people:
        rest = {member: one for member, one in value.items() if member != "slot"}
        return cast(Json, {**rest, "by": "person", "people": [people[str(value["slot"])]]})
    return {member: _replaced(one, people) for member, one in value.items()}
