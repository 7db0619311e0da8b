"""How each type of card is answered: one statement under the caller's rights."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from dougong.dashboards.classes import Classes
from dougong.dashboards.figures import Figures
from dougong.dashboards.funnels import Funnels
from dougong.dashboards.groups import Grouped as GroupedRows
from dougong.dashboards.groups import Groups, rendered
from dougong.dashboards.lists import Lists
from dougong.dashboards.viewing import Viewing
from dougong.dashboards.wire import plain
from dougong.records.scene import Scene, Stage
from dougong.storage.resolve import field_at, unfold
from dougong_engine.fields.choice import Choice
from dougong_engine.kinds import Kind
from dougong_engine.query.query import GroupQuery
from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets.abc import Abc
from dougong_engine.widgets.funnel import Funnel
from dougong_engine.widgets.kpi import Kpi
from dougong_engine.widgets.table import Table

Answer = dict[str, Any]
IN_ORDER = frozenset({Kind.DATE, Kind.MOMENT, Kind.BOOLEAN, Kind.NUMBER})
"""Kinds whose groups stand in their own order on a bar chart; others stand by size."""


class Order(NamedTuple):
    """How groups are asked for; `latest` asks for the last ones and turns them round."""

    by: Literal["group", "measure"]
    latest: bool = False


@dataclass(slots=True)
class Cards:
    """Answers cards; every method raises Refusal or Invalid for what the caller may not ask."""

    stage: Stage

    async def kpi(self, viewing: Viewing, widget: Kpi) -> Answer:
        """`{value, level, parts: {value, per}, skipped?}`."""
        (answer,) = await Figures(self.stage).ask(viewing, (widget,))
        return answer

    async def grouped(self, viewing: Viewing, widget: Grouped) -> Answer:
        """`{rows: [{groups, labels, measures}], more, whole?}`; `whole` is what the shown groups are shares of."""
        order = _order(viewing.scene, widget)
        grouped = await Groups(self.stage).ask(viewing.scene, question_of(viewing, widget, order))
        answer: Answer = rendered(viewing.scene, grouped)
        if widget.type in OF_A_WHOLE:
            answer |= _shares(widget, grouped, answer["rows"])
        if order.latest:
            answer["rows"].reverse()
            answer["rows"].sort(key=lambda row: row["groups"][:1] == [None])
        return answer

    async def table(self, viewing: Viewing, widget: Table) -> Answer:
        """`{entity, columns: [{key, field}], records}`."""
        return await Lists(self.stage).ask(viewing, widget)

    async def funnel(self, viewing: Viewing, widget: Funnel) -> Answer:
        """`{stages: [...]}`."""
        return await Funnels(self.stage).ask(viewing.scene, widget, viewing.only(widget, widget.entity, widget.where))

    async def abc(self, viewing: Viewing, widget: Abc) -> Answer:
        """`{rows: [{…, class, share, reached}], more, whole, classes, without?}`."""
        return await Classes(self.stage).ask(viewing, widget)


Card = Callable[[Cards, Viewing, Any], Awaitable[Answer]]

CARDS: Mapping[str, Card] = {
    "kpi": Cards.kpi,
    "bar": Cards.grouped,
    "line": Cards.grouped,
    "pie": Cards.grouped,
    "leaderboard": Cards.grouped,
    "abc": Cards.abc,
    "funnel": Cards.funnel,
    "table": Cards.table,
}
"""By type of widget; a test holds it against the registry of types."""

ORDERS: Mapping[str, Order] = {
    "line": Order("group", latest=True),
    "pie": Order("measure"),
    "leaderboard": Order("measure"),
}


OF_A_WHOLE = frozenset({"leaderboard", "pie"})
"""Cards that show shares: they ask for all groups, so that a share is one of everything and not of what is shown."""
MOST_SHARED = 1000


def _shares(widget: Grouped, grouped: GroupedRows, rows: list[Answer]) -> Answer:
    """The groups to be shown, and the first measure over all of them, if it adds up and all are there."""
    first = widget.measures[0]
    shown: Answer = {"rows": rows[: widget.limit], "more": grouped.more or len(rows) > widget.limit}
    if grouped.more or first.summary not in ("count", "sum"):
        return shown
    values = [row.measures[first.id] for row in grouped.rows]
    return shown | {"whole": plain(sum(one for one in values if isinstance(one, int | Decimal)))}


def _order(scene: Scene, widget: Grouped) -> Order:
    """Bars over days show the latest, bars over options stand in the options' order, all others by size."""
    if widget.type in ORDERS or not widget.groups:
        return ORDERS.get(widget.type, Order("group"))
    schema = scene.planning.schema
    path = unfold(schema, widget.entity, tuple(widget.groups[0].field.split(".")))
    spec = field_at(schema, widget.entity, path)
    if spec.kind() in (Kind.DATE, Kind.MOMENT):
        return Order("group", latest=True)
    return Order("group" if isinstance(spec, Choice) or spec.kind() in IN_ORDER else "measure")


def question_of(viewing: Viewing, widget: Grouped, order: Order) -> GroupQuery:
    """The card's query under the board's filters."""
    return GroupQuery(
        entity=widget.entity,
        groups=widget.groups,
        measures=widget.measures,
        where=viewing.only(widget, widget.entity, widget.where),
        order=order.by,
        descending=order.latest or order.by == "measure",
        limit=MOST_SHARED if widget.type in OF_A_WHOLE else widget.limit,
    )
