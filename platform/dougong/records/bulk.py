"""Many writes in one request: each judged as if it came alone, with an answer of its own."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, document, refuse, refused
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.records.commit import Intent
from dougong.records.creations import Asked, Creations
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.driver.failures import InvalidValue, UniqueClash
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.document import Json
from dougong_engine.errors import EngineError

LIMIT = 1000
AT_ONCE = 250
"""New records judged and stored together: more would keep other requests waiting."""


@dataclass(frozen=True, slots=True)
class Item:
    """One write: create (`fields`), update (`id`, `fields`, perhaps `version`) or delete (`id`)."""

    action: str
    id: str | None
    fields: Mapping[str, Json]
    version: int | None = None


Result = dict[str, Any]


class Alone(Exception):
    """Not all of a list can be stored together: take its items one by one."""


class Refused(Exception):
    """Ends an all-or-nothing transaction; holds the refusals by place."""

    def __init__(self, refusals: dict[int, Refusal]) -> None:
        super().__init__(f"{len(refusals)} items refused")
        self.refusals = refusals


@dataclass(slots=True)
class Bulk:
    """Runs lists of writes."""

    writing: Writing
    creations: Creations = field(init=False)

    def __post_init__(self) -> None:
        self.creations = Creations(self.writing)

    async def run(
        self, principal: Principal, key: str, items: Sequence[Item], door: Door, *, whole: bool
    ) -> list[Result]:
        """An answer for each item in order: the record's id and version, or the problem that it has.

        `whole` stores all or nothing; otherwise each item stands for itself.
        """
        if len(items) > LIMIT:
            raise refuse(413, "bulk.too_many", limit=LIMIT)

        async def work(scene: Scene) -> list[Result]:
            if whole:
                return await self._together(scene, key, items, door)
            return await self._each(scene, key, items, door)

        done = await self.writing.stage.under_rights(principal, work)
        self.writing.stage.changed()
        return done

    async def _each(self, scene: Scene, key: str, items: Sequence[Item], door: Door) -> list[Result]:
        done: dict[int, Result] = {}
        try:
            numbered = bool(scene.planning.schema.by_key(key).numbers)
            await (self._numbered_ones if numbered else self._new_ones)(scene, key, items, door, done)
            for place, one in enumerate(items):
                if place not in done:
                    done[place] = await self._alone(scene, key, one, door)
        except RightsChanged:
            # Asking again from the start would store twice what is stored already.
            if not done:
                raise
            problem = document(refuse(409, "access.changing"), scene.principal.locale)
            done |= {place: {"id": one.id, "problem": problem} for place, one in enumerate(items) if place not in done}
        return [done[place] for place in range(len(items))]

    async def _new_ones(
        self, scene: Scene, key: str, items: Sequence[Item], door: Door, done: dict[int, Result]
    ) -> None:
        """Stores the new records that can be stored together; the database works while the next ones are judged."""
        storing: asyncio.Task[None] | None = None
        try:
            for start in range(0, len(items), AT_ONCE):
                asked = _asked(items[start : start + AT_ONCE], start)
                intents = await self.creations.judge(scene, self.writing.stage.database, key, asked, door)
                if storing is not None:
                    await storing
                storing = asyncio.create_task(self._store(scene, intents, done))
        finally:
            if storing is not None:
                await storing

    async def _numbered_ones(
        self, scene: Scene, key: str, items: Sequence[Item], door: Door, done: dict[int, Result]
    ) -> None:
        """Part by part, since numbers follow the order of the list: all of a part together, or each of it alone."""
        for start in range(0, len(items), AT_ONCE):
            asked = _asked(items[start : start + AT_ONCE], start)
            intents = await self.creations.judge(scene, self.writing.stage.database, key, asked, door)
            if len(intents) == len(asked):
                await self._store(scene, intents, done)
            for one in asked:
                if one.place not in done:
                    done[one.place] = await self._alone(scene, key, items[one.place], door)

    async def _store(self, scene: Scene, intents: Mapping[int, Intent], done: dict[int, Result]) -> None:
        """Stores all of them, or none where one clashes."""
        if intents:
            with suppress(UniqueClash, InvalidValue, Refusal):
                await self.creations.store(scene, list(intents.values()), None)
                done |= {place: _result(intent) for place, intent in intents.items()}

    async def _alone(self, scene: Scene, key: str, item: Item, door: Door) -> Result:
        try:
            return await in_transaction(
                self.writing.stage.database, lambda session: self._one(scene, key, item, door, session)
            )
        except Refusal as refusal:
            return {"id": item.id, "problem": document(refusal, scene.principal.locale)}

    async def _together(self, scene: Scene, key: str, items: Sequence[Item], door: Door) -> list[Result]:
        async def at_once(session: Session) -> list[Result]:
            intents = await self.creations.judge(scene, session, key, _asked(items, 0), door)
            if not intents or len(intents) < len(items):
                raise Alone
            await self.creations.store(scene, list(intents.values()), session)
            return [_result(intents[place]) for place in range(len(items))]

        try:
            return await in_transaction(self.writing.stage.database, at_once)
        except (Alone, UniqueClash, InvalidValue, Refusal):
            return await self._in_order(scene, key, items, door)

    async def _in_order(self, scene: Scene, key: str, items: Sequence[Item], door: Door) -> list[Result]:
        async def all_of_them(session: Session) -> list[Result]:
            done: list[Result] = []
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

    async def _one(self, scene: Scene, key: str, item: Item, door: Door, session: Session) -> Result:
        try:
            intent = await self._intent(scene, key, item, door, session)
        except EngineError as error:
            raise refused(error) from None
        if intent.action == "update" and not intent.write.changes:
            return _result(intent)
        if not await self.writing.commit.within(scene, intent, session):
            raise refuse(409, "record.busy", id=intent.id)
        return _result(intent)

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


def _asked(items: Sequence[Item], start: int) -> list[Asked]:
    """The new records among these; `start` is the place of the first item."""
    return [
        Asked(place, one.id or new_id(), one.fields) for place, one in enumerate(items, start) if one.action == "create"
    ]


def _result(intent: Intent) -> Result:
    return {"id": intent.id, "version": intent.version}


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
