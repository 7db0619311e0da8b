"""Grouped queries under the caller's rights: one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.dashboards.labels import Labeller, labeller
from dougong.dashboards.schemas import GroupsAsked
from dougong.dashboards.wire import plain, quotient
from dougong.kernel.workspace import Principal
from dougong.records.columns import condition_of_json, path_of_keys
from dougong.records.reading import may_see, remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.grouping import GroupPlan, GroupRow, grouping, read_row
from dougong.storage.resolve import Resolved, ready, shape, values
from dougong_engine.document import Json
from dougong_engine.filters.condition import Condition
from dougong_engine.query.query import Group, GroupQuery, Measure


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups in order, how to read them, and whether there are more than were asked for."""

    plan: GroupPlan
    rows: tuple[GroupRow, ...]
    more: bool


@dataclass(slots=True)
class Groups:
    """Answers grouped queries; every method raises Refusal or Invalid for what the caller may not ask."""

    stage: Stage

    async def by_keys(self, principal: Principal, key: str, asked: GroupsAsked) -> dict[str, Json]:
        """The answer of the API, where entities and fields go by keys."""

        async def work(scene: Scene) -> dict[str, Json]:
            return rendered(scene, await self.ask(scene, _query(scene, key, asked)))

        return await self.stage.under_rights(principal, work)

    async def ask(self, scene: Scene, query: GroupQuery) -> Grouped:
        """The groups of what the caller may see. Raises Invalid: field.*, query.group.*, query.measure.*, filter.*."""
        may_see(scene, query.entity)
        where = condition(scene, query.entity, query.where, "p")
        wheres = [condition(scene, query.entity, one.where, f"m{place}_") for place, one in enumerate(query.measures)]
        dialect = self.stage.database.dialect

        def make() -> GroupPlan:
            return grouping(scene.reader(query.entity), dialect, query, where, wheres)

        plan = remembered(scene, _shape(query, where, wheres), make)
        bound: dict[str, object] = {**scene.bound(), **plan.bound, "limit": query.limit + 1}
        for one in (where, *wheres):
            bound |= values(one)
        rows = await self.stage.database.fetch(plan.statement, bound)
        scene.check_epoch(rows[0][0])
        groups = [read_row(plan, row) for row in rows if row[1] is not None]
        return Grouped(plan, tuple(groups[: query.limit]), len(groups) > query.limit)


def condition(scene: Scene, entity_id: str, given: Condition | None, prefix: str) -> Resolved | None:
    """A condition ready for SQL at the scene's moment."""
    return None if given is None else ready(given, scene.planning.schema, entity_id, scene.clock, prefix)


def _shape(query: GroupQuery, where: Resolved | None, wheres: Sequence[Resolved | None]) -> tuple[object, ...]:
    """Everything that decides the SQL text."""
    return (
        "groups",
        query.entity,
        tuple((one.field, one.bucket) for one in query.groups),
        tuple((one.id, one.summary, one.field, shape(only)) for one, only in zip(query.measures, wheres, strict=True)),
        shape(where),
        query.order,
        query.descending,
    )


def _query(scene: Scene, key: str, asked: GroupsAsked) -> GroupQuery:
    entity = scene.planning.schema.by_key(key).entity.id

    def path(keys: str) -> str:
        return ".".join(path_of_keys(scene, entity, keys))

    def filter_(raw: Json) -> Condition | None:
        return None if raw is None else condition_of_json(scene, entity, raw)

    measures = tuple(
        Measure(
            id=one.id,
            summary=one.summary,
            field=None if one.field is None else path(one.field),
            where=filter_(one.where),
        )
        for one in asked.measures
    )
    return GroupQuery(
        entity=entity,
        groups=tuple(Group(field=path(one.field), bucket=one.bucket) for one in asked.groups),
        measures=measures,
        where=filter_(asked.filter),
        order=asked.order,
        descending=asked.descending,
        limit=asked.limit,
    )


def rendered(scene: Scene, grouped: Grouped) -> dict[str, Json]:
    """`{rows: [{groups, labels, measures, skipped?}], more}` as JSON of the API."""
    labels = [labeller(scene, one) for one in grouped.plan.dimensions]
    return {"rows": [_row(grouped.plan, labels, row) for row in grouped.rows], "more": grouped.more}


def _row(plan: GroupPlan, labels: Sequence[Labeller], row: GroupRow) -> dict[str, Json]:
    pairs = zip(labels, row.values, row.labels, strict=True)
    shown: dict[str, Json] = {
        "groups": [plain(value) for value in row.values],
        "labels": [label(value, known) for label, value, known in pairs],
        "measures": measures(plan, row),
    }
    return shown | ({"skipped": dict(row.skipped)} if row.skipped else {})


def measures(plan: GroupPlan, row: GroupRow) -> dict[str, Json]:
    """A group's measures on the wire, by id."""
    return {
        one.measure.id: (quotient if one.measure.summary == "average" else plain)(row.measures[one.measure.id])
        for one in plan.measures
    }
