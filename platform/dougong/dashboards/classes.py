"""ABC classification under the caller's rights: one grouped statement, classified exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dougong.dashboards.groups import Grouped, Groups, rendered
from dougong.dashboards.viewing import Viewing
from dougong.dashboards.wire import plain, quotient
from dougong.records.scene import Scene, Stage
from dougong.storage.grouping import GroupRow
from dougong_engine.errors import invalid
from dougong_engine.filters.condition import Condition
from dougong_engine.formula.numbers import ZERO
from dougong_engine.metrics.classes import Classified, ClassTotal, Placed, classify
from dougong_engine.query.query import MOST_GROUPS, GroupQuery
from dougong_engine.widgets.abc import Abc


@dataclass(frozen=True, slots=True)
class ClassedRows:
    """The groups, greatest first, with the class of each; `without` are the records that belong to none."""

    grouped: Grouped
    classified: Classified
    without: GroupRow | None


@dataclass(slots=True)
class Classes:
    """Answers classifications."""

    stage: Stage

    async def ask(self, viewing: Viewing, widget: Abc) -> dict[str, Any]:
        """`{rows, more, whole, classes: {A: {count, total, share}}, without?, skipped?}` in JSON of the API."""
        found = await self.classed(viewing.scene, widget, viewing.only(widget, widget.entity, widget.where))
        first = widget.measures[0].id
        rows, placed = found.grouped.rows, found.classified.placed
        shown = Grouped(found.grouped.plan, rows[: widget.limit], len(rows) > widget.limit)
        answer: dict[str, Any] = rendered(viewing.scene, shown)
        for row, place in zip(answer["rows"], placed, strict=False):
            row |= _placed(place)
        answer["whole"] = plain(_as_counted(found.classified.whole, widget))
        answer["classes"] = {name: _class(one, widget) for name, one in found.classified.classes.items()}
        if found.without is not None:
            answer["without"] = plain(_value(found.without, first))
        skipped = sum(sum(row.skipped.values()) for row in rows)
        return answer | ({"skipped": skipped} if skipped else {})

    async def classed(self, scene: Scene, widget: Abc, where: Condition | None) -> ClassedRows:
        """Every group with its class; records without a value in the dimension stand apart.

        Raises Invalid: dashboard.abc.too_many beside what grouped queries raise.
        """
        query = GroupQuery(
            entity=widget.entity,
            groups=widget.groups,
            measures=widget.measures,
            where=where,
            order="measure",
            descending=True,
            limit=MOST_GROUPS,
        )
        found = await Groups(self.stage).ask(scene, query)
        if found.more:
            # A class needs every group: with some of them left out the whole would be wrong.
            raise invalid("dashboard.abc.too_many", limit=MOST_GROUPS)
        rows = tuple(row for row in found.rows if row.values[0] is not None)
        without = next((row for row in found.rows if row.values[0] is None), None)
        totals = [Decimal(_value(row, widget.measures[0].id)) for row in rows]
        return ClassedRows(Grouped(found.plan, rows, False), classify(totals, widget.cutoffs), without)


def _value(row: GroupRow, measure: str) -> int | Decimal:
    """What a group adds; nothing where the caller may see none of its cells."""
    value = row.measures[measure]
    return value if isinstance(value, int | Decimal) else ZERO


def _placed(place: Placed) -> Mapping[str, Any]:
    return {"class": place.name, "share": quotient(place.share), "reached": quotient(place.reached)}


def _class(one: ClassTotal, widget: Abc) -> dict[str, Any]:
    total = plain(_as_counted(one.total, widget))
    return {"count": one.count, "total": total, "share": quotient(one.share)}


def _as_counted(total: Decimal, widget: Abc) -> int | Decimal:
    """Counts are numbers on the wire, sums are texts."""
    return int(total) if widget.measures[0].summary == "count" else total
