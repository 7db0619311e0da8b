"""A mark that was clicked on one card, as conditions on the records of the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dougong.records.scene import Scene
from dougong_engine.dashboards.crossing import followed, marked_by
from dougong_engine.dashboards.wiring import entity_of
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, invalid
from dougong_engine.filters.condition import All, Condition, Test, both
from dougong_engine.query.query import Bucket, Group
from dougong_engine.widgets import WidgetSpec


@dataclass(frozen=True, slots=True)
class Cross:
    """The card that was clicked and the values of its groups there."""

    widget: WidgetSpec
    values: tuple[Json, ...]


def crossed(scene: Scene, cross: Cross, entity_id: str) -> Condition | None:
    """What a mark asks of another entity's records; None where it does not reach them.

    Raises Invalid: dashboard.drill.groups, dashboard.drill.day.
    """
    groups = _reached(scene, cross.widget, entity_id)
    if groups is None:
        return None
    if len(groups) != len(cross.values):
        raise invalid("dashboard.drill.groups", "cross", "groups", count=len(groups))
    return both(*(marked(group, value) for group, value in zip(groups, cross.values, strict=True)))


def follows(scene: Scene, board: Dashboard) -> Mapping[str, list[str]]:
    """By card: the other cards that follow its marks, as far as the caller may know their fields."""
    design = scene.planning.schema.design
    entities = {one.id: entity for one in board.widgets if (entity := entity_of(design, one)) is not None}
    return {
        source.id: [
            id for id, entity in entities.items() if id != source.id and _reached(scene, source, entity.id) is not None
        ]
        for source in board.widgets
        if marked_by(design, source) is not None
    }


def _reached(scene: Scene, source: WidgetSpec, entity_id: str) -> tuple[Group, ...] | None:
    design = scene.planning.schema.design
    mark, entity = marked_by(design, source), design.entity(entity_id)
    groups = None if mark is None or entity is None else followed(design, mark, entity)
    if groups is None or not scene.planning.access(scene.who, entity_id).may_see():
        return None
    reader = scene.reader(entity_id)
    try:
        for group in groups:
            reader.cell(tuple(group.field.split(".")))
    except Invalid:
        # Somebody who may not see the field there sees the card as it is without the mark.
        return None
    return groups


def marked(group: Group, value: Json) -> Condition:
    """The records of one group by its value: null for empty cells, the first day for a stretch of days."""
    if value is None:
        return Test(field=group.field, op="is_empty")
    if not group.bucket:
        return Test(field=group.field, op="is", value=value)
    try:
        first = date.fromisoformat(str(value))
        end = after(first, group.bucket)
    except (ValueError, OverflowError):
        raise invalid("dashboard.drill.day", "groups", value=str(value)[:40]) from None
    from_ = Test(field=group.field, op="gte", value=first.isoformat())
    return All(all=(from_, Test(field=group.field, op="lt", value=end.isoformat())))


def after(first: date, bucket: Bucket) -> date:
    """The first day of the next stretch."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(bucket)
    if months is None:
        return first + timedelta(days=7 if bucket == "week" else 1)
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1, day=1)
