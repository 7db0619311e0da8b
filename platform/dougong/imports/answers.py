"""What the routes of imports answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, RefusalShown
from dougong_engine.document import Json
from dougong_engine.imports.columns import Kind
from dougong_engine.imports.dates import Order
from dougong_engine.imports.mapping import Mapping, Unmatched

ImportStatus = Literal[
    "reading", "ready", "checked", "queued", "running", "done", "cancelled", "failed", "undoing", "undone"
]


@with_config(CLOSED)
class FileRead(TypedDict):
    """How a file was read: a CSV by encoding and delimiter, a workbook by one of its sheets; empty until it was."""

    format: NotRequired[Literal["csv", "xlsx"]]
    encoding: NotRequired[str]
    delimiter: NotRequired[str]
    sheet: NotRequired[str]
    sheets: NotRequired[list[str]]


@with_config(CLOSED)
class ValueCounted(TypedDict):
    """How often a value stands in a column."""

    value: str
    count: int


@with_config(CLOSED)
class CellShown(TypedDict):
    """A cell that does not fit the kind of its column."""

    row: int
    value: str


@with_config(CLOSED)
class ColumnShown(TypedDict):
    """What a column holds; `share` is the part of its cells that fit the kind, a decimal string."""

    name: str
    kind: Kind
    filled: int
    empty: int
    distinct: int
    distinct_capped: bool
    share: str | None
    dates: Order | None
    samples: list[str]
    values: list[ValueCounted]
    bad: list[CellShown]


@with_config(CLOSED)
class RowShown(TypedDict):
    """A row by its number in the file."""

    row: int
    cells: list[str | None]


@with_config(CLOSED)
class CellProblemShown(TypedDict):
    """What is wrong with a cell, or with a row as a whole."""

    row: int
    column: str
    field: str
    value: str | None
    code: str
    path: list[str | int]
    params: dict[str, Json]
    message: str


@with_config(CLOSED)
class ProblemCounted(TypedDict):
    """How often a problem stands in a column."""

    column: str
    field: str
    code: str
    count: int


@with_config(CLOSED)
class Candidate(TypedDict):
    """What a name may have meant."""

    id: str
    title: str


@with_config(CLOSED)
class NameUnmatched(TypedDict):
    """A name that nothing goes by: what happens to it then, and what is nearest, best first."""

    column: str
    field: str
    kind: str
    value: str
    count: int
    then: Unmatched
    nearest: list[Candidate]


@with_config(CLOSED)
class ColumnEmpty(TypedDict):
    """How many cells of a column leave their field empty."""

    column: str
    count: int


@with_config(CLOSED)
class DatesRead(TypedDict):
    """In which order a column's dates are read."""

    column: str
    field: str
    order: Order | None


@with_config(CLOSED)
class CheckNotes(TypedDict):
    """Of records: how dates are read. Of people: managers who are not in the file."""

    dates: NotRequired[list[DatesRead]]
    managers_not_listed: NotRequired[list[str]]


@with_config(CLOSED)
class ImportChecked(TypedDict):
    """What would happen; the first thousand problems are listed, `totals` counts all of them."""

    rows: int
    good: int
    problems: list[CellProblemShown]
    totals: list[ProblemCounted]
    unmatched: list[NameUnmatched]
    empty: list[ColumnEmpty]
    notes: CheckNotes


@with_config(CLOSED)
class ImportProgress(TypedDict):
    """Rows by what has become of them."""

    total: int
    waiting: int
    done: int
    refused: int
    undone: int
    kept: int


@with_config(CLOSED)
class ImportLine(TypedDict):
    """A job in a line."""

    id: str
    entity: str
    file_name: str
    status: ImportStatus
    total: int
    created_at: str


@with_config(CLOSED)
class ImportsShown(TypedDict):
    """The caller's last jobs, newest first."""

    items: list[ImportLine]


@with_config(CLOSED)
class ImportShown(TypedDict):
    """A job; `fields` are the keys that columns may fill, `report` is its latest check."""

    id: str
    entity: str
    file_name: str
    file: FileRead
    status: ImportStatus
    historical: bool
    columns: list[ColumnShown]
    fields: list[str]
    mapping: Mapping
    preview: list[RowShown]
    report: ImportChecked | None
    error: RefusalShown | None
    progress: ImportProgress
    created_at: str
    started_at: str | None
    ended_at: str | None


@with_config(CLOSED)
class RowRefused(RowShown):
    """A row that did not become a record, and why."""

    problems: list[CellProblemShown]


@with_config(CLOSED)
class RowsRefused(TypedDict):
    """In order; `next` is the row to go on after, null at the end."""

    items: list[RowRefused]
    next: int | None
