"""Key figures over the same rows are asked for in one statement: the rows are read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dougong.dashboards.groups import Groups
from dougong.dashboards.viewing import Viewing
from dougong.dashboards.wire import plain, quotient
from dougong.records.scene import Stage
from dougong.storage.grouping import GroupRow
from dougong_engine.design.metric import Metric
from dougong_engine.errors import EngineError
from dougong_engine.metrics.evaluate import evaluate, question
from dougong_engine.query.query import MOST_MEASURES, GroupQuery
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets.kpi import Kpi


def over_the_same_rows(viewing: Viewing, widgets: Sequence[WidgetSpec]) -> list[list[WidgetSpec]]:
    """The cards in sets, each of which one statement can answer; all but key figures stand alone."""
    sets: list[list[WidgetSpec]] = []
    begun: list[tuple[GroupQuery, list[WidgetSpec], int]] = []
    for widget in widgets:
        asked = _question(viewing, widget)
        size = 0 if asked is None else len(asked.measures)
        for place, (first, members, taken) in enumerate(begun):
            same = asked is not None and (first.entity, first.where) == (asked.entity, asked.where)
            if same and taken + size <= MOST_MEASURES:
                members.append(widget)
                begun[place] = (first, members, taken + size)
                break
        else:
            sets.append([widget])
            begun += [] if asked is None else [(asked, sets[-1], size)]
    return sets


def _question(viewing: Viewing, widget: WidgetSpec) -> GroupQuery | None:
    if not isinstance(widget, Kpi):
        return None
    try:
        metric = viewing.metric(widget.metric)
        return question(metric, viewing.only(widget, metric.entity))
    except EngineError:
        # Asked for by itself, it tells what is wrong with it.
        return None


@dataclass(slots=True)
class Figures:
    """Answers key figures; every method raises Refusal or Invalid for what the caller may not ask."""

    stage: Stage

    async def ask(self, viewing: Viewing, widgets: Sequence[Kpi]) -> list[dict[str, Any]]:
        """`{value, level, parts: {value, per}, skipped?}` of each; the widgets are over the same rows."""
        metrics = [viewing.metric(one.metric) for one in widgets]
        asked = question(metrics[0], viewing.only(widgets[0], metrics[0].entity))
        measures = tuple(
            one.model_copy(update={"id": f"m{place}_{one.id}"})
            for place, metric in enumerate(metrics)
            for one in question(metric).measures
        )
        found = await Groups(self.stage).ask(viewing.scene, asked.model_copy(update={"measures": measures}))
        return [_figure(metric, f"m{place}_", found.rows[0]) for place, metric in enumerate(metrics)]


def _figure(metric: Metric, prefix: str, row: GroupRow) -> dict[str, Any]:
    mine = {id.removeprefix(prefix): value for id, value in row.measures.items() if id.startswith(prefix)}
    result = evaluate(metric, mine)
    exact = metric.per is not None or metric.measure.summary == "average"
    answer: dict[str, Any] = {
        "value": (quotient if exact else plain)(result.value),
        "level": result.level,
        "parts": {id: quotient(value) for id, value in result.parts.items()},
    }
    skipped = sum(count for id, count in row.skipped.items() if id.startswith(prefix))
    return answer | ({"skipped": skipped} if skipped else {})
