"""A print template: how one record of an entity is laid out on paper."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializeAsAny, StringConstraints

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id, Item, Note
from dougong_engine.filters.condition import FieldPath
from dougong_engine.typed import OneOf, read_typed

MOST_BLOCKS = 60
MOST_COLUMNS = 12
Column = Annotated[FieldPath, StringConstraints(pattern=r"^[^.]*$")]
"""A field of the thing itself, reached through no link."""

Align = Literal["left", "center", "right"]
BlockTitle = Annotated[str, Field(max_length=200)]


class Block(Doc):
    """A piece of the page; blocks follow each other from top to bottom."""

    id: Id
    type: str


class Heading(Block):
    """A line in large type; `text` has places for values as messages have: `{{ number }}`."""

    type: Literal["heading"]
    text: Annotated[str, Field(max_length=500)]
    level: Annotated[int, Field(ge=1, le=3)] = 1
    align: Align = "left"


class Text(Block):
    """Paragraphs with places for values."""

    type: Literal["text"]
    text: Note
    align: Align = "left"


class Fields(Block):
    """Names and values of fields side by side, in so many columns."""

    type: Literal["fields"]
    title: BlockTitle = ""
    columns: Annotated[int, Field(ge=1, le=3)] = 2
    fields: Annotated[tuple[FieldPath, ...], Field(max_length=60)]


class Rows(Block):
    """The rows of a sub-table; `fields` are columns of it, `totals` those of them that are added up."""

    type: Literal["rows"]
    title: BlockTitle = ""
    rows: Id
    fields: Annotated[tuple[Column, ...], Field(max_length=MOST_COLUMNS)]
    totals: Annotated[tuple[Column, ...], Field(max_length=MOST_COLUMNS)] = ()


class Related(Block):
    """Records of another entity whose `link` leads to the record; `fields` are paths from that entity."""

    type: Literal["related"]
    title: BlockTitle = ""
    entity: Id
    link: Column
    fields: Annotated[tuple[FieldPath, ...], Field(max_length=MOST_COLUMNS)]
    totals: Annotated[tuple[FieldPath, ...], Field(max_length=MOST_COLUMNS)] = ()


class Approvals(Block):
    """Who decided what and when in the record's approvals, with the check value of each decision log."""

    type: Literal["approvals"]
    title: BlockTitle = ""


class Signatures(Block):
    """Lines to sign on, side by side, each with a name below it."""

    type: Literal["signatures"]
    places: Annotated[tuple[Item, ...], Field(max_length=4)]


class PageBreak(Block):
    """What follows begins on a new page."""

    type: Literal["page_break"]


BLOCK_TYPES: dict[str, type[Block]] = {
    "heading": Heading,
    "text": Text,
    "fields": Fields,
    "rows": Rows,
    "related": Related,
    "approvals": Approvals,
    "signatures": Signatures,
    "page_break": PageBreak,
}


def _read(raw: object) -> Any:
    return read_typed(raw, BLOCK_TYPES, "block")


AnyBlock = Annotated[SerializeAsAny[Block], BeforeValidator(_read), OneOf(BLOCK_TYPES)]


class Paper(Doc):
    """Size, direction, and the margin on all sides in millimetres."""

    size: Literal["a4", "a5"] = "a4"
    direction: Literal["portrait", "landscape"] = "portrait"
    margin: Annotated[int, Field(ge=5, le=50)] = 20


class Footer(Doc):
    """What stands at the foot of each page; `text` has places for values."""

    text: Annotated[str, Field(max_length=500)] = ""
    numbers: bool = True


class Print(DesignObject):
    """`blocks` on `paper`; it shows a reader nothing that the record page would not."""

    kind: Literal["print"]
    entity: Id
    paper: Paper = Paper()
    blocks: Annotated[tuple[AnyBlock, ...], Field(max_length=MOST_BLOCKS)] = ()
    footer: Footer = Footer()
