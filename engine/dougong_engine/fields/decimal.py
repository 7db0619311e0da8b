"""An exact decimal number."""

from decimal import Decimal as Number
from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_decimal, in_range, plain
from dougong_engine.fields.integer import NUMBER_OPERATORS
from dougong_engine.kinds import Kind, Storage

Places = Annotated[int, Field(ge=0, le=6)]


class Decimal(FieldSpec):
    """`places` digits after the point; `min` and `max` are inclusive."""

    type: Literal["decimal"]
    places: Places = 2
    min: Number | None = None
    max: Number | None = None
    unit: str = ""

    def storage(self) -> Storage:
        return Storage.DECIMAL

    def kind(self) -> Kind:
        return Kind.NUMBER

    def scale(self) -> int:
        return self.places


def parse(spec: Decimal, raw: Json) -> Number:
    number = as_decimal(raw, spec.places)
    in_range(number, spec.min, spec.max)
    return number


FIELD = FieldType(
    name="decimal",
    spec=Decimal,
    operators=NUMBER_OPERATORS,
    widget="number-input",
    cell="number",
    parse=parse,
    dump=plain,
)
