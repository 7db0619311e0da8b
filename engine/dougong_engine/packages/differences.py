"""What differs between two versions of an app's objects, place by place, as an upgrade is shown to people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dougong_engine.design.object import DesignObject
from dougong_engine.design.texts import identity
from dougong_engine.document import Json, dump
from dougong_engine.packages.merge import ABSENT, Maybe, matchable, mergeable


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: `path` leads into the object by members and ids of items, ABSENT stands for 'not there'."""

    object: str
    path: tuple[str, ...]
    before: Maybe
    after: Maybe


def differences(before: Mapping[str, DesignObject], after: Mapping[str, DesignObject]) -> Iterator[Difference]:
    """Every place that differs, as deep as a merge looks; what is there on one side only is one place."""
    for id in sorted({*before, *after}):
        sides = [dump(side[id]) if id in side else ABSENT for side in (before, after)]
        for path, old, new in _places((), sides[0], sides[1]):
            yield Difference(id, path, old, new)


def _places(path: tuple[str, ...], old: Maybe, new: Maybe) -> Iterator[tuple[tuple[str, ...], Maybe, Maybe]]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and mergeable(path, old, new):
        for member in sorted({*old, *new}):
            yield from _places((*path, member), old.get(member, ABSENT), new.get(member, ABSENT))
    elif isinstance(old, list) and isinstance(new, list) and matchable(old, new):
        first, second = ({str(identity(one)): one for one in side} for side in (old, new))
        for id in dict.fromkeys([*first, *second]):
            yield from _places((*path, id), first.get(id, ABSENT), second.get(id, ABSENT))
        if [one for one in first if one in second] != [one for one in second if one in first]:
            yield path, list(first), list(second)
    else:
        yield path, old, new


def words(path: tuple[str, ...], *documents: Maybe) -> tuple[str, ...]:
    """The path with the names of items in the place of their ids, from the first document in which they are found."""
    for document in documents:
        if not isinstance(document, str | int | float | bool | None):
            found = _words(path, document)
            if found is not None:
                return found
    return path


def _words(path: tuple[str, ...], value: Maybe) -> tuple[str, ...] | None:
    if not path:
        return ()
    first, rest = path[0], path[1:]
    inner: Json
    if isinstance(value, dict) and first in value:
        word, inner = first, value[first]
    elif isinstance(value, list):
        found = next((one for one in value if identity(one) == first), None)
        if found is None:
            return None
        name = found.get("name") if isinstance(found, dict) else None
        word, inner = str(name) if name else first, found
    else:
        return (first,) if not rest else None
    after = _words(rest, inner)
    return None if after is None else (word, *after)
