"""Boards while they are built: charts proposed for fields, cards tried before they are saved, filters wired."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from dougong.dashboards.class_writing import Opening
from dougong.dashboards.groups import Groups
from dougong.dashboards.narrowing import Given, check_filters
from dougong.dashboards.schemas import BoardBuilt, BoardTried, ChartAsked, FilterProposed
from dougong.dashboards.service import Boards, told
from dougong.dashboards.viewing import Viewing
from dougong.kernel.workspace import Principal
from dougong.records.reading import may_see
from dougong.records.scene import Scene, Stage
from dougong.storage.resolve import field_at
from dougong_engine.dashboards.chosen import Chosen, Profile, chosen
from dougong_engine.dashboards.recommend import recommend
from dougong_engine.dashboards.wiring import wiring
from dougong_engine.design.check import check_object
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.metric import Metric
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, read_object
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid, Problem, invalid
from dougong_engine.query.query import GroupQuery, Measure

PROPOSED = 3
Of = TypeVar("Of", bound=DesignObject)


@dataclass(frozen=True, slots=True)
class Built:
    """An author's board and metrics over the published design."""

    board: Dashboard
    metrics: Mapping[str, Metric]
    design: Design


@dataclass(slots=True)
class Building:
    """What authors of boards ask; everything about data is answered under their own rights."""

    stage: Stage

    async def recommended(self, principal: Principal, asked: ChartAsked) -> dict[str, Any]:
        """The three best charts for some fields. Raises Refusal 403, 422 (field.hidden for what they may not see)."""

        async def work(scene: Scene) -> dict[str, Any]:
            design = scene.planning.schema.design
            found = chosen(design, asked.entity, asked.fields, asked.target, {})
            may_see(scene, asked.entity)
            paths = [*asked.fields, *(() if asked.target is None else (asked.target,))]
            reader = scene.reader(asked.entity)
            for path in paths:
                reader.cell(tuple(path.split(".")))
            profile = await self._profile(scene, found)
            named = chosen(design, asked.entity, asked.fields, asked.target, _names(scene, asked.entity, paths))
            best = recommend(design, named, profile, asked.taken)[:PROPOSED]
            return {
                "proposals": [
                    {
                        "widget": dump(one.widget),
                        "metric": None if one.metric is None else dump(one.metric),
                        "because": told(one.reason, principal.locale),
                    }
                    for one in best
                ]
            }

        return await self.stage.under_rights(principal, work)

    async def tried(self, principal: Principal, asked: BoardTried) -> dict[str, Any]:
        """What the cards of an unsaved board show its author; a card that does not fit says so and harms no other."""

        async def work(scene: Scene) -> dict[str, Any]:
            built = _built(scene, asked)
            broken = _broken(built)
            check_filters(built.board, asked.filters)
            viewing = Viewing(scene, built.board, asked.filters, metrics=built.metrics)
            widgets = viewing.widgets(asked.widgets)
            answers = await Boards(self.stage).answers(viewing, [one for one in widgets if one.id not in broken])
            problems = {
                one.id: {"problem": told(broken[one.id], principal.locale)} for one in widgets if one.id in broken
            }
            return {"widgets": problems | answers}

        return await self.stage.under_rights(principal, work)

    async def wired(self, principal: Principal, asked: FilterProposed) -> dict[str, Any]:
        """Which cards a filter over a field reaches by itself, and why not the others."""

        async def work(scene: Scene) -> dict[str, Any]:
            built = _built(scene, asked)
            found = wiring(built.design, built.board, asked.entity, asked.field)
            wires = [
                {
                    "widget": one.widget,
                    "entity": one.entity,
                    "path": one.path,
                    "why": None if one.why is None else told(one.why, principal.locale),
                }
                for one in found.wires
            ]
            return {"reached": found.reached, "cards": len(wires), "fields": dict(found.fields), "wires": wires}

        return await self.stage.under_rights(principal, work)

    async def _profile(self, scene: Scene, found: Chosen) -> Profile:
        """One statement over the records that the author may see."""
        measures = [Measure(id="records", summary="count")]
        measures += [
            Measure(id=f"d{place}", summary="count_distinct", field=one.path)
            for place, one in enumerate(found.dimensions)
        ]
        time = found.times[0] if found.times else None
        if time is not None:
            measures += [
                Measure(id="first", summary="min", field=time.path),
                Measure(id="last", summary="max", field=time.path),
            ]
        query = GroupQuery(entity=found.entity.id, measures=tuple(measures), limit=1)
        (row,) = (await Groups(self.stage).ask(scene, query)).rows
        counts = {one.path: _count(row.measures[f"d{place}"]) for place, one in enumerate(found.dimensions)}
        first, last = _day(row.measures.get("first")), _day(row.measures.get("last"))
        days = {time.path: (first, last)} if time is not None and first is not None and last is not None else {}
        return Profile(_count(row.measures["records"]), counts, days)


def tried_on(asked: BoardBuilt, given: Given) -> Opening:
    """An author's board as it is, under chosen filters, for those who write what a card shows."""

    def opening(scene: Scene) -> Viewing:
        built = _built(scene, asked)
        check_filters(built.board, given)
        broken = _broken(built)
        if broken:
            raise Invalid(list(broken.values()))
        return Viewing(scene, built.board, given, metrics=built.metrics)

    return opening


def _count(value: object) -> int:
    return int(str(value or 0))


def _day(value: object) -> date | None:
    """A span does not need the workspace's midnight."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _names(scene: Scene, entity_id: str, paths: list[str]) -> dict[str, str]:
    """What the author calls the fields and, under "", the entity."""
    schema, locale = scene.planning.schema, scene.principal.locale
    names = {path: field_at(schema, entity_id, tuple(path.split(".")), locale).name for path in paths}
    return names | {"": schema.localized(schema.table(entity_id).entity, locale).name}


def _built(scene: Scene, asked: BoardBuilt) -> Built:
    board = _read(asked.board, Dashboard, "board")
    metrics = [_read(raw, Metric, "metrics", place) for place, raw in enumerate(asked.metrics)]
    design = scene.planning.schema.design.replaced(*metrics, board)
    for place, metric in enumerate(metrics):
        problems = [one.under("metrics", place) for one in check_object(design, metric)]
        if problems:
            raise Invalid(problems)
    return Built(board, {one.id: one for one in metrics}, design)


def _read(raw: Mapping[str, Json], kind: type[Of], *path: str | int) -> Of:
    try:
        found = read_object(dict(raw))
    except Invalid as error:
        raise Invalid([one.under(*path) for one in error.problems]) from None
    if not isinstance(found, kind):
        raise invalid("design.kind.unknown", *path, "kind", kind=found.kind)
    return found


def _broken(built: Built) -> dict[str, Problem]:
    """Widget id → the first problem of that card. Raises Invalid for problems of the board as a whole."""
    broken: dict[str, Problem] = {}
    whole: list[Problem] = []
    for one in check_object(built.design, built.board):
        match one.path:
            case ("widgets", int(place), *_):
                broken.setdefault(built.board.widgets[place].id, one)
            case _:
                whole.append(one.under("board"))
    if whole:
        raise Invalid(whole)
    return broken
