"""An upgrade as the API shows it: what it takes, what stays, and where somebody has to choose."""

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.design.judging import LEVELS, judge
from dougong.kernel.messages import sentence
from dougong.packages.preview_documents import slot_document
from dougong.packages.upgrading import Upgrade
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.texts import reworded
from dougong_engine.document import Json, dump
from dougong_engine.packages.differences import Difference, differences, words
from dougong_engine.packages.merge import Absent, Conflict, Maybe
from dougong_engine.packages.texts import OWN

MOST = 1000
"""Places shown of each list; more are only counted."""

Spoken = Mapping[str, DesignObject]
"""Objects by id, in the language of the answer."""

SHORT = 400
"""Characters shown of a value that is more than one text or number."""


def upgrade_document(plan: Upgrade, locale: str) -> dict[str, Any]:
    """Everything that the preview shows; `revision` and `version` go back with the choice."""
    taken = list(differences(plan.mine.objects, plan.merged.design.objects))
    queued = {(one.object, one.path) for one in plan.merged.conflicts}
    changed = {(one.object, one.path) for one in taken}
    kept = [
        one
        for one in differences(plan.base.objects, plan.mine.objects)
        if not _within(one, queued) and not _within(one, changed)
    ]
    after = plan.schema.design.replaced(
        *plan.merged.design.objects.values(), without=plan.mine.objects.keys() - plan.merged.design.objects.keys()
    )
    new_slots = [one for one in plan.package.manifest.slots if one.id not in plan.installation.slots]
    mine, base = _spoken(plan, plan.mine, locale), _spoken(plan, plan.base, locale)
    past_and_next = _spoken(plan, plan.merged.design, locale), mine, base
    both_sides = mine, _spoken(plan, plan.local.design, locale), base
    texts = plan.package.locales.get(locale, {}).get(OWN, {})
    return {
        "app": plan.local.manifest.app,
        "from": plan.installation.version,
        "version": plan.package.manifest.version,
        "revision": plan.schema.revision,
        "level": LEVELS[judge(plan.schema.design, after).level],
        "taken": [_difference(one, past_and_next) for one in taken[:MOST]],
        "kept": [_difference(one, past_and_next) for one in kept[:MOST]],
        "counts": {"taken": len(taken), "kept": len(kept), "conflicts": len(plan.merged.conflicts)},
        "conflicts": [_conflict(one, plan, both_sides) for one in plan.merged.conflicts],
        "slots": [slot_document(one, texts) for one in new_slots],
        "problems": [
            {
                "code": one.code,
                "path": list(one.path),
                "params": dict(one.params),
                "message": sentence(one.code, one.params, locale),
            }
            for one in plan.problems
        ],
    }


def _within(one: Difference, places: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    return any(one.object == id and one.path[: len(path)] == path for id, path in places)


def _difference(one: Difference, sides: Iterable[Spoken]) -> dict[str, Any]:
    place = _place(one.object, one.path, sides)
    return {**place, "before": shown(one.before), "after": shown(one.after)}


def _conflict(one: Conflict, plan: Upgrade, sides: Iterable[Spoken]) -> dict[str, Any]:
    return {
        **_place(one.object, one.path, sides),
        "reason": one.reason,
        "base": shown(one.base),
        "mine": shown(one.mine),
        "theirs": shown(one.theirs),
        "records": plan.records.get((one.object, one.path), 0),
    }


def _spoken(plan: Upgrade, design: Design, locale: str) -> Spoken:
    """The objects in the caller's language, as far as they are translated."""
    return {id: reworded(one, plan.wordings.get((id, locale), {})) for id, one in design.objects.items()}


def _place(id: str, path: tuple[str, ...], sides: Iterable[Spoken]) -> dict[str, Any]:
    """A place in words; the values there are compared as they are written."""
    found = [side[id] for side in sides if id in side]
    first = found[0] if found else None
    return {
        "object": id,
        "kind": first.kind if first is not None else "",
        "name": first.name if first is not None else id,
        "path": list(path),
        "words": list(words(path, *(dump(one) for one in found))),
    }


def shown(value: Maybe) -> Json:
    """A value for people to compare: texts, numbers and short lists as they are, items by name, the rest cut."""
    match value:
        case Absent():
            return None
        case None | bool() | int() | float():
            return value
        case str():
            return value[:SHORT]
        case list():
            return ", ".join(str(shown(one)) for one in value)[:SHORT]
        case _:
            return _named(value)


def _named(value: Mapping[str, Json]) -> str:
    for member in ("name", "field", "token", "option", "id"):
        if isinstance(value.get(member), str):
            return str(value[member])[:SHORT]
    return ", ".join(f"{member}: {shown(inner)}" for member, inner in value.items())[:SHORT]
