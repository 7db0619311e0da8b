"""The events of many writes of one batch as one row of the inbox."""

from collections.abc import Sequence

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.inbox import folded
from dougong.records.commit import Intent, payload
from dougong.records.scene import Scene
from dougong.storage.driver.port import Session
from dougong.storage.side_tables import inbox
from dougong.storage.statements import Statements

MOST = 1_000
"""Events in a row."""
INSERT = sa.insert(inbox)


async def tell(scene: Scene, statements: Statements, intents: Sequence[Intent], session: Session) -> None:
    """Put the events of writes that were stored through a folding door into the inbox, a row for each entity."""
    if not intents:
        return
    by_entity: dict[str, list[Intent]] = {}
    for one in intents:
        by_entity.setdefault(one.table.entity.id, []).append(one)
    rows = [
        {
            "workspace_id": scene.principal.workspace_id,
            "id": new_id(),
            "kind": "records",
            "entity_id": entity_id,
            "record_id": None,
            "version": None,
            "at": scene.clock.now,
            "payload": folded((one.id, one.version, payload(scene, one)) for one in some[start : start + MOST]),
            "tries": 0,
            "dead": False,
        }
        for entity_id, some in by_entity.items()
        for start in range(0, len(some), MOST)
    ]
    await session.many(statements(INSERT), rows)
