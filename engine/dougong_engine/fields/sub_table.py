"""Rows that belong to one record and live and die with it."""

from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from dougong_engine.document import Id, Json
from dougong_engine.errors import Invalid, Problem, invalid
from dougong_engine.fields._type import FieldSpec, FieldType, Row, Value
from dougong_engine.fields._values import as_id, plain
from dougong_engine.kinds import Kind, Storage

ROW_LIMIT = 500


class SubTable(FieldSpec):
    """`fields` are the columns of a row; between `least` and `most` rows; `totals` are columns summed below them."""

    type: Literal["sub_table"]
    fields: tuple[SerializeAsAny[FieldSpec], ...]  # read by type: see design.entity
    least: Annotated[int, Field(ge=0)] = 0
    most: Annotated[int, Field(ge=1, le=ROW_LIMIT)] = 200
    totals: tuple[Id, ...] = ()

    def storage(self) -> Storage:
        return Storage.ROWS

    def kind(self) -> Kind:
        return Kind.ROWS


def parse(_spec: SubTable, raw: Json) -> Value:
    """The rows as they came, each a dict with an optional id; the write pipeline parses their cells by field type."""
    if not isinstance(raw, list):
        raise invalid("field.list.not_list")
    if len(raw) > ROW_LIMIT:
        raise invalid("field.list.too_long", limit=ROW_LIMIT)
    problems = [Problem("field.sub_table.not_row", (i,)) for i, row in enumerate(raw) if not isinstance(row, dict)]
    if problems:
        raise Invalid(problems)
    rows: list[Row] = []
    for row in raw:
        assert isinstance(row, dict)
        if row.get("id") is not None:
            as_id(row["id"])
        rows.append(dict(row))  # type: ignore[arg-type]  # cells are parsed by the caller
    return tuple(rows)


FIELD = FieldType(
    name="sub_table",
    spec=SubTable,
    operators=("is_empty", "is_not_empty"),
    widget="sub-table",
    cell="rows",
    parse=parse,
    dump=plain,
)
