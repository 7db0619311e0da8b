"""Layouts without the fields that a reader may not see, and designs that mention what their author may not see."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, get_type_hints

from dougong_engine.design.entity import SYSTEM_IDS
from dougong_engine.design.flow import Flow
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.references import is_field_path
from dougong_engine.design.resolve import Resolved, Start, resolve
from dougong_engine.design.role import Role
from dougong_engine.design.uses import mentions
from dougong_engine.document import Doc, Json, dump, to_bytes
from dougong_engine.errors import Path, Problem

Seen = Callable[[str], bool]
"""Whether a reader may see what a path of field ids leads to."""

D = TypeVar("D", bound=Doc)

Readable = Callable[[str, str], bool]
"""Whether an author may read a field (entity, field) of some records."""


def within(document: D, seen: Seen) -> D | None:
    """A layout, or a part of one, without what is not seen; None where it is nothing without it.

    Members typed `FieldPath` are looked at, so that new layouts need no list here; each path is asked.
    """
    hints = get_type_hints(type(document), include_extras=True)
    kept: dict[str, Any] = {}
    whole = True
    for member, info in type(document).model_fields.items():
        value, named = getattr(document, member), is_field_path(hints[member])
        if isinstance(value, tuple):
            kept[member] = tuple(one for one in value if _part_seen(one, seen))
        elif named and isinstance(value, str) and not seen(value):
            kept[member] = None
            whole = whole and not info.is_required()
    return document.model_copy(update=kept) if whole else None


def _part_seen(part: Any, seen: Seen) -> bool:
    return within(part, seen) is not None if isinstance(part, Doc) else seen(part)


def unseen(before: Design, after: Design, changed: Iterable[DesignObject], readable: Readable) -> Iterator[Problem]:
    """Where changed objects mention published fields that their author may not read.

    What such an author leaves as it was may stay, and so may fields that are new in `after`: nothing that is hidden is
    in them yet. Roles say who may read a field and do not show it; only their conditions count. The problems name
    places, never fields.
    """
    for one in changed:
        old = before.objects.get(one.id)
        kept = set() if old is None else {said for said, _ in _said(old)}
        places: dict[Path, None] = {}
        for said, path in _said(one):
            if said not in kept and any(not readable(*step) for step in _published(before, after, said[0], said[1])):
                places[path] = None
        for path in places:
            yield Problem("publish.rights.field", (one.id, *path), {"object": one.name})


Said = tuple[Start, str, tuple[str, ...], bytes]
"""A path of fields, by which members it is mentioned, and the part of the document that must stay for it to stay."""


def _said(document: DesignObject) -> Iterator[tuple[Said, Path]]:
    whole = dump(document)
    for start, text, path in mentions(document):
        if isinstance(document, Role) and path[-1] != "field":
            continue
        members = tuple(str(one) for one in path if isinstance(one, str))
        yield (start, text, members, to_bytes({"part": _part(whole, path, node=isinstance(document, Flow))})), path


def _part(whole: Json, path: Path, *, node: bool) -> Json:
    """The innermost member with members of its own on the way; of a flow the whole node, which may lead out of here."""
    value = _inner(whole, path[0])
    if node:
        return _inner(value, path[1]) if isinstance(value, list) and len(path) > 1 else value
    part = value
    for step in path[1:]:
        part = value if isinstance(value, dict) else part
        value = _inner(value, step)
    return part


def _inner(value: Json, step: str | int) -> Json:
    """What a step leads to; nothing for a member that stands at its default."""
    match value, step:
        case dict(), str():
            return value.get(step)
        case list(), int() if step < len(value):
            return value[step]
        case _:
            return None


def _published(before: Design, after: Design, start: Start, text: str) -> Iterator[tuple[str, str]]:
    """The fields along a path, a sub-table in place of its columns, that are published already."""
    found = resolve(after, start, text)
    for step in found.steps if isinstance(found, Resolved) else ():
        entity, field = before.entity(step.at.entity), step.at.table or step.field.id
        if entity is not None and (field in SYSTEM_IDS or any(one.id == field for one in entity.fields)):
            yield entity.id, field
