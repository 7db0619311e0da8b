"""Records as a CSV or Excel file, as far as whoever exports may see them."""

import csv
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import orjson

from dougong.imports.directory import CompanyRows
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import WorkspaceZone, zone
from dougong.records.reading import Question, Reading, Record
from dougong.records.scene import Scene
from dougong.storage.output import MASKED
from dougong_engine.design.entity import Entity
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.kinds import Kind, Storage

AT_ONCE = 50_000
"""Rows of a file that is made while somebody waits; more are a job."""
JOB_LIMITS: "dict[Format, int]" = {"csv": 5_000_000, "xlsx": 1_048_575}
"""An Excel sheet has no more rows, its header left out."""
PAGE = 500
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Format = Literal["csv", "xlsx"]
Render = Callable[[object], str]
Lines = AsyncIterator[list[list[str]]]
Told = Callable[[int, int], Awaitable[None]]
"""Hears how many rows are written of how many; what it raises ends the export."""


async def nobody(_done: int, _total: int) -> None:
    """Where nobody waits for the progress."""


@dataclass(frozen=True, slots=True)
class Export:
    """What to export: a filter and an order as in lists, keys of fields (all that can be seen by default)."""

    format: Format
    filter: object = None
    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of an export, and how each value is written."""

    entity: Entity
    specs: tuple[FieldSpec, ...]
    renders: tuple[Render, ...]
    expand: frozenset[str]


@dataclass(slots=True)
class Exporting:
    """Writes files; every page is read under the caller's rights of that moment."""

    reading: Reading
    company: CompanyRows

    async def write(
        self, principal: Principal, key: str, export: Export, target: Path, most: int = AT_ONCE, told: Told = nobody
    ) -> None:
        """The records into a file. Refuses (403) without the right, (413) above `most` rows."""
        scene = await self.reading.stage.scene(principal)
        entity = may_export(scene, key)
        count = (await self.reading.count(principal, key, export.filter, exact=True)).value
        if count > most:
            raise refuse(413, "export.rows.many", limit=most, count=count)
        shape = await self._shape(scene, entity, export)
        lines = _counted(self._lines(principal, shape, export), count, told)
        named = scene.planning.schema.localized(entity, principal.locale)
        names = [(named.field(one.id) or one).name for one in shape.specs]
        await (write_csv if export.format == "csv" else write_workbook)(target, names, lines)

    async def _shape(self, scene: Scene, entity: Entity, export: Export) -> Shape:
        seen = scene.planning.access(scene.who, entity.id).shown()
        if export.fields:
            found = [entity.field_by_key(key) for key in export.fields]
            unknown = [key for key, spec in zip(export.fields, found, strict=True) if spec is None]
            if unknown:
                raise refuse(422, "field.unknown", ("fields",), field=unknown[0], entity=entity.name)
            specs = tuple(one for one in found if one is not None)
        else:
            owner = entity.field("owner")
            specs = tuple(one for one in (*entity.fields, owner) if one is not None and one.id in seen)
        specs = tuple(one for one in specs if one.storage() is not Storage.ROWS)
        shown = scene.planning.schema.localized(entity, scene.principal.locale)
        names = await self._names(scene, specs)
        local = zone(scene.planning.schema.timezone)
        renders = tuple(_render(shown.field(one.id) or one, names, local) for one in specs)
        expand = frozenset(one.key for one in specs if field_type(one).refers is not None)
        return Shape(entity, specs, renders, expand)

    async def _names(self, scene: Scene, specs: Sequence[FieldSpec]) -> dict[str, str]:
        """Names of people and departments, for fields that hold several; lists of records show their ids."""
        kinds = {field_type(one).refers for one in specs if one.storage() is Storage.LINKS}
        if not kinds & {Refers.PERSON, Refers.DEPARTMENT}:
            return {}
        company = await self.company.read(scene.principal.workspace_id)
        return {**company.people.shown, **company.departments.shown}

    async def _lines(self, principal: Principal, shape: Shape, export: Export) -> Lines:
        keys = tuple(one.key for one in shape.specs)
        cursor: str | None = None
        while True:
            question = Question(export.filter, keys, shape.expand, export.sort, PAGE, cursor)
            page = await self.reading.page(principal, shape.entity.key, question)
            yield [_line(record, keys, shape.renders) for record in page.records]
            cursor = page.next
            if cursor is None:
                return


def _line(record: Record, keys: Sequence[str], renders: Sequence[Render]) -> list[str]:
    masks = record.get(MASKED, {})
    assert isinstance(masks, dict)
    return [masks.get(key) or render(opened(record.get(key))) for key, render in zip(keys, renders, strict=True)]


def may_export(scene: Scene, key: str) -> Entity:
    """The entity; 403 unless the caller may export from it."""
    entity = scene.planning.schema.by_key(key).entity
    if not scene.planning.access(scene.who, entity.id).may("export"):
        raise refuse(403, "access.action", action="export", entity=entity.name)
    return entity


async def _counted(lines: Lines, total: int, told: Told) -> Lines:
    done = 0
    async for some in lines:
        done += len(some)
        await told(done, total)
        yield some


def _render(spec: FieldSpec, names: dict[str, str], local: WorkspaceZone) -> Render:
    if spec.kind() is Kind.MOMENT:
        return lambda value: f"{local.local(value):%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else plain(value)
    if isinstance(spec, Choice | MultiChoice):
        options = {one.id: one.name for one in spec.options}
        return lambda value: joined(options.get(one, one) for one in listed(value))
    if isinstance(spec, Link) or field_type(spec).refers is not None:
        return lambda value: joined(_title(one, names) for one in listed(value))
    return plain


def _title(one: object, names: dict[str, str]) -> str:
    if isinstance(one, dict):
        return str(one.get("title") or "")
    return names.get(str(one), str(one))


def opened(value: object) -> object:
    """A value that the reader passes on as JSON, taken apart."""
    return orjson.loads(orjson.dumps(value)) if isinstance(value, orjson.Fragment) else value


def listed(value: object) -> list[Any]:
    """One value, several or none as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def joined(texts: Iterable[str]) -> str:
    """Several values in a cell."""
    return "; ".join(one for one in texts if one)


def plain(value: object) -> str:
    """A value as people read it and the importer reads it back."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case {"address": str(address)}:
            return address
        case dict() | list():
            return ""
        case _:
            return str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the CSV."""
    return f"'{text}" if text.startswith(BEGINS_FORMULA) and not _number(text) else text


def _number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].replace(".", "", 1).isdecimal()


async def write_csv(target: Path, names: Sequence[str], lines: Lines) -> None:
    """UTF-8 with a mark in front, by which Excel knows it."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(one) for one in names])
        async for some in lines:
            writer.writerows([[harmless(cell) for cell in row] for row in some])


async def write_workbook(target: Path, names: Sequence[str], lines: Lines) -> None:
    """Every cell as text, row by row, without holding the sheet in memory."""
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(target), options) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(names):
            sheet.write_string(0, column, name)
        number = 1
        async for some in lines:
            for row in some:
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell[:32_767])
                number += 1
