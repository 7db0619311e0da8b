"""An amount in the field's one currency."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_decimal, in_range, plain
from dougong_engine.fields.decimal import Places
from dougong_engine.fields.integer import NUMBER_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Money(FieldSpec):
    """`currency` is an ISO 4217 code."""

    type: Literal["money"]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"
    places: Places = 2
    min: Decimal | None = None
    max: Decimal | None = None

    def storage(self) -> Storage:
        return Storage.DECIMAL

    def kind(self) -> Kind:
        return Kind.NUMBER

    def scale(self) -> int:
        return self.places


def parse(spec: Money, raw: Json) -> Decimal:
    number = as_decimal(raw, spec.places)
    in_range(number, spec.min, spec.max)
    return number


FIELD = FieldType(
    name="money",
    spec=Money,
    operators=NUMBER_OPERATORS,
    widget="money-input",
    cell="money",
    parse=parse,
    dump=plain,
)
