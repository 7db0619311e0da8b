"""A filled-in print template: plain texts in the order of the page, ready to be drawn by a browser or as a PDF."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED
from dougong_engine.design.print import Align


@with_config(CLOSED)
class PaperShown(TypedDict):
    """The paper; `margin` in millimetres."""

    size: Literal["a4", "a5"]
    direction: Literal["portrait", "landscape"]
    margin: int


@with_config(CLOSED)
class FooterShown(TypedDict):
    """What stands at the foot of each page."""

    text: str
    numbers: bool


@with_config(CLOSED)
class HeadingDrawn(TypedDict):
    """A line in large type."""

    id: str
    type: Literal["heading"]
    text: str
    level: int
    align: Align


@with_config(CLOSED)
class TextDrawn(TypedDict):
    """Paragraphs."""

    id: str
    type: Literal["text"]
    text: str
    align: Align


@with_config(CLOSED)
class CellDrawn(TypedDict):
    """A field by name, with its value in words."""

    label: str
    value: str


@with_config(CLOSED)
class FieldsDrawn(TypedDict):
    """Names and values side by side; fields of which the reader may see nothing are left out."""

    id: str
    type: Literal["fields"]
    title: str
    columns: int
    cells: list[CellDrawn]


@with_config(CLOSED)
class ColumnDrawn(TypedDict):
    """A column; numbers stand on the right."""

    name: str
    align: Literal["left", "right"]


@with_config(CLOSED)
class TableDrawn(TypedDict):
    """Rows of texts, with sums below them; the note says what the table leaves out or can be checked by."""

    heading: str
    columns: list[ColumnDrawn]
    rows: list[list[str]]
    totals: list[str] | None
    note: str


@with_config(CLOSED)
class TablesDrawn(TypedDict):
    """A sub-table, a related list, or a table for each approval."""

    id: str
    type: Literal["tables"]
    title: str
    tables: list[TableDrawn]


@with_config(CLOSED)
class SignaturesDrawn(TypedDict):
    """Lines to sign on."""

    id: str
    type: Literal["signatures"]
    places: list[str]


@with_config(CLOSED)
class PageBreakDrawn(TypedDict):
    """What follows begins on a new page."""

    id: str
    type: Literal["page_break"]


BlockDrawn = HeadingDrawn | TextDrawn | FieldsDrawn | TablesDrawn | SignaturesDrawn | PageBreakDrawn


@with_config(CLOSED)
class Sheet(TypedDict):
    """`title` is the template's name, `lang` the language of all texts."""

    title: str
    lang: str
    paper: PaperShown
    footer: FooterShown
    blocks: list[BlockDrawn]
