"""From a mark on a card to the records behind it: a filter for the list of records."""

from collections.abc import Sequence

from dougong.dashboards.answers import Drilled
from dougong.dashboards.crossing import marked
from dougong.dashboards.funnels import Funnels, gate_of
from dougong.dashboards.paths import with_keys
from dougong.dashboards.schemas import DrillAsked
from dougong.dashboards.viewing import Viewing
from dougong.records.scene import Stage
from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.filters.condition import Condition, Test, both
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets.funnel import Funnel
from dougong_engine.widgets.kpi import Kpi
from dougong_engine.widgets.table import Table


async def drill(stage: Stage, viewing: Viewing, widget: WidgetSpec, asked: DrillAsked) -> Drilled:
    """`{entity, filter, ids?}` in keys of the API; `ids` for stuck records. Raises Invalid: dashboard.drill.*."""
    match widget:
        case Kpi():
            metric = viewing.metric(widget.metric)
            return _filter(viewing, widget, metric.entity, metric.where, metric.measure.where)
        case Funnel() if asked.stuck:
            return await _stuck(stage, viewing, widget, asked)
        case Funnel():
            gate = gate_of(viewing.scene, widget)
            here = Test(field=gate.field, op="is", value=_single(asked.groups))
            return _filter(viewing, widget, widget.entity, widget.where, here)
        case Grouped():
            return _filter(
                viewing, widget, widget.entity, widget.where, _measured(widget, asked.measure), _marked(widget, asked)
            )
        case Table():
            return _filter(viewing, widget, widget.entity, widget.where)
        case _:
            raise invalid("dashboard.drill.not_possible", widget=widget.name)


def _filter(viewing: Viewing, widget: WidgetSpec, entity_id: str, *conditions: Condition | None) -> Drilled:
    scene = viewing.scene
    found = viewing.only(widget, entity_id, *conditions)
    key = scene.planning.schema.table(entity_id).entity.key
    return {"entity": key, "filter": None if found is None else with_keys(scene, entity_id, found)}


async def _stuck(stage: Stage, viewing: Viewing, widget: Funnel, asked: DrillAsked) -> Drilled:
    only = viewing.only(widget, widget.entity, widget.where)
    ids = await Funnels(stage).stuck(viewing.scene, widget, _single(asked.groups), only)
    key = viewing.scene.planning.schema.table(widget.entity).entity.key
    return {"entity": key, "filter": {"field": "id", "op": "in", "value": list[Json](ids)}, "ids": ids}


def _single(groups: Sequence[Json]) -> Json:
    if len(groups) != 1:
        raise invalid("dashboard.drill.groups", "groups", count=1)
    return groups[0]


def _measured(widget: Grouped, id: str | None) -> Condition | None:
    """What a measure adds; the card's first one unless another is named."""
    found = next((one for one in widget.measures if id is None or one.id == id), None)
    if found is None:
        raise invalid("dashboard.drill.measure", "measure", measure=id)
    return found.where


def _marked(widget: Grouped, asked: DrillAsked) -> Condition | None:
    if len(asked.groups) != len(widget.groups):
        raise invalid("dashboard.drill.groups", "groups", count=len(widget.groups))
    return both(*(marked(group, value) for group, value in zip(widget.groups, asked.groups, strict=True)))
