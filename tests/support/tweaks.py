"""Random, valid changes to real design objects, as people make them in a designer."""

from typing import Any

from hypothesis import strategies as st

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import read_object
from dougong_engine.design.texts import identities
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid

Place = tuple[str | int, ...]

SETTINGS: dict[str, list[Any]] = {
    "required": [True, False],
    "width": [6, 12, 50, 100],
    "w": [3, 5, 12],
    "color": ["red", "blue"],
    "help": ["One", "Two"],
    "max_length": [10, 20, 30],
    "when": [{"field": "owner", "op": "is_empty"}, {"field": "owner", "op": "is_not_empty"}],
}
"""Members of items and values that they may be given."""


def lists_with_ids(value: Json, path: Place = ()) -> list[Place]:
    """Where lists lie whose items have identities."""
    found: list[Place] = []
    if isinstance(value, list):
        if value and identities(value) is not None:
            found.append(path)
        for index, one in enumerate(value):
            found.extend(lists_with_ids(one, (*path, index)))
    elif isinstance(value, dict):
        for member, one in value.items():
            found.extend(lists_with_ids(one, (*path, member)))
    return found


def texts_of(value: Json, path: Place = ()) -> list[Place]:
    """Where names and other texts lie."""
    if isinstance(value, dict):
        own = [(*path, one) for one in ("name", "help", "description") if isinstance(value.get(one), str)]
        return [*own, *(place for member, one in value.items() for place in texts_of(one, (*path, member)))]
    if isinstance(value, list):
        return [place for index, one in enumerate(value) for place in texts_of(one, (*path, index))]
    return []


def at(value: Json, path: Place) -> Json:
    """The value at a place."""
    found: Any = value
    for part in path:
        found = found[part]
    inside: Json = found
    return inside


def replaced(value: Json, path: Place, new: Json) -> Json:
    """A copy with the value at a place replaced."""
    if not path:
        return new
    if isinstance(value, list):
        return [replaced(one, path[1:], new) if index == path[0] else one for index, one in enumerate(value)]
    assert isinstance(value, dict)
    return {member: replaced(one, path[1:], new) if member == path[0] else one for member, one in value.items()}


@st.composite
def tweaked(draw: st.DrawFn, original: DesignObject, most: int = 4) -> DesignObject:
    """The object after up to `most` changes: renamed, dropped, added and sorted items, other settings."""
    raw: Json = dump(original)
    found = original
    for _ in range(draw(st.integers(0, most))):
        changed = draw(one_tweak(raw))
        try:
            found, raw = read_object(changed), changed
        except Invalid:
            continue  # not every change gives a valid object; the designer refuses those as well
    return found


@st.composite
def one_tweak(draw: st.DrawFn, raw: Json) -> Json:
    """One change to the JSON of an object."""
    lists = lists_with_ids(raw)
    kind = draw(st.sampled_from(["text", "drop", "add", "swap", "setting"] if lists else ["text"]))
    if kind == "text":
        place = draw(st.sampled_from(texts_of(raw)))
        return replaced(raw, place, draw(st.sampled_from(["Tweaked", "改过", "Other"])))
    place = draw(st.sampled_from(lists))
    items = at(raw, place)
    assert isinstance(items, list)
    index = draw(st.integers(0, len(items) - 1))
    match kind:
        case "drop":
            return replaced(raw, place, [*items[:index], *items[index + 1 :]])
        case "swap":
            return replaced(raw, place, [items[index], *items[:index], *items[index + 1 :]])
        case "add":
            return replaced(raw, place, [*items[:index], *_copies(items[index], draw), *items[index:]])
        case _:
            return replaced(raw, (*place, index), _set(items[index], draw))


def _copies(item: Json, draw: st.DrawFn) -> list[Json]:
    if not isinstance(item, dict) or "id" not in item:
        return []
    name = f"new_{draw(st.integers(0, 5))}"
    return [{**item, "id": name, **({"key": name} if "key" in item else {})}]


def _set(item: Json, draw: st.DrawFn) -> Json:
    if not isinstance(item, dict):
        return item
    member = draw(st.sampled_from(sorted(SETTINGS)))
    return {**item, member: draw(st.sampled_from(SETTINGS[member]))}
