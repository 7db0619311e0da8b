"""A workspace's published design together with where its data lies: one immutable value a revision."""

from collections.abc import Mapping
from dataclasses import dataclass

from dougong.kernel.problem import refuse
from dougong.storage.entity_table import EntityTable
from dougong_engine.design.objects import Design


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything published in a workspace. `revision` counts publishes; caches hang on it.

    `tables` by entity id, `keys` from an entity's key to its id, `versions` of objects by id, `texts` of translated
    objects by (object id, locale).
    """

    workspace_id: str
    number: int
    timezone: str
    locale: str
    revision: int
    design: Design
    versions: Mapping[str, int]
    tables: Mapping[str, EntityTable]
    keys: Mapping[str, str]
    texts: Mapping[tuple[str, str], Mapping[str, str]]

    def table(self, entity_id: str) -> EntityTable:
        """The tables of an entity by id."""
        found = self.tables.get(entity_id)
        if found is None:
            raise refuse(404, "entity.unknown", entity=entity_id)
        return found

    def by_key(self, key: str) -> EntityTable:
        """The tables of an entity by its key in the API."""
        found = self.keys.get(key)
        if found is None:
            raise refuse(404, "entity.unknown", entity=key)
        return self.tables[found]
