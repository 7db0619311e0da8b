"""Names for ids in the answers about tasks and runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.expressions import any_of
from dougong.storage.facts import Fetch
from dougong.storage.people_tables import people
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.document import Json

NAMES = sa.select(people.c.id, people.c.name).where(
    people.c.workspace_id == sa.bindparam("ws", type_=UuidType()), any_of(people.c.id, "people")
)


@dataclass(slots=True)
class Names:
    """People's names, read once for everything that one answer mentions."""

    known: dict[str, str] = field(default_factory=dict)

    def person(self, id: str | None) -> Json:
        """`{"id", "name"}`; null for nobody."""
        return None if id is None else {"id": id, "name": self.known.get(id, "")}


async def names_of(fetch: Fetch, statements: Statements, workspace_id: str, ids: Iterable[str | None]) -> Names:
    """The names of these people."""
    wanted = sorted({one for one in ids if one is not None})
    if not wanted:
        return Names()
    rows: list[Any] = await fetch.fetch(statements(NAMES), {"ws": workspace_id, "people": wanted})
    return Names({str(id): str(name) for id, name in rows})
