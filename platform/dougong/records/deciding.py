"""What a caller may do to a record that is at hand; every refusal says which right is missing."""

from collections.abc import Iterable

from dougong.kernel.problem import Refusal, refuse
from dougong.storage.facts import Current
from dougong_engine.access.plan import Access
from dougong_engine.design.entity import Entity
from dougong_engine.design.role import Action
from dougong_engine.errors import Problem
from dougong_engine.fields import Value


def must_create(access: Access, entity: Entity, fields: Iterable[str], action: Action = "create") -> None:
    """403 unless the caller may create records and fill these fields."""
    if not access.may(action) or not access.may("create"):
        raise refuse(403, "access.action", action=action, entity=entity.name)
    _fields(entity, [id for id in fields if not access.create.get(id)])


def must_see(access: Access, current: Current | None, id: str) -> Current:
    """404 for a record that is not there for the caller."""
    if current is None or current.deleted or not access.rows & current.within:
        raise refuse(404, "record.unknown", id=id)
    return current


def must_update(access: Access, entity: Entity, current: Current, fields: Iterable[str]) -> None:
    """403 unless the caller may change these fields of this record."""
    if not access.acts.get("update", frozenset()) & current.within:
        raise refuse(403, "access.action", action="update", entity=entity.name)
    _fields(entity, [id for id in fields if not access.write.get(id, frozenset()) & current.within])


def own_value(access: Access, current: Current | None, field: str) -> Value:
    """What the record has in a field that the caller may change; None to all others, who must not learn it."""
    if current is None or current.deleted or not access.write.get(field, frozenset()) & current.within:
        return None
    return current.values.get(field)


def must_act(access: Access, entity: Entity, current: Current, action: Action) -> None:
    """403 unless the action is granted on this record."""
    if not access.acts.get(action, frozenset()) & current.within:
        raise refuse(403, "access.action", action=action, entity=entity.name)


def _fields(entity: Entity, refused: list[str]) -> None:
    specs = [one for id in refused if (one := entity.field(id)) is not None]
    if specs:
        raise Refusal(403, [Problem("access.field", (one.key,), {"field": one.name}) for one in specs])
