"""Values of many runs' records at once, each through the reader's rights of this moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.process.seeing import askable, word
from dougong.records.reading import Question, Reading
from dougong.records.scene import Scene
from dougong.storage.output import RESTRICTED
from dougong_engine.messages_template import Shown

MOST = 500
"""Records of an entity that are looked at together; the lists that ask are shorter."""

Place = tuple[str, str]
"""Entity id and record id."""


@dataclass(frozen=True, slots=True)
class Glances:
    """Looks at a few fields of many records."""

    reading: Reading

    async def values(
        self, principal: Principal, wanted: Mapping[Place, frozenset[str]]
    ) -> Mapping[Place, Mapping[str, Shown]]:
        """By place and path of field ids, as messages show them; what the reader may not read now is not there."""
        by_entity: dict[str, dict[str, frozenset[str]]] = {}
        for (entity_id, id), paths in wanted.items():
            by_entity.setdefault(entity_id, {})[id] = paths
        if not by_entity:
            return {}
        scene = await self.reading.stage.scene(principal)
        found: dict[Place, Mapping[str, Shown]] = {}
        for entity_id, records in by_entity.items():
            if entity_id in scene.planning.schema.tables:
                found |= await self._of_entity(scene, entity_id, records)
        return found

    async def _of_entity(
        self, scene: Scene, entity_id: str, records: Mapping[str, frozenset[str]]
    ) -> dict[Place, Mapping[str, Shown]]:
        asked = tuple(sorted(frozenset[str]().union(*records.values())))
        specs = askable(scene, entity_id, asked)
        keys = tuple(sorted({key for _, key in specs.values()}))
        if not keys:
            return {}
        which = {"field": "id", "op": "in", "value": sorted(records)}
        question = Question(filter=which, fields=keys, expand=frozenset(keys), limit=MOST)
        key = scene.planning.schema.table(entity_id).entity.key
        try:
            page = await self.reading.page(scene.principal, key, question)
        except Refusal:
            return {}
        found: dict[Place, Mapping[str, Shown]] = {}
        for one in page.records:
            record: dict[str, Any] = orjson.loads(orjson.dumps(one, option=orjson.OPT_UTC_Z))
            hidden = set(record.get(RESTRICTED, ()))
            found[entity_id, record["id"]] = {
                path: word(spec, record.get(key), scene.clock.zone)
                for path, (spec, key) in specs.items()
                if path in records[record["id"]] and key not in hidden
            }
        return found
