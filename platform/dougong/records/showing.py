"""What other parts may show of records: always through the reader's rights of this moment."""

from collections.abc import Collection, Mapping
from typing import Protocol

import orjson

from dougong.kernel.problem import Refusal
from dougong.kernel.record_ports import Place
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.records.columns import CONDITION
from dougong.records.reading import Question, Reading
from dougong.records.scene import Scene
from dougong.storage.listing import counting
from dougong.storage.reader import Reader
from dougong.storage.resolve import ready, values
from dougong_engine.access.plan import Access
from dougong_engine.document import Json
from dougong_engine.filters.condition import All, Test
from dougong_engine.kinds import Kind

SEARCHED = frozenset({Kind.TEXT})


class PrincipalOf(Protocol):
    """Somebody's rights now, without a request."""

    async def principal_of(self, workspace_id: str, person_id: str) -> Principal | None:
        """None for someone who is gone or no longer active."""
        ...


class Showing:
    """Answers the ports of files, search and webhooks."""

    def __init__(self, reading: Reading, people: PrincipalOf) -> None:
        self._reading = reading
        self._people = people

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        """True if the principal may read that field of that record now, and the field still holds the file."""
        held = await self._cell(principal, place)
        return file_id in held if isinstance(held, list) else False

    async def readable(self, principal: Principal) -> Collection[str]:
        """The entities of which the principal may read some records now."""
        scene = await self._reading.stage.scene(principal)
        return [id for id in scene.planning.schema.tables if scene.planning.access(scene.who, id).may_see()]

    async def searchable(self, principal: Principal) -> Mapping[str, Collection[str]]:
        """Text fields by entity that some role grants on some rows."""
        scene = await self._reading.stage.scene(principal)
        found: dict[str, Collection[str]] = {}
        for id, table in scene.planning.schema.tables.items():
            readable = scene.planning.access(scene.who, id).readable()
            fields = [one.id for one in table.entity.fields if one.kind() in SEARCHED and one.id in readable]
            if fields:
                found[id] = fields
        return found

    async def titles(self, principal: Principal, places: Collection[Place]) -> Mapping[Place, str]:
        """The places that the principal may read now, each with its record's title."""
        scene = await self._reading.stage.scene(principal)
        found: dict[Place, str] = {}
        by_entity: dict[str, list[Place]] = {}
        for place in places:
            by_entity.setdefault(place.entity_id, []).append(place)
        for entity_id, some in by_entity.items():
            if entity_id in scene.planning.schema.tables:
                found |= await self._titles(principal, scene, entity_id, some)
        return found

    async def _titles(
        self, principal: Principal, scene: Scene, entity_id: str, places: list[Place]
    ) -> dict[Place, str]:
        entity = scene.planning.schema.table(entity_id).entity
        readable = scene.planning.access(scene.who, entity_id).readable()
        keys = {one.id: one.key for one in entity.fields if one.id in readable}
        wanted = sorted({keys[one.field_id] for one in places if one.field_id in keys} | {keys.get(entity.title, "id")})
        ids = sorted({one.record_id for one in places})
        question = Question(filter={"field": "id", "op": "in", "value": [*ids]}, fields=tuple(wanted), limit=500)
        try:
            page = await self._reading.page(principal, entity.key, question)
        except Refusal:
            return {}
        records = {str(one["id"]): one for one in page.records}
        return {
            place: str(record.get(keys.get(entity.title, "")) or "")
            for place in places
            if (record := records.get(place.record_id)) is not None
            and place.field_id in keys
            and record.get(keys[place.field_id]) is not None
        }

    async def payload(self, workspace_id: str, person_id: str, entity_id: str, record_id: str) -> Json:
        """The record by keys with that person's rights of this moment; None if they may not read it or it is gone."""
        principal = await self._people.principal_of(workspace_id, person_id)
        if principal is None:
            return None
        scene = await self._reading.stage.scene(principal)
        if entity_id not in scene.planning.schema.tables:
            return None
        try:
            record = await self._reading.get(principal, scene.planning.schema.table(entity_id).entity.key, record_id)
        except Refusal:
            return None
        plain: Json = orjson.loads(orjson.dumps(record, option=orjson.OPT_UTC_Z))
        return plain

    async def matches(self, workspace_id: str, entity_id: str, record_id: str, condition: Json) -> bool:
        """Whether the record meets a condition tree (by field ids) now."""
        stage = self._reading.stage
        schema = await stage.catalogue.schema(workspace_id)
        if entity_id not in schema.tables:
            return False
        both = All(all=(CONDITION.validate_python(condition), Test(field="id", op="is", value=record_id)))
        clock = clock_at(stage.now(), schema.timezone)
        resolved = ready(both, schema, entity_id, clock, "p")
        reader = Reader(schema, entity_id, nobody, clock, trusted=True)
        statement = counting(reader, stage.database.dialect, resolved, exact=True)
        bound = {"ws": workspace_id, "me": None, **values(resolved)}
        rows = await stage.database.fetch(statement, bound)
        return bool(rows[0][0])

    async def _cell(self, principal: Principal, place: Place) -> object:
        scene = await self._reading.stage.scene(principal)
        if place.entity_id not in scene.planning.schema.tables:
            return None
        entity = scene.planning.schema.table(place.entity_id).entity
        spec = entity.field(place.field_id)
        if spec is None:
            return None
        try:
            record = await self._reading.get(principal, entity.key, place.record_id, (spec.key,))
        except Refusal:
            return None
        found: object = orjson.loads(orjson.dumps(record.get(spec.key)))
        return found


def nobody(entity_id: str) -> Access:
    """A trusted reader asks for nobody's rights."""
    raise LookupError(entity_id)
