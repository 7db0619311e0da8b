"""A run's record through somebody's rights: those of his roles, and those that a task or a copy gives him."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import orjson

from dougong.process.words import shown
from dougong.records.columns import columns
from dougong.records.reading import remembered
from dougong.records.scene import Scene
from dougong.storage.driver.port import Dialect
from dougong.storage.facts import Fetch
from dougong.storage.listing import Listing, single
from dougong.storage.output import RESTRICTED, to_object
from dougong.storage.resolve import field_at
from dougong.storage.schema import Schema
from dougong_engine.errors import Invalid
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.formula.values import Zone
from dougong_engine.kinds import Kind
from dougong_engine.messages_template import Shown

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Reads one record for one caller."""

    scene: Scene
    fetch: Fetch
    dialect: Dialect

    async def record(
        self, entity_id: str, id: str, fields: tuple[str, ...] = (), expand: frozenset[str] = frozenset()
    ) -> Record | None:
        """The record by keys in plain JSON; None if the caller may not see it or it is gone."""
        scene = self.scene
        if not scene.planning.access(scene.who, entity_id).may_see():
            return None

        def make() -> Listing:
            return single(scene.reader(entity_id), self.dialect, columns(scene, entity_id, fields, expand))

        plan = remembered(scene, ("view", entity_id, fields, expand), make)
        rows = await self.fetch.fetch(plan.statement, {**scene.bound(), **plan.bound, "id": id})
        if not rows:
            return None
        scene.check_epoch(rows[0][plan.epoch])
        found: Record = orjson.loads(orjson.dumps(to_object(plan.members, rows[0]), option=orjson.OPT_UTC_Z))
        return found

    async def words(self, entity_id: str, id: str, paths: Iterable[str]) -> Mapping[str, Shown]:
        """Values by path of field ids, as messages show them; what the caller may not read is left out."""
        specs, record = await self._asked(entity_id, id, paths)
        return {path: word(spec, record.get(key), self.scene.clock.zone) for path, (spec, key) in specs.items()}

    async def readable(self, entity_id: str, id: str, paths: Iterable[str]) -> frozenset[str]:
        """The paths of field ids whose values the caller may read in this record now."""
        specs, record = await self._asked(entity_id, id, paths)
        return frozenset(path for path, (_, key) in specs.items() if key not in record.get(RESTRICTED, ()))

    async def _asked(
        self, entity_id: str, id: str, paths: Iterable[str]
    ) -> tuple[Mapping[str, tuple[FieldSpec, str]], Record]:
        """Type and key of each path that the caller may ask for, and the record; nothing if it is not there."""
        specs = askable(self.scene, entity_id, tuple(sorted(set(paths))))
        wanted = tuple(sorted({key for _, key in specs.values()}))
        record = await self.record(entity_id, id, wanted, frozenset(wanted)) if specs else None
        return ({}, {}) if record is None else (specs, record)


def askable(scene: Scene, entity_id: str, paths: tuple[str, ...]) -> Mapping[str, tuple[FieldSpec, str]]:
    """Type, named in the caller's language, and key of each path of field ids that the caller may ask for."""
    name = ("askable", entity_id, paths, scene.principal.locale)
    return remembered(scene, name, lambda: _askable(scene, entity_id, paths))


def _askable(scene: Scene, entity_id: str, paths: tuple[str, ...]) -> dict[str, tuple[FieldSpec, str]]:
    schema, locale = scene.planning.schema, scene.principal.locale
    specs: dict[str, tuple[FieldSpec, str]] = {}
    for path in paths:
        parts = tuple(path.split("."))
        try:
            scene.reader(entity_id).cell(parts)
            specs[path] = field_at(schema, entity_id, parts, locale), keys_of(schema, entity_id, parts)
        except Invalid:
            continue
    return specs


def word(spec: FieldSpec, raw: Any, zone: Zone) -> Shown:
    """A value in plain JSON as messages show it."""
    if isinstance(raw, dict) and "title" in raw:
        return cast("str | None", raw["title"])
    if raw is None or spec.computed():
        number = spec.kind() is Kind.NUMBER and isinstance(raw, str | int)
        return Decimal(raw) if number else raw if isinstance(raw, str | int | bool) else None
    return shown(spec, field_type(spec).parse(spec, raw), zone, {})


def keys_of(schema: Schema, entity_id: str, path: tuple[str, ...]) -> str:
    """A path of field ids as the API writes it."""
    owner, keys = entity_id, []
    for step in path:
        spec = schema.table(owner).entity.field(step)
        assert spec is not None
        keys.append(spec.key)
        owner = getattr(spec, "entity", owner)
    return ".".join(keys)
