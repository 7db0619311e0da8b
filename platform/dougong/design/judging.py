"""What publishing some drafts would mean: the differences, their risk, and who uses what goes away."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.kernel.messages import sentence
from dougong.kernel.workspace import Principal
from dougong_engine.access.cover import covers
from dougong_engine.changes.change import (
    AddField,
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
from dougong_engine.changes.diff import diff
from dougong_engine.changes.risk import Level, Risk, risk
from dougong_engine.design.flow import Flow
from dougong_engine.design.form import Form
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Grant, Role
from dougong_engine.design.uses import uses
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.forms.public import grants, public_side

LEVELS: Mapping[Level, str] = {Level.SAFE: "safe", Level.BACKFILL: "backfill", Level.DESTRUCTIVE: "destructive"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The changes between two designs with the risk of each."""

    changes: tuple[tuple[Change, Risk], ...]

    @property
    def level(self) -> Level:
        """That of the worst change."""
        return max((one.level for _, one in self.changes), default=Level.SAFE)

    def filled(self) -> frozenset[str]:
        """The entities whose records are gone through."""
        return frozenset(subject(change) for change, one in self.changes if one.level >= Level.BACKFILL)


def judge(before: Design, after: Design) -> Judged:
    """The differences and how dangerous they are."""
    return Judged(tuple((one, risk(one)) for one in diff(before, after)))


def subject(change: Change) -> str:
    """The id of the object that changes."""
    match change:
        case AddField() | DropField() | ChangeField() | OrderFields() | AddUnique() | DropUnique():
            return change.entity
        case ChangeEntity(new=new) | ChangeObject(new=new):
            return new.id
        case _:
            found: Any = change
            held: DesignObject = getattr(found, "object", None) or found.entity
            return held.id


def shown(change: Change, found: Risk, locale: str) -> dict[str, Any]:
    """A change as the API tells it; field values only as id, name and type."""
    reasons = [
        {"code": one.code, "params": dict(one.params), "message": sentence(one.code, one.params, locale)}
        for one in found.reasons
    ]
    told: dict[str, Any] = {
        "object": subject(change),
        "change": re.sub(r"(?<!^)([A-Z])", r"_\1", type(change).__name__).lower(),
        "level": LEVELS[found.level],
        "reasons": reasons,
    }
    match change:
        case AddField(table=table, field=field) | DropField(table=table, field=field):
            told |= {"table": table, "field": _field(field)}
        case ChangeField(table=table, old=old, new=new):
            told |= {"table": table, "field": _field(new), "before": _field(old), "members": _members(old, new)}
        case AddUnique(fields=fields) | DropUnique(fields=fields):
            told["fields"] = list(fields)
        case ChangeEntity(old=before, new=after) | ChangeObject(old=before, new=after):
            told["members"] = _members(before, after)
        case _:
            pass
    return told


def _field(spec: FieldSpec) -> dict[str, str]:
    return {"id": spec.id, "key": spec.key, "name": spec.name, "type": spec.type}


def _members(old: DesignObject | FieldSpec, new: DesignObject | FieldSpec) -> list[str]:
    """Names of the members that differ."""
    before, after = old.model_dump(), new.model_dump()
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def used(design: Design, changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Who mentions what these changes take away or make another type, as the design stands now."""
    found: list[dict[str, Any]] = []
    for change in changes:
        match change:
            case DropField(entity=entity, table=table, field=field):
                wanted = field.id if table is None else f"{table}.{field.id}"
                found += _uses(design, entity, wanted)
            case ChangeField(entity=entity, table=table, old=old, new=new) if old.type != new.type:
                found += _uses(design, entity, old.id if table is None else f"{table}.{old.id}")
            case DropEntity() | DropObject():
                found += _uses(design, subject(change), None)
            case _:
                continue
    return found


def _uses(design: Design, object_id: str, field_id: str | None) -> list[dict[str, Any]]:
    what = {"object": object_id} | ({} if field_id is None else {"field": field_id})
    return [
        {**what, "by": id, "kind": design.objects[id].kind, "name": design.objects[id].name, "path": list(path)}
        for id, path in uses(design, object_id, field_id)
    ]


def users(design: Design, object_id: str) -> list[dict[str, Any]]:
    """Who mentions an object."""
    return _uses(design, object_id, None)


def elsewhere(
    design: Design, problems: Iterable[Problem], objects: Iterable[DesignObject]
) -> dict[str, dict[str, str]]:
    """Kind and name of the other objects in which something does not fit, by id."""
    own = {one.id for one in objects}
    found = [design.objects.get(str(one.path[0])) for one in problems if one.path]
    return {one.id: {"kind": one.kind, "name": one.name} for one in found if one is not None and one.id not in own}


def beyond(principal: Principal, before: Design, objects: Iterable[DesignObject]) -> list[Problem]:
    """Rights in these roles, flows and public forms that their publisher may not give.

    Nobody gives an ability that they lack, widens a role that they hold themselves, or lends a flow or a stranger more
    than they hold. What is published already may stay.
    """
    if principal.admin:
        return []
    held = [role for id in principal.roles if (role := before.get(Role, id)) is not None]
    found: list[Problem] = []
    for one in objects:
        match one:
            case Role():
                old = before.get(Role, one.id)
                had = frozenset(old.abilities) if old is not None else frozenset()
                found += [
                    Problem("publish.rights.ability", (one.id, "abilities"), {"role": one.name, "ability": ability})
                    for ability in one.abilities
                    if ability not in principal.abilities and ability not in had
                ]
                if one.id in principal.roles and not covers(held, _grants_of(one, one.grants)):
                    found.append(Problem("publish.rights.own_role", (one.id, "grants"), {"role": one.name}))
            case Flow():
                earlier = before.get(Flow, one.id)
                added = tuple(grant for grant in one.rights if earlier is None or grant not in earlier.rights)
                if added and not covers(held, _grants_of(one, added)):
                    found.append(Problem("publish.rights.flow", (one.id, "rights"), {"flow": one.name}))
            case Form():
                if not covers(held, _grants_of(one, _for_strangers(before, one))):
                    found.append(Problem("publish.rights.public_form", (one.id, "public"), {"form": one.name}))
            case _:
                continue
    return found


def _for_strangers(before: Design, form: Form) -> tuple[Grant, ...]:
    """What a form newly gives to people outside, of entities that run already."""
    entity = before.entity(form.entity)
    side = None if entity is None else public_side(form, entity)
    if entity is None or side is None:
        return ()
    titles = {one.entity: other.title for one in side.links if (other := before.entity(one.entity)) is not None}
    earlier = before.get(Form, form.id)
    had = None if earlier is None else public_side(earlier, entity)
    old = () if earlier is None or had is None else grants(earlier, had, titles)
    return tuple(grant for grant in grants(form, side, titles) if grant not in old)


def _grants_of(holder: DesignObject, grants: tuple[Any, ...]) -> Role:
    """These grants alone, as a role to compare with."""
    return Role(format=1, kind="role", id=holder.id, app=holder.app, name=holder.name, grants=grants)
