"""A record's story: its history through the reader's field rights, and the comments of those who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records import deciding
from dougong.records.scene import Scene
from dougong.records.tables import comments
from dougong.records.writing import Writing
from dougong.storage.driver.port import Step
from dougong.storage.facts import Current
from dougong.storage.people_tables import people
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType

PAGE = 100
COMMENT_LIMIT = 4000

_WS = sa.bindparam("ws", type_=UuidType())
_ENTITY = sa.bindparam("entity", type_=TextType())
_RECORD = sa.bindparam("record", type_=UuidType())
_H, _C = history.c, comments.c


def _name(column: "sa.Column[Any]") -> "sa.ScalarSelect[Any]":
    named = sa.select(people.c.name).where(people.c.workspace_id == _WS, people.c.id == column)
    return named.scalar_subquery()


HISTORY = (
    sa.select(_H.version, _H.at, _H.by, _name(_H.by), _H.via, _H.cause, _H.action, _H.changes)
    .where(_H.workspace_id == _WS, _H.entity_id == _ENTITY, _H.record_id == _RECORD)
    .where(_H.version < sa.bindparam("before", type_=sa.BigInteger))
    .order_by(_H.version.desc())
    .limit(PAGE)
)
COMMENTS = (
    sa.select(_C.id, _C.at, _C.person_id, _name(_C.person_id), _C.text, _C.mentions)
    .where(_C.workspace_id == _WS, _C.entity_id == _ENTITY, _C.record_id == _RECORD)
    .order_by(_C.id)
    .limit(500)
)


@dataclass(frozen=True, slots=True)
class Said:
    """A new comment and whom it names."""

    id: str
    entity_id: str
    record_id: str
    mentions: tuple[str, ...]


class Story:
    """History and comments of records that the caller may see."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.stage.database
        self._statements = Statements(self._database.dialect)

    async def history(self, principal: Principal, key: str, id: str, before: int | None) -> list[dict[str, Any]]:
        """What changed, newest first; values of fields that the caller may not read in this record are left out."""

        async def work(scene: Scene) -> list[dict[str, Any]]:
            current, entity_id = await self._seen(scene, key, id)
            bound = {"ws": principal.workspace_id, "entity": entity_id, "record": id, "before": before or 2**62}
            rows = await self._database.fetch(self._statements(HISTORY), bound)
            return [_entry(scene, entity_id, current, row) for row in rows]

        return await self._writing.stage.under_rights(principal, work)

    async def comments(self, principal: Principal, key: str, id: str) -> list[dict[str, Any]]:
        """What people said about the record, oldest first."""

        async def work(scene: Scene) -> list[dict[str, Any]]:
            _, entity_id = await self._seen(scene, key, id)
            bound = {"ws": principal.workspace_id, "entity": entity_id, "record": id}
            rows = await self._database.fetch(self._statements(COMMENTS), bound)
            return [
                {"id": one, "at": at, "by": {"id": by, "name": name}, "text": text, "mentions": mentions}
                for one, at, by, name, text, mentions in rows
            ]

        return await self._writing.stage.under_rights(principal, work)

    async def say(self, principal: Principal, key: str, id: str, text: str, mentions: tuple[str, ...]) -> Said:
        """Add a comment; anyone who may see the record may."""
        words = text.strip()
        if not words or len(words) > COMMENT_LIMIT or "\x00" in words:
            raise refuse(422, "comment.text", ("text",), limit=COMMENT_LIMIT)

        async def work(scene: Scene) -> Said:
            _, entity_id = await self._seen(scene, key, id)
            said = Said(new_id(), entity_id, id, mentions)
            step: Step = (
                self._statements(sa.insert(comments)),
                {
                    "workspace_id": principal.workspace_id,
                    "id": said.id,
                    "entity_id": entity_id,
                    "record_id": id,
                    "person_id": principal.person_id,
                    "at": scene.clock.now,
                    "text": words,
                    "mentions": list(mentions),
                },
            )
            await self._database.write([step])
            return said

        return await self._writing.stage.under_rights(principal, work)

    async def _seen(self, scene: Scene, key: str, id: str) -> tuple[Current, str]:
        entity_id = scene.planning.schema.by_key(key).entity.id
        current = await self._writing.current(scene, self._database, entity_id, id)
        return deciding.must_see(scene.planning.access(scene.who, entity_id), current, id), entity_id


def _entry(scene: Scene, entity_id: str, current: Current, row: tuple[object, ...]) -> dict[str, Any]:
    version, at, by, name, via, cause, action, changes = row
    access = scene.planning.access(scene.who, entity_id)
    entity = scene.planning.schema.table(entity_id).entity
    shown = {
        spec.key: pair
        for field, pair in cast("Mapping[str, Any]", changes).items()
        if (spec := entity.field(field)) is not None and access.read.get(field, frozenset()) & current.within
    }
    # Whoever answers for what strangers hand in has not written it.
    by_whom = None if by is None or via == "public" else {"id": by, "name": name}
    entry = {"version": version, "at": at, "by": by_whom, "via": via, "cause": cause, "action": action}
    return {**entry, "changes": shown}
