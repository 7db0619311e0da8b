"""Many writes in one request: each judged as if it came alone, with an answer of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, document, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.records.commit import Intent
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.document import Json
from dougong_engine.errors import EngineError

LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """One write: create (`fields`), update (`id`, `fields`, perhaps `version`) or delete (`id`)."""

    action: str
    id: str | None
    fields: Mapping[str, Json]
    version: int | None = None


class Refused(Exception):
    """Ends an all-or-nothing transaction; holds the refusals by place."""

    def __init__(self, refusals: dict[int, Refusal]) -> None:
        super().__init__(f"{len(refusals)} items refused")
        self.refusals = refusals


@dataclass(slots=True)
class Bulk:
    """Runs lists of writes."""

    writing: Writing

    async def run(
        self, principal: Principal, key: str, items: Sequence[Item], door: Door, *, whole: bool
    ) -> list[dict[str, Any]]:
        """An answer for each item in order: the record's id and version, or the problem that it has.

        `whole` stores all or nothing; otherwise each item stands for itself.
        """
        if len(items) > LIMIT:
            raise refuse(413, "bulk.too_many", limit=LIMIT)

        async def work(scene: Scene) -> list[dict[str, Any]]:
            if whole:
                return await self._together(scene, key, items, door)
            return [await self._alone(scene, key, one, door) for one in items]

        return await self.writing.stage.under_rights(principal, work)

    async def _alone(self, scene: Scene, key: str, item: Item, door: Door) -> dict[str, Any]:
        try:
            return await in_transaction(
                self.writing.stage.database, lambda session: self._one(scene, key, item, door, session)
            )
        except Refusal as refusal:
            return {"id": item.id, "problem": document(refusal, scene.principal.locale)}

    async def _together(self, scene: Scene, key: str, items: Sequence[Item], door: Door) -> list[dict[str, Any]]:
        async def all_of_them(session: Session) -> list[dict[str, Any]]:
            done: list[dict[str, Any]] = []
            refusals: dict[int, Refusal] = {}
            for place, one in enumerate(items):
                try:
                    done.append(await self._one(scene, key, one, door, session))
                except Refusal as refusal:
                    refusals[place] = refusal
                    if refusal.status == 409:  # a database conflict may have ended the transaction already
                        break
            if refusals:
                raise Refused(refusals)
            return done

        try:
            return await in_transaction(self.writing.stage.database, all_of_them)
        except Refused as refused_items:
            problems = [
                one.under("items", place)
                for place, refusal in refused_items.refusals.items()
                for one in refusal.problems
            ]
            raise Refusal(422, problems) from None

    async def _one(self, scene: Scene, key: str, item: Item, door: Door, session: Session) -> dict[str, Any]:
        try:
            intent = await self._intent(scene, key, item, door, session)
        except EngineError as error:
            raise refused(error) from None
        if intent.action == "update" and not intent.write.changes:
            return {"id": intent.id, "version": intent.version}
        if not await self.writing.commit.within(scene, intent, session):
            raise refuse(409, "record.busy", id=intent.id)
        return {"id": intent.id, "version": intent.version}

    async def _intent(self, scene: Scene, key: str, item: Item, door: Door, session: Session) -> Intent:
        match item.action:
            case "create":
                return await self.writing.creation(scene, session, key, item.fields, door, item.id or new_id())
            case "update":
                assert item.id is not None
                return await self.writing.change(scene, session, key, item.id, item.fields, item.version, door)
            case _:
                assert item.id is not None
                return await self.writing.removal(scene, session, key, item.id, item.version, door)


def items_of(raw: object) -> list[Item]:
    """The items of a request body `{create: […], update: […], delete: […]}`; refuses (422) any other shape."""
    if not isinstance(raw, dict) or not raw.keys() <= {"create", "update", "delete", "whole"}:
        raise refuse(422, "bulk.malformed")
    items: list[Item] = []
    for one in _list(raw, "create"):
        if not isinstance(one, dict):
            raise refuse(422, "bulk.malformed", ("create",))
        id = one.pop("id", None)
        items.append(Item("create", id if isinstance(id, str) else None, one))
    for one in _list(raw, "update"):
        if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not isinstance(one.get("fields"), dict):
            raise refuse(422, "bulk.malformed", ("update",))
        version = one.get("version")
        items.append(Item("update", one["id"], one["fields"], version if isinstance(version, int) else None))
    for one in _list(raw, "delete"):
        if not isinstance(one, str):
            raise refuse(422, "bulk.malformed", ("delete",))
        items.append(Item("delete", one, {}))
    return items


def _list(raw: Mapping[str, object], name: str) -> list[Any]:
    found = raw.get(name, [])
    if not isinstance(found, list):
        raise refuse(422, "bulk.malformed", (name,))
    return found
