"""What a change does to records that exist: nothing, work, or loss."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from dougong_engine.changes.change import (
    AddEntity,
    AddField,
    AddObject,
    AddUnique,
    Change,
    ChangeEntity,
    ChangeField,
    ChangeObject,
    DropEntity,
    DropField,
    DropObject,
    DropUnique,
    OrderFields,
)
from dougong_engine.design.form import Form, PublicForm
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields._computed import Computed
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.fields.lookup import Lookup
from dougong_engine.fields.multi_choice import MultiChoice


class Level(IntEnum):
    """safe: takes effect at once · backfill: existing records are computed, filled or checked · destructive: values
    may be lost, or seen by people who could not see them, so somebody must confirm it."""

    SAFE = 0
    BACKFILL = 1
    DESTRUCTIVE = 2


@dataclass(frozen=True, slots=True)
class Risk:
    """`level` is that of the worst reason; a reason's code says why and its params name the field or entity."""

    level: Level
    reasons: tuple[Problem, ...] = ()


Reason = tuple[Level, str, dict[str, object]]

WIDER = frozenset(
    {
        ("text", "long_text"),
        ("phone", "text"),
        ("email", "text"),
        ("url", "text"),
        ("phone", "long_text"),
        ("email", "long_text"),
        ("url", "long_text"),
        ("integer", "decimal"),
        ("integer", "money"),
        ("decimal", "money"),
        ("money", "decimal"),
        ("choice", "multi_choice"),
        ("auto_number", "text"),
    }
)
"""Changes of type that every value survives."""

NARROWER = ("max_length", "max", "most")
"""Settings whose fall may leave existing values outside."""

HIGHER = ("min", "least")
"""Settings whose rise may leave existing values outside."""


SHOWN = frozenset({"name", "help", "key", "display", "declassified"})
"""Members of a computed field that do not change its values."""


def values_differ(old: FieldSpec, new: FieldSpec) -> bool:
    """Whether a computed field's values change with its document."""
    return old.model_dump(exclude=set(SHOWN)) != new.model_dump(exclude=set(SHOWN))


def risk(change: Change) -> Risk:
    """How dangerous a change is, and why."""
    reasons = list(_reasons(change))
    worst = max((level for level, _, _ in reasons), default=Level.SAFE)
    return Risk(worst, tuple(Problem(code, (), params) for _, code, params in reasons))


def _reasons(change: Change) -> Iterator[Reason]:
    match change:
        case AddField(field=field):
            yield from _added(field)
        case DropField(field=field):
            yield from _dropped(field)
        case ChangeField(old=old, new=new):
            yield from _changed(old, new)
        case AddUnique(fields=fields):
            yield Level.BACKFILL, "change.unique.verified", {"fields": list(fields)}
        case DropEntity(entity=entity):
            yield Level.DESTRUCTIVE, "change.entity.dropped", {"entity": entity.name}
        case ChangeEntity(old=before, new=after):
            if before.key != after.key:
                yield Level.SAFE, "change.key.renamed", {"old": before.key, "new": after.key}
            if before.title != after.title:
                yield Level.BACKFILL, "change.title.changed", {"entity": after.name}
            if before.gates != after.gates:
                yield Level.SAFE, "change.gates.changed", {"entity": after.name}
        case AddObject(object=Form(public=PublicForm(), name=name)):
            yield Level.SAFE, "change.form.public", {"form": name}
        case ChangeObject(old=Form(public=earlier), new=Form(public=PublicForm() as public, name=name)):
            if earlier != public:
                yield Level.SAFE, "change.form.public", {"form": name}
        case AddObject() | DropObject() | ChangeObject() | AddEntity() | OrderFields() | DropUnique():
            return
        case _:
            assert_never(change)


def _added(field: FieldSpec) -> Iterator[Reason]:
    about: dict[str, object] = {"field": field.name}
    if field.required:
        yield Level.BACKFILL, "change.field.required", about
    if field.unique:
        yield Level.BACKFILL, "change.unique.verified", {"fields": [field.id]}
    if field.computed() and not isinstance(field, Lookup):
        yield Level.BACKFILL, "change.field.computed", about
    if getattr(field, "declassified", False):
        yield Level.DESTRUCTIVE, "change.field.declassified", about


def _dropped(field: FieldSpec) -> Iterator[Reason]:
    if isinstance(field, Computed):
        return
    yield Level.DESTRUCTIVE, "change.field.dropped", {"field": field.name}


def _changed(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    about: dict[str, object] = {"field": new.name}
    if old.key != new.key:
        yield Level.SAFE, "change.key.renamed", {"old": old.key, "new": new.key}
    if new.required and not old.required:
        yield Level.BACKFILL, "change.field.required", about
    if new.unique and not old.unique:
        yield Level.BACKFILL, "change.unique.verified", {"fields": [new.id]}
    if getattr(new, "declassified", False) and not getattr(old, "declassified", False):
        yield Level.DESTRUCTIVE, "change.field.declassified", about
    if old.type != new.type:
        yield from _retyped(old, new)
    else:
        yield from _resized(old, new)
        yield from _options(old, new)
        yield from _recomputed(old, new)
        yield from _relinked(old, new)


def _retyped(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    params: dict[str, object] = {"field": new.name, "old": old.type, "new": new.type}
    if isinstance(old, Computed) or (old.type, new.type) in WIDER:
        yield Level.BACKFILL, "change.field.widened", params
    else:
        yield Level.DESTRUCTIVE, "change.field.retyped", params
    if isinstance(new, Computed):
        yield Level.BACKFILL, "change.field.computed", {"field": new.name}


def _resized(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    about: dict[str, object] = {"field": new.name}
    if isinstance(new, Computed):
        return
    if new.scale() != old.scale():
        level = Level.DESTRUCTIVE if new.scale() < old.scale() else Level.BACKFILL
        yield level, "change.field.places", {**about, "old": old.scale(), "new": new.scale()}
    for member in NARROWER:
        before, after = getattr(old, member, None), getattr(new, member, None)
        if after is not None and (before is None or after < before):
            yield Level.BACKFILL, "change.field.narrowed", {**about, "setting": member}
    for member in HIGHER:
        before, after = getattr(old, member, None), getattr(new, member, None)
        if after is not None and (before is None or after > before):
            yield Level.BACKFILL, "change.field.narrowed", {**about, "setting": member}


def _options(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    if isinstance(old, Choice | MultiChoice) and isinstance(new, Choice | MultiChoice):
        kept = {option.id for option in new.options}
        gone = [option.name for option in old.options if option.id not in kept]
        if gone:
            yield Level.DESTRUCTIVE, "change.options.dropped", {"field": new.name, "options": gone}


def _recomputed(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    if isinstance(new, Computed) and not isinstance(new, Lookup) and values_differ(old, new):
        yield Level.BACKFILL, "change.field.computed", {"field": new.name}


def _relinked(old: FieldSpec, new: FieldSpec) -> Iterator[Reason]:
    about: dict[str, object] = {"field": new.name}
    if isinstance(old, Link) and isinstance(new, Link) and old.entity != new.entity:
        yield Level.DESTRUCTIVE, "change.link.moved", about
    before, after = getattr(old, "many", None), getattr(new, "many", None)
    if before is not None and after is not None and before != after:
        level = Level.BACKFILL if after else Level.DESTRUCTIVE
        yield level, "change.field.many", {**about, "many": after}
