"""Puts the classes of an ABC card into a field, a part at a time, and takes them back.

There is no job to be lost: what is left follows from the data, and what was written stands in the history.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.dashboards.answers import LeftAlone, PartWritten
from dougong.dashboards.classes import Classes
from dougong.dashboards.schemas import ClassesTakenBack, ClassesWritten
from dougong.dashboards.viewing import Viewing
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records.bulk import Bulk, Item
from dougong.records.scene import Scene
from dougong.records.writing import Door
from dougong.storage.resolve import field_at
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong_engine.design.entity import Entity
from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.metrics.classes import CLASSES, ClassName
from dougong_engine.widgets.abc import Abc

PART = 250
"""Records that one request goes through."""
FIRST = "00000000-0000-0000-0000-000000000000"
_H = history.c
WRITTEN = (
    sa.select(_H.record_id, _H.version, _H.changes)
    .where(
        _H.workspace_id == sa.bindparam("ws", type_=UuidType()),
        _H.entity_id == sa.bindparam("entity", type_=TextType()),
        _H.record_id > sa.bindparam("after", type_=UuidType()),
        _H.cause == sa.bindparam("cause", type_=TextType()),
        _H.by == sa.bindparam("me", type_=UuidType()),
    )
    .order_by(_H.record_id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)

Opening = Callable[[Scene], Viewing]
"""The board that the card stands on: a published one, or one that its author has not saved yet."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where classes go: a choice field of the entity that the card's dimension links to."""

    entity: Entity
    field: Choice

    def options(self) -> Mapping[ClassName, str]:
        """Class → option; options go by their id or name. Raises Invalid: dashboard.abc.options."""
        named = {word.upper(): one.id for one in self.field.options if not one.archived for word in (one.id, one.name)}
        if any(name not in named for name in CLASSES):
            raise invalid("dashboard.abc.options", "field", field=self.field.name)
        return {name: named[name] for name in CLASSES}


@dataclass(frozen=True, slots=True)
class ClassWriting:
    """Writes as any list of writes does, under the rights of whoever asks."""

    bulk: Bulk

    async def write(self, principal: Principal, opening: Opening, asked: ClassesWritten) -> PartWritten:
        """The next records, in order of their ids. Raises Refusal 403, 404, 422."""
        stage = self.bulk.writing.stage

        async def work(scene: Scene) -> tuple[Target, list[tuple[str, str]]]:
            viewing = opening(scene)
            widget = _card(viewing, asked.widget)
            target = _target(scene, widget, asked.field)
            options = target.options()
            found = await Classes(stage).classed(scene, widget, viewing.only(widget, widget.entity, widget.where))
            placed = zip(found.grouped.rows, found.classified.placed, strict=True)
            return target, sorted((str(row.values[0]), options[place.name]) for row, place in placed)

        target, classed = await stage.under_rights(principal, work)
        rest = [one for one in classed if one[0] > (asked.after or "")]
        items = [Item("update", record, {target.field.key: option}) for record, option in rest[:PART]]
        write = asked.write or new_id()
        left = await self._store(principal, target, items, write)
        done = len(classed) - len(rest) + len(items)
        return _part(write, done, len(classed), left, items, more=len(rest) > PART)

    async def take_back(self, principal: Principal, opening: Opening, asked: ClassesTakenBack) -> PartWritten:
        """The next records as they were. Those that anybody changed since are left alone."""
        stage = self.bulk.writing.stage

        async def work(scene: Scene) -> Target:
            return _target(scene, _card(opening(scene), asked.widget), asked.field)

        target = await stage.under_rights(principal, work)
        bound = {
            "ws": principal.workspace_id,
            "me": principal.person_id,
            "entity": target.entity.id,
            "after": asked.after or FIRST,
            "cause": _cause(asked.write),
            "most": PART + 1,
        }
        database = stage.database
        rows = await database.fetch(Statements(database.dialect)(WRITTEN), bound)
        items = [_before(target, *row) for row in rows[:PART]]
        left = await self._store(principal, target, items, asked.write, back=True)
        return _part(asked.write, len(items), None, left, items, more=len(rows) > PART)

    async def _store(
        self, principal: Principal, target: Target, items: Sequence[Item], write: str, *, back: bool = False
    ) -> list[LeftAlone]:
        if not items:
            return []
        door = Door(via="bulk", cause=f"{_cause(write)}:undo" if back else _cause(write))
        results = await self.bulk.run(principal, target.entity.key, items, door, whole=False)
        return [{"id": str(one["id"]), "problem": one["problem"]} for one in results if "problem" in one]


def _cause(write: str) -> str:
    return f"classes:{write}"


def _part(
    write: str, done: int, total: int | None, left: list[LeftAlone], items: Sequence[Item], *, more: bool
) -> PartWritten:
    return {"write": write, "done": done, "total": total, "left": left, "after": items[-1].id if more else None}


def _before(target: Target, record: object, version: object, changes: Any) -> Item:
    before: Json = changes[target.field.id][0]
    return Item("update", str(record), {target.field.key: before}, int(str(version)))


def _card(viewing: Viewing, id: str) -> Abc:
    (widget,) = viewing.widgets((id,))
    if not isinstance(widget, Abc):
        raise refuse(422, "dashboard.abc.other", ("widget",), widget=widget.name)
    return widget


def _target(scene: Scene, widget: Abc, field: str) -> Target:
    """Raises Invalid: dashboard.abc.no_records, dashboard.abc.field."""
    schema = scene.planning.schema
    dimension = field_at(schema, widget.entity, tuple(widget.groups[0].field.split(".")))
    if not isinstance(dimension, Link):
        raise invalid("dashboard.abc.no_records", "widget", field=dimension.name)
    entity = schema.table(dimension.entity).entity
    found = entity.field(field)
    if not isinstance(found, Choice):
        raise invalid("dashboard.abc.field", "field", entity=entity.name)
    return Target(entity, found)
