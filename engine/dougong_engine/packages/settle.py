"""Makes a merge fit: where parts of both sides do not hold together, what people have here stays whole."""

from collections.abc import Mapping

from dougong_engine.design.check import check
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.document import Json, dump
from dougong_engine.packages.merge import ABSENT, Absent, Conflict, Maybe, Merged

Objects = Mapping[str, DesignObject]


def settled(merged: Merged, base: Objects, mine: Objects, theirs: Objects, others: Design) -> Merged:
    """The merge without the package's side of objects that do not fit into the design, each queued as `invalid`.

    `others` are the objects of other apps. The app as it is fits, so that this ends there at the latest.
    """
    found = merged
    while True:
        whole = others.replaced(*found.design.objects.values())
        broken = {str(problem.path[0]) for problem in check(whole)}
        changed = {*found.design.objects, *mine} - {
            id for id, one in mine.items() if found.design.objects.get(id) == one
        }
        if not broken:
            return found
        # What is broken itself goes back first, then what others miss, then everything.
        back = broken & changed or mine.keys() - found.design.objects.keys() or changed
        design = found.design.replaced(*(mine[id] for id in back if id in mine), without=back - mine.keys())
        queued = tuple(Conflict(id, (), "invalid", *_sides(id, base, mine, theirs)) for id in sorted(back))
        kept = tuple(one for one in found.conflicts if one.object not in back)
        found = Merged(design, (*kept, *queued))


def _sides(id: str, *sides: Objects) -> tuple[Maybe, Maybe, Maybe]:
    first, second, third = (_document(side, id) for side in sides)
    return first, second, third


def _document(side: Objects, id: str) -> Json | Absent:
    return dump(side[id]) if id in side else ABSENT
