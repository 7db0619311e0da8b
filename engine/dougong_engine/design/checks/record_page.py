"""Checks a record's page: its form and fields are the entity's, its lists lead from the record to other records."""

from collections.abc import Iterator

from dougong_engine.design.checks.board import SORT_LIMIT, entity_known
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form
from dougong_engine.design.objects import Design
from dougong_engine.design.record_page import Block, Listed, RecordPage
from dougong_engine.design.resolve import Start, field_at
from dougong_engine.errors import Problem
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable

FACT_LIMIT = 5
BLOCK_LIMIT = 12
COLUMN_LIMIT = 8


def check_record_page(design: Design, entity: Entity, page: RecordPage) -> Iterator[Problem]:
    """What is wrong with the page; field paths of its lists are checked with the entity's other paths."""
    if page.form is not None:
        form = design.get(Form, page.form)
        if form is None or form.entity != entity.id:
            yield Problem("design.form.unknown", ("form",), {"form": page.form})
    yield from _facts(entity, page)
    blocks = tuple(page.blocks())
    if len(blocks) > BLOCK_LIMIT:
        yield Problem("design.record_page.too_many", ("main",), {"limit": BLOCK_LIMIT, "count": len(blocks)})
    if all(one.kind != "details" for one in page.main):
        yield Problem("design.record_page.no_details", ("main",))
    yield from duplicates((one.id for _, _, one in blocks), "design.id.twice", "main")
    seen: set[str] = set()
    for place, index, block in blocks:
        if block.records is None and block.kind in seen:
            yield Problem("design.record_page.block_twice", (place, index, "kind"), {"kind": block.kind})
        if block.records is None:
            seen.add(block.kind)
        yield from (problem.under(place, index) for problem in _block(design, entity, block))


def _facts(entity: Entity, page: RecordPage) -> Iterator[Problem]:
    if len(page.facts) > FACT_LIMIT:
        yield Problem("design.record_page.too_many_facts", ("facts",), {"limit": FACT_LIMIT, "count": len(page.facts)})
    yield from duplicates(page.facts, "design.id.twice", "facts")
    for index, id in enumerate(page.facts):
        field = entity.field(id)
        if field is None:
            yield Problem("design.field.unknown", ("facts", index), {"field": id, "entity": entity.id})
        elif isinstance(field, SubTable):
            yield Problem("design.record_page.fact_type", ("facts", index), {"field": id})


def _block(design: Design, entity: Entity, block: Block) -> Iterator[Problem]:
    listed = block.records
    if listed is None:
        if block.field is not None:
            yield Problem("design.record_page.list", ("field",), {"field": block.field})
        return
    if block.kind != "related":
        yield Problem("design.record_page.list", ("records",), {"field": block.field or listed.through or ""})
        return
    if design.entity(listed.entity) is None:
        yield from (problem.under("records") for problem in entity_known(design, listed.entity))
        return
    if len(listed.columns) > COLUMN_LIMIT:
        params = {"limit": COLUMN_LIMIT, "count": len(listed.columns)}
        yield Problem("design.record_page.too_many_columns", ("records", "columns"), params)
    if len(listed.sort) > SORT_LIMIT:
        yield Problem("design.view.too_many_sorts", ("records", "sort"), {"limit": SORT_LIMIT})
    if not _leads(design, entity, block.field, listed):
        at = ("field",) if listed.through is None else ("records", "through")
        yield Problem("design.record_page.list", at, {"field": block.field or listed.through or ""})


def _leads(design: Design, entity: Entity, own: str | None, listed: Listed) -> bool:
    """Whether exactly one link leads between the record and those in the list."""
    if (own is None) == (listed.through is None):
        return False
    if own is not None:
        link = entity.field(own)
        return isinstance(link, Link) and link.entity == listed.entity
    back = field_at(design, Start(listed.entity), listed.through or "")
    return isinstance(back, Link) and back.entity == entity.id
