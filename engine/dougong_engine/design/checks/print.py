"""Checks print templates: what they show exists, tables have columns of their own, templates can be filled in."""

from collections.abc import Iterator

from dougong_engine.design.checks.board import entity_known
from dougong_engine.design.checks.condition import check_paths, resolve_single
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.checks.flow import templates
from dougong_engine.design.objects import Design
from dougong_engine.design.print import Block, Heading, Print, Related, Rows, Signatures, Text
from dougong_engine.design.resolve import Resolved, Start
from dougong_engine.errors import Problem
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind


def check_print(design: Design, template: Print) -> Iterator[Problem]:
    """A template's entity, paths, texts and tables."""
    yield from entity_known(design, template.entity)
    yield from check_paths(design, template, None)
    yield from duplicates((one.id for one in template.blocks), "design.id.twice", "blocks")
    if design.entity(template.entity) is None:
        return
    for index, block in enumerate(template.blocks):
        yield from (problem.under("blocks", index) for problem in _block(design, template.entity, block))
    yield from templates(design, template.entity, template.footer.text, "footer", "text")


def _block(design: Design, entity: str, block: Block) -> Iterator[Problem]:
    match block:
        case Heading() | Text():
            yield from templates(design, entity, block.text, "text")
        case Rows():
            known = design.entity(entity)
            if known is None or not isinstance(known.field(block.rows), SubTable):
                yield Problem("design.print.rows", ("rows",), {"field": block.rows})
            else:
                yield from _totals(design, Start(entity, block.rows), block)
        case Related():
            yield from entity_known(design, block.entity)
            found = resolve_single(design, Start(block.entity), block.link)
            if not isinstance(found, Resolved):
                return
            if not isinstance(found.field, Link) or found.field.entity != entity:
                yield Problem("design.print.link", ("link",), {"field": block.link})
            yield from _totals(design, Start(block.entity), block)
        case Signatures():
            yield from duplicates((one.id for one in block.places), "design.id.twice", "places")
        case _:
            return


def _totals(design: Design, start: Start, block: Rows | Related) -> Iterator[Problem]:
    """Only columns that hold numbers can be added up."""
    for index, path in enumerate(block.totals):
        found = resolve_single(design, start, path)
        number = isinstance(found, Resolved) and found.field.kind() is Kind.NUMBER
        if path not in block.fields or not number:
            yield Problem("design.print.total", ("totals", index), {"field": path})
