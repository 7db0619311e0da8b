"""What other parts may show of records: always through the reader's rights of this moment."""

from collections.abc import Collection, Mapping
from typing import Protocol

import orjson

from dougong.kernel.problem import Refusal
from dougong.kernel.record_ports import Place
from dougong.kernel.workspace import Principal
from dougong.records.columns import CONDITION, read_condition
from dougong.records.reading import Question, Reading, remembered
from dougong.records.scene import Scene
from dougong.storage.driver.port import Statement
from dougong.storage.listing import counting
from dougong.storage.resolve import ready, shape, values
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
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

    async def condition(self, principal: Principal, entity_id: str, raw: Json) -> Json:
        """A condition (by field ids) as it may be kept.

        Refuses (422) what is no condition, fits no field or reads a field that is hidden from the principal.
        """
        scene = await self._reading.stage.scene(principal)
        condition = read_condition(raw)
        try:
            reader = scene.reader(entity_id)
            reader.where(ready(condition, scene.planning.schema, entity_id, scene.clock, "p"))
        except EngineError as error:
            raise Refusal(422, [one.under("filter") for one in error.problems]) from None
        kept: Json = CONDITION.dump_python(condition, mode="json", by_alias=True)
        return kept

    async def matches(self, workspace_id: str, person_id: str, entity_id: str, record_id: str, condition: Json) -> bool:
        """Whether the record, as that person may read it, meets a condition tree (by field ids) now."""
        stage = self._reading.stage
        principal = await self._people.principal_of(workspace_id, person_id)
        if principal is None:
            return False

        async def work(scene: Scene) -> bool:
            if entity_id not in scene.planning.schema.tables:
                return False
            both = All(all=(CONDITION.validate_python(condition), Test(field="id", op="is", value=record_id)))
            where = ready(both, scene.planning.schema, entity_id, scene.clock, "p")

            def make() -> tuple[Statement, dict[str, object]]:
                reader = scene.reader(entity_id)
                return counting(reader, stage.database.dialect, where, exact=True), dict(reader.bound)

            name = ("meets", entity_id, shape(where))
            statement, bound = remembered(scene, name, make, bound=lambda found: found[1])
            rows = await stage.database.fetch(statement, {**scene.bound(), **bound, **values(where)})
            scene.check_epoch(rows[0][1])
            return bool(rows[0][0])

        try:
            return await stage.under_rights(principal, work)
        except Refusal:
            # The design or the person's rights have changed: a condition over what is gone or hidden is met by nothing.
            return False

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
