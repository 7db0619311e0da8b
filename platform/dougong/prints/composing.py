"""Fills a print template in for one reader: what they may not see is left out, masked or named as restricted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import orjson

from dougong.kernel.problem import Refusal, refuse
from dougong.prints.approval_tables import approval_tables
from dougong.prints.sheet import BlockDrawn, ColumnDrawn, Sheet, TableDrawn, TablesDrawn
from dougong.prints.wording import VALUE_CHARACTERS, Wording
from dougong.process.approval_records import ApprovalRecords
from dougong.process.seeing import Record, Viewer, askable
from dougong.process.words import worded
from dougong.records.reading import Question, Reading
from dougong.records.scene import Scene
from dougong.storage.output import MASKED, RESTRICTED
from dougong.storage.resolve import field_at
from dougong.storage.system_names import system_named
from dougong_engine.design.print import (
    Approvals,
    Block,
    Fields,
    Heading,
    PageBreak,
    Print,
    Related,
    Rows,
    Signatures,
    Text,
)
from dougong_engine.errors import Invalid
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind
from dougong_engine.messages_template import fill, paths

MOST_ROWS = 500
MOST_RELATED = 8
"""Lists of related records on a sheet; each is a question of its own."""

Specs = dict[str, tuple[FieldSpec, str]]
"""Type and key by path of field ids, without those of which the reader may see nothing."""


@dataclass(slots=True)
class Composing:
    """Asks for everything that a sheet shows: once for the record, once for each related list, thrice for approvals."""

    reading: Reading
    approvals: ApprovalRecords

    async def sheet(self, scene: Scene, template: Print, record_id: str) -> Sheet:
        """The sheet in the caller's language. Raises Refusal 404 for a record that is not there for the caller."""
        locale = scene.principal.locale
        template = scene.planning.schema.localized(template, locale)
        database = self.reading.stage.database
        specs: Specs = dict(askable(scene, template.entity, tuple(sorted(set(_mentioned(template))))))
        keys = ("id", *sorted({key for _, key in specs.values()}))
        record = await Viewer(scene, database, database.dialect).record(
            template.entity, record_id, keys, frozenset(keys)
        )
        if record is None:
            raise refuse(404, "record.unknown", id=record_id)
        page = _Page(self, scene, template, record_id, record, specs, Wording(scene.clock.zone, locale))
        return {
            "title": template.name,
            "lang": locale,
            "paper": {
                "size": template.paper.size,
                "direction": template.paper.direction,
                "margin": template.paper.margin,
            },
            "footer": {"text": page.filled(template.footer.text), "numbers": template.footer.numbers},
            "blocks": [drawn for block in template.blocks if (drawn := await page.drawn(block)) is not None],
        }


def _mentioned(template: Print) -> Iterator[str]:
    """The paths of the record itself that a sheet shows."""
    yield from paths(template.footer.text)
    for block in template.blocks:
        match block:
            case Heading() | Text():
                yield from paths(block.text)
            case Fields():
                yield from block.fields
            case Rows():
                yield block.rows
            case _:
                pass


@dataclass(slots=True)
class _Page:
    """One template over one record."""

    composing: Composing
    scene: Scene
    template: Print
    record_id: str
    record: Record
    specs: Specs
    wording: Wording
    related: int = 0

    async def drawn(self, block: Block) -> BlockDrawn | None:
        """The block with its values; None if there is nothing in it for this reader."""
        match block:
            case Heading():
                text = self.filled(block.text).replace("\n", " ")
                return {"id": block.id, "type": "heading", "text": text, "level": block.level, "align": block.align}
            case Text():
                return {"id": block.id, "type": "text", "text": self.filled(block.text), "align": block.align}
            case Fields():
                cells = [
                    {"label": self._label(self.template.entity, path), "value": self._value(path)}
                    for path in block.fields
                    if path in self.specs
                ]
                drawn = {"id": block.id, "type": "fields", "title": block.title, "columns": block.columns}
                return cast("BlockDrawn", {**drawn, "cells": cells}) if cells else None
            case Rows():
                return self._tables(block, self._rows(block))
            case Related():
                return self._tables(block, await self._related(block))
            case Approvals():
                found = await self.composing.approvals.of_record(self.scene, self.template.entity, self.record_id)
                tables = approval_tables(found, self.wording)
                return {"id": block.id, "type": "tables", "title": block.title, "tables": tables}
            case Signatures():
                return {"id": block.id, "type": "signatures", "places": [one.name for one in block.places]}
            case PageBreak():
                return {"id": block.id, "type": "page_break"}
            case _:
                raise TypeError(f"no drawing of {block.type!r}")

    def filled(self, text: str) -> str:
        """A text with its places filled."""
        return fill(text, self._value, VALUE_CHARACTERS)

    def _value(self, path: str) -> str:
        found = self.specs.get(path)
        return "" if found is None else self.wording.of(self.record, found[1], found[0])

    def _label(self, entity_id: str, path: str) -> str:
        """The names of the fields on the way, in the reader's language."""
        schema, locale = self.scene.planning.schema, self.scene.principal.locale
        steps = path.split(".")
        specs = [field_at(schema, entity_id, tuple(steps[: end + 1]), locale) for end in range(len(steps))]
        return " · ".join(system_named(one, locale) for one in specs)

    def _tables(self, block: Rows | Related, table: TableDrawn | None) -> TablesDrawn | None:
        if table is None:
            return None
        return {"id": block.id, "type": "tables", "title": block.title, "tables": [table]}

    def _rows(self, block: Rows) -> TableDrawn | None:
        """A sub-table of the record; its columns have the rights of the sub-table."""
        found = self.specs.get(block.rows)
        if found is None or not isinstance(found[0], SubTable):
            return None
        table, key = found[0], found[1]
        if key in self.record.get(RESTRICTED, ()):
            return _only(self.wording.said("access.restricted"))
        by_id = {one.id: one for one in table.fields}
        columns = [(path, by_id[path]) for path in block.fields if path in by_id]
        records = cast("list[Record]", self.record.get(key) or [])
        return self._table([(path, spec, spec.key, spec.name) for path, spec in columns], records, block.totals, False)

    async def _related(self, block: Related) -> TableDrawn | None:
        """Records that link here, the oldest first."""
        self.related += 1
        schema = self.scene.planning.schema
        if self.related > MOST_RELATED or block.entity not in schema.tables:
            return None
        specs = askable(self.scene, block.entity, tuple(sorted({*block.fields, block.link})))
        shown = [path for path in block.fields if path in specs]
        if block.link not in specs or not shown:
            return None
        link, key = specs[block.link]
        asked = Question(
            filter={
                "field": key,
                "op": "contains_any" if isinstance(link, Link) and link.many else "is",
                "value": [self.record_id] if isinstance(link, Link) and link.many else self.record_id,
            },
            fields=tuple(specs[path][1] for path in shown),
            expand=frozenset(specs[path][1] for path in shown),
            sort=("created_at",),
            limit=MOST_ROWS,
        )
        try:
            page = await self.composing.reading.page(self.scene.principal, schema.table(block.entity).entity.key, asked)
        except (Refusal, Invalid):
            return None
        records: list[Record] = orjson.loads(orjson.dumps(page.records, option=orjson.OPT_UTC_Z))
        columns = [(path, *specs[path], self._label(block.entity, path)) for path in shown]
        return self._table(columns, records, block.totals, page.next is not None)

    def _table(
        self,
        columns: Sequence[tuple[str, FieldSpec, str, str]],
        records: list[Record],
        totals: Iterable[str],
        more: bool,
    ) -> TableDrawn | None:
        """`columns` are path, type, key and name."""
        if not columns:
            return None
        more = more or len(records) > MOST_ROWS
        kept = records[:MOST_ROWS]
        heads: list[ColumnDrawn] = [
            {"name": name, "align": "right" if spec.kind() is Kind.NUMBER else "left"} for _, spec, _, name in columns
        ]
        rows = [[self.wording.of(one, key, spec) for _, spec, key, _ in columns] for one in kept]
        summed = {path for path in totals if not more}
        sums = [self._sum(kept, key, spec) if path in summed else "" for path, spec, key, _ in columns]
        if sums and not sums[0]:
            sums[0] = self.wording.said("print.total")
        note = self.wording.said("print.rows.more", count=MOST_ROWS) if more else ""
        if not kept:
            note = self.wording.said("print.rows.none")
        return {
            "heading": "",
            "columns": heads,
            "rows": rows,
            "totals": sums if summed and kept else None,
            "note": note,
        }

    def _sum(self, records: list[Record], key: str, spec: FieldSpec) -> str:
        """The sum of a column; 'restricted' where it holds a value that the reader may not see."""
        if any(key in one.get(RESTRICTED, ()) or key in one.get(MASKED, {}) for one in records):
            return self.wording.said("access.restricted")
        values: list[Any] = [one.get(key) for one in records]
        return worded(spec, sum((Decimal(value) for value in values if value is not None), Decimal(0)))


def _only(note: str) -> TableDrawn:
    return {"heading": "", "columns": [], "rows": [], "totals": None, "note": note}
