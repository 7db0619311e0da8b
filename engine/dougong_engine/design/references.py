"""Every place in an object that mentions another object or a field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from dougong_engine.design.entity import Entity, Evidence
from dougong_engine.design.form import Placement
from dougong_engine.design.object import DesignObject
from dougong_engine.design.print import Rows
from dougong_engine.design.resolve import Start
from dougong_engine.design.texts import is_keyed, is_text
from dougong_engine.document import Json, dump
from dougong_engine.errors import Path
from dougong_engine.fields.rollup import Rollup
from dougong_engine.filters.condition import FieldPath, Test

OBJECT_ID = re.compile(r"(app|ent|frm|viw|flw|dsh|met|rol|prt)_[a-z0-9_]+")
"""What an object's id looks like; no id of an item inside an object may look so."""

_FIELD_PATH = get_args(FieldPath)[1]


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """`path` leads to the mention of the object `id`."""

    path: Path
    id: str


@dataclass(frozen=True, slots=True)
class FieldReference:
    """`path` leads to the mention; `field` is a dotted path that begins at `start`."""

    path: Path
    start: Start
    field: str


@dataclass(frozen=True, slots=True)
class TestReference:
    """`path` leads to a comparison whose field begins at `start`."""

    path: Path
    start: Start
    test: Test


def objects_mentioned(document: Json) -> Iterator[ObjectReference]:
    """Ids of design objects in plain JSON, as values and as keys; texts for people are not looked into."""
    yield from _objects(document, (), keyed=False)


def _objects(value: Json, path: Path, *, keyed: bool) -> Iterator[ObjectReference]:
    if isinstance(value, dict):
        for member, inner in value.items():
            if OBJECT_ID.fullmatch(member):
                yield ObjectReference((*path, member), member)
            if not is_text(value, member, keyed):
                yield from _objects(inner, (*path, member), keyed=is_keyed(member, inner))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _objects(inner, (*path, index), keyed=False)
    elif isinstance(value, str) and OBJECT_ID.fullmatch(value):
        yield ObjectReference(path, value)


def object_references(document: DesignObject) -> Iterator[ObjectReference]:
    """The other objects that an object mentions, its app included."""
    return (one for one in objects_mentioned(dump(document)) if one.path != ("id",))


def paths_mentioned(document: BaseModel, start: Start | None) -> Iterator[FieldReference | TestReference]:
    """Members typed `FieldPath` and comparisons anywhere inside a document, so that new types need no list here.

    A path begins at the nearest document around it that names an `entity`; a mapping of paths has entities for keys.
    """
    yield from _mentioned(document, start, ())


def _mentioned(value: Any, start: Start | None, path: Path) -> Iterator[FieldReference | TestReference]:
    if isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _mentioned(inner, start, (*path, index))
    elif isinstance(value, Test):
        if start is not None:
            yield TestReference(path, start, value)
    elif isinstance(value, BaseModel):
        yield from _members(value, _start_inside(value, start), path)


def _members(document: BaseModel, start: Start | None, path: Path) -> Iterator[FieldReference | TestReference]:
    hints = get_type_hints(type(document), include_extras=True)
    for member, info in type(document).model_fields.items():
        value, at = getattr(document, member), (*path, info.alias or member)
        if not is_field_path(hints[member]):
            yield from _mentioned(value, start, at)
        elif isinstance(value, dict):
            yield from (FieldReference((*at, entity), Start(entity), path) for entity, path in value.items())
        elif start is not None and isinstance(value, tuple):
            yield from (FieldReference((*at, index), start, path) for index, path in enumerate(value))
        elif start is not None and isinstance(value, str):
            yield FieldReference(at, start, value)


def is_field_path(hint: Any) -> bool:
    """Whether a member's annotation says that it holds a field path, or several."""
    if any(one is _FIELD_PATH for one in getattr(hint, "__metadata__", ())):
        return True
    return any(is_field_path(one) for one in get_args(hint))


def _start_inside(document: BaseModel, start: Start | None) -> Start | None:
    match document:
        case Entity():
            return Start(document.id)
        case Evidence(kind="records", entity=str(other)):
            return Start(other)
        case Evidence():
            return start
        case Rollup(rows=str(rows)) | Rows(rows=rows) if start is not None:
            return Start(start.entity, rows)
        case Placement(columns=(_, *_), field=table) if start is not None:
            return Start(start.entity, table)
    entity = getattr(document, "entity", None)
    return Start(entity) if isinstance(entity, str) else start
