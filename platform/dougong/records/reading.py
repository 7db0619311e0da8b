"""Answers questions about records, always with the caller's rights inside the statement."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records.columns import columns, condition_of_json, path_of_keys
from dougong.records.planning import Holder
from dougong.records.scene import Scene, Stage
from dougong.storage import cursor
from dougong.storage.driver.port import Statement
from dougong.storage.listing import COUNT_LIMIT, Listing, anchoring, counting, listing, single
from dougong.storage.output import to_object
from dougong.storage.resolve import Path, Resolved, field_at, ready, shape, unfold, values
from dougong_engine.errors import invalid
from dougong_engine.fields.choice import Choice
from dougong_engine.filters.condition import Condition
from dougong_engine.kinds import Storage
from dougong_engine.query.query import Sort

T = TypeVar("T")
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """A list as the API asks for it: keys everywhere. `sort` keys begin with `-` to descend."""

    filter: object = None
    fields: tuple[str, ...] = ()
    expand: frozenset[str] = frozenset()
    sort: tuple[str, ...] = ()
    limit: int = 50
    cursor: str | None = None
    at: int = 0
    """The row, counted from 0, at which to begin instead."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order, where the next page begins, and after a jump where this one does."""

    records: list[Record]
    next: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many; `capped` says that there are more than `value`."""

    value: int
    capped: bool


@dataclass(slots=True)
class Reading:
    """Reads records; every method raises Refusal for what the caller may not ask."""

    stage: Stage

    async def get(
        self,
        principal: Principal,
        key: str,
        id: str,
        fields: tuple[str, ...] = (),
        expand: frozenset[str] = frozenset(),
    ) -> Record:
        """One record by id; 404 if there is none that the caller may see."""

        async def work(scene: Scene) -> Record:
            entity_id = scene.planning.schema.by_key(key).entity.id
            may_see(scene, entity_id)

            def make() -> Listing:
                wanted = columns(scene, entity_id, fields, expand)
                return single(scene.reader(entity_id), self.stage.database.dialect, wanted)

            plan = remembered(scene, ("get", entity_id, fields, expand), make)
            rows = await self.stage.database.fetch(plan.statement, {**scene.bound(), **plan.bound, "id": id})
            if not rows:
                await self.confirm(scene)
                raise refuse(404, "record.unknown", id=id)
            scene.check_epoch(rows[0][plan.epoch])
            return to_object(plan.members, rows[0])

        return await self.stage.under_rights(principal, work)

    async def page(self, principal: Principal, key: str, question: Question, who: Holder | None = None) -> Page:
        """A page of the records that the caller may see, or that somebody with other rights may (`who`)."""

        async def work(scene: Scene) -> Page:
            entity_id = scene.planning.schema.by_key(key).entity.id
            may_see(scene, entity_id)
            where = self.filter(scene, entity_id, question.filter)
            sort = _sort(scene, entity_id, question.sort)
            mark = cursor.fingerprint(principal.person_id, entity_id, question.sort, shape(where), values(where))
            kinds = [_storage(scene, entity_id, one) for one in sort]
            begin = question.cursor
            if question.at:
                begin = await self._anchor(scene, entity_id, question, where, sort, mark)
                if begin is None or not question.limit:
                    return Page([], begin, begin)
            last = cursor.read(begin, mark, [*kinds, Storage.UUID]) if begin else None
            empty = None if last is None else tuple(one is None for one in last[:-1])

            def make() -> Listing:
                wanted = columns(scene, entity_id, question.fields, question.expand)
                most = question.limit + 1
                return listing(scene.reader(entity_id), self.stage.database.dialect, wanted, where, sort, empty, most)

            name = (
                *("list", entity_id, question.fields, question.expand, shape(where), question.sort, empty),
                question.limit,
            )
            plan = remembered(scene, name, make)
            bound = {**scene.bound(), **plan.bound, **values(where)}
            bound |= {f"after_{place}": one for place, one in enumerate(last or ()) if one is not None}
            rows = await self.stage.database.fetch(plan.statement, bound)
            if not rows:
                await self.confirm(scene)
                return Page([], None, begin if question.at else None)
            scene.check_epoch(rows[0][plan.epoch])
            more = len(rows) > question.limit
            shown = rows[: question.limit]
            after = cursor.write(mark, [shown[-1][place] for place in plan.keys]) if more else None
            records = [to_object(plan.members, row) for row in shown]
            return Page(records, after, begin if question.at else None)

        return await self.stage.under_rights(principal, work, who)

    async def _anchor(
        self,
        scene: Scene,
        entity_id: str,
        question: Question,
        where: Resolved | None,
        sort: tuple[Sort, ...],
        mark: str,
    ) -> str | None:
        """The cursor behind the row before `question.at`; None where the list ends before it."""
        plan = remembered(
            scene,
            ("anchor", entity_id, shape(where), question.sort),
            lambda: anchoring(scene.reader(entity_id), self.stage.database.dialect, where, sort),
        )
        place = {"limit": question.at, "before": question.at - 1}
        rows = await self.stage.database.fetch(
            plan.statement, {**scene.bound(), **plan.bound, **values(where), **place}
        )
        if not rows:
            await self.confirm(scene)
            return None
        scene.check_epoch(rows[0][plan.epoch])
        return cursor.write(mark, [rows[0][one] for one in plan.keys])

    async def count(self, principal: Principal, key: str, filter: object, *, exact: bool) -> Count:
        """How many records there are for the caller; beyond 1,000 only on request."""

        async def work(scene: Scene) -> Count:
            entity_id = scene.planning.schema.by_key(key).entity.id
            may_see(scene, entity_id)
            where = self.filter(scene, entity_id, filter)

            def make() -> tuple[Statement, dict[str, object]]:
                reader = scene.reader(entity_id)
                statement = counting(reader, self.stage.database.dialect, where, exact)
                return statement, dict(reader.bound)

            name = ("count", entity_id, shape(where), exact)
            statement, bound = remembered(scene, name, make, bound=lambda found: found[1])
            rows = await self.stage.database.fetch(statement, {**scene.bound(), **bound, **values(where)})
            scene.check_epoch(rows[0][1])
            found = int(str(rows[0][0]))
            capped = not exact and found > COUNT_LIMIT
            return Count(COUNT_LIMIT if capped else found, capped)

        return await self.stage.under_rights(principal, work)

    def filter(self, scene: Scene, entity_id: str, raw: object) -> Resolved | None:
        """The API's filter, ready for SQL."""
        if raw is None:
            return None
        condition: Condition = condition_of_json(scene, entity_id, raw)
        return ready(condition, scene.planning.schema, entity_id, scene.clock, "p")

    async def confirm(self, scene: Scene) -> None:
        """An empty answer proves nothing until the epoch is known to be ours."""
        statement = self.stage.stamp_statement()
        rows = await self.stage.database.fetch(statement, scene.bound())
        scene.check_epoch(rows[0][0])


def may_see(scene: Scene, entity_id: str) -> None:
    """403 for an entity of which the caller may see nothing at all."""
    if not scene.planning.access(scene.who, entity_id).may_see():
        raise refuse(403, "access.entity", entity=scene.planning.schema.table(entity_id).entity.name)


def remembered(scene: Scene, name: Hashable, make: Callable[[], T], bound: Callable[[T], object] | None = None) -> T:
    """A compiled statement from memory.

    One that holds values of the design's own conditions is good for a day, or made anew where those ask for the moment.
    """
    key = (name, scene.who.key)
    todays = (key, scene.clock.today)
    found = scene.planning.recall(key) or scene.planning.recall(todays)
    if found is not None:
        return found  # type: ignore[return-value]  # a key always names one type of thing
    made = make()
    held = bound(made) if bound is not None else getattr(made, "bound", None)
    if not held:
        scene.planning.keep(key, made)
    elif not scene.planning.momentary(scene.who):
        scene.planning.keep(todays, made)
    return made


def _sort(scene: Scene, entity_id: str, keys: Sequence[str]) -> tuple[Sort, ...]:
    if len(keys) > 3:
        raise invalid("query.sort.too_many", limit=3)
    return tuple(
        Sort(field=".".join(path_of_keys(scene, entity_id, key.lstrip("-"))), descending=key.startswith("-"))
        for key in keys
    )


def _storage(scene: Scene, entity_id: str, sort: Sort) -> Storage:
    """How the values that a sort compares are stored; options compare by their place."""
    spec = field_at(scene.planning.schema, entity_id, unfold(scene.planning.schema, entity_id, path(sort)))
    return Storage.INTEGER if isinstance(spec, Choice) else spec.storage()


def path(sort: Sort) -> Path:
    """The field ids of a sort."""
    return tuple(sort.field.split("."))
