"""A share, kept as a fraction: 15 % is 0.15."""

from decimal import Decimal
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_decimal, in_range, plain
from dougong_engine.fields.decimal import Places
from dougong_engine.fields.integer import NUMBER_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Percent(FieldSpec):
    """`places` counts digits of the fraction: 4 shows 12.34 %."""

    type: Literal["percent"]
    places: Places = 4
    min: Decimal | None = None
    max: Decimal | None = None

    def storage(self) -> Storage:
        return Storage.DECIMAL

    def kind(self) -> Kind:
        return Kind.NUMBER

    def scale(self) -> int:
        return self.places


def parse(spec: Percent, raw: Json) -> Decimal:
    number = as_decimal(raw, spec.places)
    in_range(number, spec.min, spec.max)
    return number


FIELD = FieldType(
    name="percent",
    spec=Percent,
    operators=NUMBER_OPERATORS,
    widget="percent-input",
    cell="percent",
    parse=parse,
    dump=plain,
)
