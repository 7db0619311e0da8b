"""A board while it is answered for one caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dougong.dashboards.crossing import Cross, crossed
from dougong.dashboards.narrowing import Given, narrowed
from dougong.kernel.problem import refuse
from dougong.records.scene import Scene
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.metric import Metric
from dougong_engine.design.role import Role
from dougong_engine.errors import invalid
from dougong_engine.filters.condition import Condition, both
from dougong_engine.widgets import WidgetSpec


@dataclass(slots=True)
class Viewing:
    """A board, its caller, the chosen filters and perhaps a mark on one card that the others follow.

    `unproven` tells that some answer was empty and carried no epoch; `metrics` are those of an author that are not
    published yet.
    """

    scene: Scene
    board: Dashboard
    given: Given
    unproven: bool = False
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    cross: Cross | None = None

    def only(self, widget: WidgetSpec, entity_id: str, *conditions: Condition | None) -> Condition | None:
        """Conditions together with what the board's filters and the mark on another card ask of a card's records."""
        found = narrowed(self.scene, self.board, self.given, entity_id, widget.id)
        if self.cross is None or self.cross.widget.id == widget.id:
            return both(*conditions, found)
        return both(*conditions, found, crossed(self.scene, self.cross, entity_id))

    def widgets(self, ids: Sequence[str] | None) -> list[WidgetSpec]:
        """The cards with these ids, all if None. Raises Refusal 404 dashboard.widget.unknown."""
        if ids is None:
            return list(self.board.widgets)
        by_id = {one.id: one for one in self.board.widgets}
        for id in ids:
            if id not in by_id:
                raise refuse(404, "dashboard.widget.unknown", ("widgets",), widget=id)
        return [by_id[id] for id in dict.fromkeys(ids)]

    def metric(self, id: str) -> Metric:
        """The metric that a card shows. Raises Invalid: dashboard.metric.unknown."""
        metric = self.metrics.get(id) or self.scene.planning.schema.design.get(Metric, id)
        if metric is None:
            raise invalid("dashboard.metric.unknown", metric=id)
        return metric


def may_open(scene: Scene, board: Dashboard) -> bool:
    """Boards that roles list are for holders of those roles; others are for everyone, under everyone's own rights."""
    listed = {one.id for one in scene.planning.schema.design.of(Role) if board.id in one.opens}
    return scene.principal.admin or not listed or not listed.isdisjoint(scene.principal.roles)


def opened(scene: Scene, id: str) -> Dashboard:
    """The board. Raises Refusal 404 for one that does not exist or that the caller may not open."""
    board = scene.planning.schema.design.get(Dashboard, id)
    if board is None or not may_open(scene, board):
        raise refuse(404, "design.unknown", id=id)
    return board
