"""Stored values of a run's log in the words of one viewer: never more than their rights on the record show today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.process.naming import names_of
from dougong.process.seeing import Viewer
from dougong.process.words import shown, worded
from dougong.storage.driver.expressions import any_of
from dougong.storage.facts import Fetch
from dougong.storage.people_tables import departments
from dougong.storage.resolve import field_at
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.link import Link
from dougong_engine.formula.values import Zone

DEPARTMENTS = sa.select(departments.c.id, departments.c.name).where(
    departments.c.workspace_id == sa.bindparam("ws", type_=UuidType()), any_of(departments.c.id, "ids")
)
MOST_RECORDS = 50
"""Linked records that are named; the others are shown without a name."""


@dataclass(slots=True)
class Values:
    """Fields by path, and the names of what values point to."""

    schema: Schema
    entity_id: str
    zone: Zone
    locale: str
    names: dict[str, str] = field(default_factory=dict)

    def spec(self, path: str) -> FieldSpec | None:
        """The field at a path; None if the entity has it no longer."""
        try:
            return field_at(self.schema, self.entity_id, tuple(path.split(".")), self.locale)
        except EngineError:
            return None

    def label(self, path: str) -> str:
        """The names of the fields along a path."""
        owner, names = self.entity_id, []
        for step in path.split("."):
            spec = self.schema.localized(self.schema.table(owner).entity, self.locale).field(step)
            names.append(spec.name if spec is not None else step)
            owner = getattr(spec, "entity", owner)
        return " / ".join(names)

    def text(self, spec: FieldSpec, raw: Json) -> str:
        """A stored JSON value in words; empty for nothing."""
        if raw is None:
            return ""
        try:
            value = field_type(spec).parse(spec, raw)
        except (EngineError, ValueError):
            return str(raw)[:200]
        return worded(spec, shown(spec, value, self.zone, self.names))

    def texts(self, spec: FieldSpec, raw: Iterable[Json]) -> str:
        """Several values of one field, each perhaps one of its many."""
        many = bool(getattr(spec, "many", False)) or spec.type == "multi_choice"
        return "、".join(self.text(spec, [one] if many else one) for one in raw)


Pointing = tuple[FieldSpec, Json]


async def name_all(
    values: Values, fetch: Fetch, statements: Statements, viewer: Viewer, pointing: list[Pointing]
) -> None:
    """Looks up the names of everything that these values point to, as the viewer may see them."""
    found: dict[Refers, set[str]] = {}
    records: dict[tuple[str, str], None] = {}
    for spec, raw in pointing:
        refers = field_type(spec).refers
        if refers is None:
            continue
        ids = {one for one in (raw if isinstance(raw, list) else [raw]) if isinstance(one, str)}
        found.setdefault(refers, set()).update(ids)
        if isinstance(spec, Link):
            records |= {(spec.entity, one): None for one in sorted(ids)}
    workspace = values.schema.workspace_id
    people = await names_of(fetch, statements, workspace, found.get(Refers.PERSON, ()))
    values.names |= people.known
    places = sorted(found.get(Refers.DEPARTMENT, ()))
    rows: list[Any] = await fetch.fetch(statements(DEPARTMENTS), {"ws": workspace, "ids": places}) if places else []
    values.names |= {str(id): str(name) for id, name in rows}
    for entity_id, id in list(records)[:MOST_RECORDS]:
        values.names[id] = await title_of(viewer, entity_id, id) or "?"


async def title_of(viewer: Viewer, entity_id: str, id: str) -> str | None:
    """A record's title as the viewer may see it; None if the record is not there for them."""
    tables = viewer.scene.planning.schema.tables
    if entity_id not in tables:
        return None
    entity = tables[entity_id].entity
    if await viewer.record(entity_id, id, ("id",)) is None:
        return None
    words = await viewer.words(entity_id, id, [entity.title])
    spec = entity.field(entity.title)
    return worded(spec, words.get(entity.title)) if spec is not None else ""


SAFE = frozenset({"node", "limit", "count", "have", "need", "branch", "flow", "entity", "field", "code", "action"})
"""Params of problems that name the design or count; all others may hold values of the record."""


def safe(params: Mapping[str, Any]) -> dict[str, Json]:
    """Params of a problem without values of the record."""
    return {name: one if name in SAFE else "…" for name, one in params.items()}
