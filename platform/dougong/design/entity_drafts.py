"""Entities as their authors work on them: who uses what, and what another type would do to the values there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import orjson
from pydantic import TypeAdapter, ValidationError

from dougong.design.converting import converted
from dougong.design.drafts import Drafts
from dougong.design.judging import LEVELS
from dougong.design.naming import convertible
from dougong.kernel.messages import sentence
from dougong.kernel.problem import refuse, refused
from dougong.kernel.workspace import Principal
from dougong.records.reading import Question, Reading
from dougong_engine.changes.change import ChangeField
from dougong_engine.changes.risk import risk
from dougong_engine.design.entity import AnyField, Entity
from dougong_engine.design.objects import Design, problems_of
from dougong_engine.design.uses import Use, field_uses, uses
from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import FieldSpec, Value, field_type

FIELD: TypeAdapter[FieldSpec] = TypeAdapter(AnyField)
PAGE = 500
MOST = 20_000
"""Values that are tried; more are told by how many were."""


@dataclass(frozen=True, slots=True)
class EntityDrafts:
    """Asks about an entity; callers have the ability `design`."""

    drafts: Drafts
    reading: Reading

    async def users(self, principal: Principal, id: str) -> dict[str, Any]:
        """Who mentions the entity and who each of its fields, drafts included. 404 for no entity."""
        design = await self.drafts.design(principal)
        if design.entity(id) is None:
            raise refuse(404, "design.unknown", id=id)
        fields = {field: _shown(design, found) for field, found in field_uses(design, id).items()}
        return {"object": _shown(design, uses(design, id)), "fields": fields}

    async def conversion(self, principal: Principal, id: str, field: str, raw: Json) -> dict[str, Any]:
        """What becomes of the field's values under the settings `raw`, among records that the caller may read.

        Refuses (404) an entity or a field that no version has, (422) settings that are none.
        """
        schema = await self.drafts.stage.catalogue.newest(principal.workspace_id)
        entity = schema.design.entity(id)
        old = next((one for one in entity.fields if one.id == field), None) if entity is not None else None
        if entity is None or old is None:
            raise refuse(404, "design.unknown", id=id)
        new = _spec(raw)
        found = risk(ChangeField(entity.id, None, old, new))
        told = [
            {"code": one.code, "params": dict(one.params), "message": sentence(one.code, one.params, principal.locale)}
            for one in found.reasons
        ]
        tried = await self._tried(principal, entity, old, new)
        return {"level": LEVELS[found.level], "reasons": told, **tried}

    async def _tried(self, principal: Principal, entity: Entity, old: FieldSpec, new: FieldSpec) -> dict[str, Any]:
        scene = await self.drafts.stage.scene(principal)
        readable = old.id in scene.planning.access(scene.who, entity.id).readable()
        if not readable or new.computed():
            return {"tried": 0, "lost": 0, "capped": False, "readable": readable}
        tried = lost = 0
        cursor: str | None = None
        fits = convertible(old, new)
        filled = {"field": old.key, "op": "is_not_empty"}
        while tried < MOST:
            page = await self.reading.page(
                principal, entity.key, Question(filled, (old.key,), limit=PAGE, cursor=cursor)
            )
            values = [_value(old, record.get(old.key)) for record in page.records]
            tried += len(values)
            lost += sum(1 for one in values if not fits or converted(old, new, one) is None)
            cursor = page.next
            if cursor is None:
                break
        return {"tried": tried, "lost": lost, "capped": cursor is not None, "readable": True}


def _spec(raw: Json) -> FieldSpec:
    try:
        found: FieldSpec = FIELD.validate_python(raw)
    except ValidationError as error:
        raise refused(Invalid(problems_of(error, "to"))) from None
    return found


def _value(spec: FieldSpec, raw: object) -> Value:
    """A value as the list answers it, as it is at run time."""
    plain = orjson.loads(orjson.dumps(raw)) if isinstance(raw, orjson.Fragment) else raw
    if spec.computed():
        return cast("Value", plain)
    try:
        value: Value = None if plain is None else field_type(spec).parse(spec, plain)
    except Invalid:
        # Older than its settings: what it would become cannot be told.
        return None
    return value


def _shown(design: Design, found: Iterable[Use]) -> list[dict[str, Any]]:
    """Each object that mentions it once, with the number of places."""
    places = Counter(id for id, _ in found)
    return [
        {"by": id, "kind": design.objects[id].kind, "app": design.objects[id].app}
        | {"name": design.objects[id].name, "places": count}
        for id, count in places.items()
    ]
