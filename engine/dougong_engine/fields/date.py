"""A calendar date that never shifts with a time zone."""

from datetime import date
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_date, plain
from dougong_engine.kinds import Kind, Storage

DATE_OPERATORS = ("is", "is_not", "gt", "gte", "lt", "lte", "between", "within", "is_empty", "is_not_empty")


class Date(FieldSpec):
    type: Literal["date"]

    def storage(self) -> Storage:
        return Storage.DATE

    def kind(self) -> Kind:
        return Kind.DATE


def parse(_spec: Date, raw: Json) -> date:
    return as_date(raw)


FIELD = FieldType(
    name="date",
    spec=Date,
    operators=DATE_OPERATORS,
    widget="date-input",
    cell="date",
    parse=parse,
    dump=plain,
)
