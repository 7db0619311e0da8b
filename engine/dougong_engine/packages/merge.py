"""Three-way merge of an installed app with a new version of its package: no tweak is lost, no column with data goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.design.texts import identities, identity
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid
from dougong_engine.packages.order import merged_order

Reason = Literal["both_changed", "mine_dropped", "theirs_dropped", "holds_data", "order", "invalid"]


class Absent:
    """Stands for a member or item that is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()
Maybe = Json | Absent

ATOMIC = frozenset({"value", "default", "where", "when", "was", "done", "filter", "condition", "scope", "edit_scope"})
"""Members taken as a whole: half a condition of mine and half of theirs would mean what nobody meant."""

DATA = frozenset({"fields", "options"})
"""Lists of an entity whose items records have values of."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where mine was kept although the package wants something else, queued for a choice.

    `path` leads into the object by members and ids of items. ABSENT stands for 'not there'. both_changed: both sides
    changed it differently · mine_dropped: dropped here, changed in the package · theirs_dropped: changed here, dropped
    in the package · holds_data: dropped in the package, kept because records have values · order: both sorted a list
    anew · invalid: the parts do not fit together, so the whole object was kept.
    """

    object: str
    path: tuple[str, ...]
    reason: Reason
    base: Maybe
    mine: Maybe
    theirs: Maybe


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged objects and what is left to choose."""

    design: Design
    conflicts: tuple[Conflict, ...]


def merge(
    base: Mapping[str, DesignObject], mine: Mapping[str, DesignObject], theirs: Mapping[str, DesignObject]
) -> Merged:
    """`base`: the package as installed; `mine`: the objects now; `theirs`: the new version. Installing: empty base.

    Per property: what only one side changed is taken; what both changed stays mine and is queued. Items of lists are
    matched by id. A field, option or entity that only the package dropped stays, since records may have values in it.
    """
    merging = _Merging()
    found: list[DesignObject] = []
    for id in sorted({*mine, *theirs}):
        merging.object = id
        versions: list[Maybe] = [dump(side[id]) if id in side else ABSENT for side in (base, mine, theirs)]
        result = merging.value((), *versions)
        if isinstance(result, Absent):
            continue
        found.append(merging.read(result, versions))
    return Merged(design_of(found), tuple(merging.conflicts))


class _Merging:
    def __init__(self) -> None:
        self.object = ""
        self.conflicts: list[Conflict] = []

    def read(self, result: Json, versions: list[Maybe]) -> DesignObject:
        """The merged object, or mine whole if the parts do not make a valid one."""
        base, mine, theirs = versions
        try:
            return read_object(result)
        except Invalid:
            self.conflicts = [one for one in self.conflicts if one.object != self.object]
            self._queue((), "invalid", base, mine, theirs)
            return read_object(cast(Json, mine))

    def _queue(self, path: tuple[str, ...], reason: Reason, base: Maybe, mine: Maybe, theirs: Maybe) -> None:
        self.conflicts.append(Conflict(self.object, path, reason, base, mine, theirs))

    def value(self, path: tuple[str, ...], base: Maybe, mine: Maybe, theirs: Maybe) -> Maybe:
        """The merged value of one place."""
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return self._theirs(path, base, mine, theirs)
        if isinstance(mine, Absent):
            self._queue(path, "mine_dropped", base, mine, theirs)
        elif isinstance(theirs, Absent):
            self._queue(path, "theirs_dropped", base, mine, theirs)
        elif isinstance(mine, dict) and isinstance(theirs, dict) and mergeable(path, base, mine, theirs):
            return self._members(path, base if isinstance(base, dict) else {}, mine, theirs)
        elif isinstance(mine, list) and isinstance(theirs, list) and matchable(base, mine, theirs):
            return self._items(path, base if isinstance(base, list) else [], mine, theirs)
        else:
            self._queue(path, "both_changed", base, mine, theirs)
        return mine

    def _theirs(self, path: tuple[str, ...], base: Maybe, mine: Maybe, theirs: Maybe) -> Maybe:
        """Only the package changed it: its value, except that nothing goes which records may have values in."""
        if not self.object.startswith("ent_"):
            return theirs
        if isinstance(theirs, Absent):
            if not path or _bears_data(path):
                self._queue(path, "holds_data", base, mine, theirs)
                return mine
            return theirs
        if isinstance(mine, dict) and isinstance(theirs, dict) and isinstance(base, dict):
            if mergeable(path, base, mine, theirs):
                return self._members(path, base, mine, theirs)
        elif isinstance(mine, list) and isinstance(theirs, list) and matchable(base, mine, theirs):
            return self._items(path, cast(list[Json], base), mine, theirs)
        return theirs

    def _members(
        self, path: tuple[str, ...], base: dict[str, Json], mine: dict[str, Json], theirs: dict[str, Json]
    ) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for member in sorted({*mine, *theirs}):
            sides = (base.get(member, ABSENT), mine.get(member, ABSENT), theirs.get(member, ABSENT))
            value = self.value((*path, member), *sides)
            if not isinstance(value, Absent):
                found[member] = value
        return found

    def _items(self, path: tuple[str, ...], base: list[Json], mine: list[Json], theirs: list[Json]) -> list[Json]:
        by_id = [{str(identity(one)): one for one in side} for side in (base, mine, theirs)]
        kept: dict[str, Json] = {}
        for id in dict.fromkeys([*by_id[1], *by_id[2]]):
            value = self.value((*path, id), *(side.get(id, ABSENT) for side in by_id))
            if not isinstance(value, Absent):
                kept[id] = value
        order, clash = merged_order(*(list(side) for side in by_id), kept=frozenset(kept))
        if clash:
            first, second, third = ([*side] for side in by_id)
            self._queue(path, "order", cast(Json, first), cast(Json, second), cast(Json, third))
        return [kept[id] for id in order]


def _bears_data(path: tuple[str, ...]) -> bool:
    """Whether a path leads to an item of a list of fields or options: `fields.stage`, `fields.stage.options.won`."""
    return path[0] == "fields" and len(path) % 2 == 0 and all(one in DATA for one in path[::2])


def mergeable(path: tuple[str, ...], *sides: Maybe) -> bool:
    """Whether a JSON object is merged member by member: not a condition or token, and of the same type on all sides."""
    if path and path[-1] in ATOMIC:
        return False
    types = {side.get("type") for side in sides if isinstance(side, dict) and isinstance(side.get("type"), str | None)}
    return len(types) <= 1


def matchable(*sides: Maybe) -> bool:
    """Whether the items of all sides have identities, so that they can be matched."""
    return all(identities(side) is not None for side in sides if isinstance(side, list))


def choose_theirs(design: Design, conflicts: Iterable[Conflict]) -> Design:
    """The design with the package's value at each of the conflicts' places. Raises Invalid if that gives no object."""
    for one in conflicts:
        if not one.path:
            whole = [] if isinstance(one.theirs, Absent) else [read_object(one.theirs)]
            design = design.replaced(*whole, without=(one.object,))
        elif one.object in design.objects:
            placed = _placed(dump(design.objects[one.object]), one.path, one)
            design = design.replaced(read_object(placed))
    return design


def _placed(value: Json, path: tuple[str, ...], conflict: Conflict) -> Json:
    if not path:
        return _ordered(value, conflict) if conflict.reason == "order" else cast(Json, conflict.theirs)
    first, rest = path[0], path[1:]
    dropped = not rest and isinstance(conflict.theirs, Absent)
    if isinstance(value, dict):
        inner = {} if dropped else {first: _placed(value.get(first), rest, conflict)}
        return {**{member: one for member, one in value.items() if member != first}, **inner}
    items = value if isinstance(value, list) else []
    if dropped:
        return [one for one in items if identity(one) != first]
    if any(identity(one) == first for one in items):
        return [_placed(one, rest, conflict) if identity(one) == first else one for one in items]
    return [*items, _placed(None, rest, conflict)]


def _ordered(value: Json, conflict: Conflict) -> Json:
    wanted = cast(list[Json], conflict.theirs)
    items = {str(identity(one)): one for one in cast(list[Json], value)}
    first = [items[str(id)] for id in wanted if id in items]
    return [*first, *(one for id, one in items.items() if id not in wanted)]
