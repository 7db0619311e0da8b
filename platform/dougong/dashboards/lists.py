"""Records as rows on a board: the first of a list under the caller's rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dougong.dashboards.groups import condition
from dougong.dashboards.paths import keys_of
from dougong.dashboards.viewing import Viewing
from dougong.records.reading import may_see, remembered
from dougong.records.scene import Stage
from dougong.storage.listing import Listing, listing
from dougong.storage.output import to_object
from dougong.storage.reader import Cell
from dougong.storage.resolve import Path, shape, values
from dougong_engine.errors import Invalid
from dougong_engine.widgets.table import Table


@dataclass(slots=True)
class Lists:
    """Answers cards of records."""

    stage: Stage

    async def ask(self, viewing: Viewing, widget: Table) -> dict[str, Any]:
        """`{entity, columns, records}`: without columns that the caller may not see, nor orders that they may not know.

        Raises Refusal 403, Invalid field.* for conditions over hidden fields.
        """
        scene = viewing.scene
        may_see(scene, widget.entity)
        where = condition(scene, widget.entity, viewing.only(widget, widget.entity, widget.where), "p")
        fields = [one for one in widget.columns if _may(scene.reader(widget.entity).glimpse, one)]
        sort = [one for one in widget.sort if _may(scene.reader(widget.entity).cell, one.field)]
        columns = [{"key": keys_of(scene, widget.entity, one), "field": one} for one in fields]
        dialect = self.stage.database.dialect

        def make() -> Listing:
            wanted: list[tuple[str, tuple[str, ...], bool]] = [("id", ("id",), False)]
            wanted += [(one["key"], tuple(one["field"].split(".")), True) for one in columns if one["key"] != "id"]
            return listing(scene.reader(widget.entity), dialect, wanted, where, sort, None)

        order = tuple((one.field, one.descending) for one in sort)
        plan = remembered(scene, ("card", widget.entity, tuple(fields), order, shape(where)), make)
        bound = {**scene.bound(), **plan.bound, **values(where), "limit": widget.limit}
        rows = await self.stage.database.fetch(plan.statement, bound)
        if rows:
            scene.check_epoch(rows[0][plan.epoch])
        else:
            viewing.unproven = True
        key = scene.planning.schema.table(widget.entity).entity.key
        return {"entity": key, "columns": columns, "records": [to_object(plan.members, row) for row in rows]}


def _may(reach: Callable[[Path], Cell], field: str) -> bool:
    try:
        reach(tuple(field.split(".")))
    except Invalid as error:
        if error.problems[0].code == "field.hidden":
            return False
        raise
    return True
