"""A whole number of at most 18 digits."""

from decimal import Decimal
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import DECIMAL_DIGITS, as_decimal, in_range, plain
from dougong_engine.kinds import Kind, Storage

NUMBER_OPERATORS = ("is", "is_not", "gt", "gte", "lt", "lte", "between", "in", "is_empty", "is_not_empty")


class Integer(FieldSpec):
    """`min` and `max` are inclusive; `unit` is shown behind the number."""

    type: Literal["integer"]
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str = ""

    def storage(self) -> Storage:
        return Storage.INTEGER

    def kind(self) -> Kind:
        return Kind.NUMBER


def parse(spec: Integer, raw: Json) -> int:
    number = as_decimal(raw, DECIMAL_DIGITS - 1 if isinstance(raw, float) else 6)
    if number != number.to_integral_value():
        raise invalid("field.integer.fraction")
    in_range(number, spec.min, spec.max)
    return int(number)


FIELD = FieldType(
    name="integer",
    spec=Integer,
    operators=NUMBER_OPERATORS,
    widget="number-input",
    cell="number",
    parse=parse,
    dump=plain,
)
