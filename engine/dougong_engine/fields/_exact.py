"""What fields of exact decimal numbers share: digits after the point, a range, how they are read."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec
from dougong_engine.fields._values import as_decimal, in_range
from dougong_engine.kinds import Kind, Storage

Places = Annotated[int, Field(ge=0, le=6)]


class Exact(FieldSpec):
    """`places` digits after the point; `min` and `max` are inclusive."""

    places: Places = 2
    min: Decimal | None = None
    max: Decimal | None = None

    def storage(self) -> Storage:
        return Storage.DECIMAL

    def kind(self) -> Kind:
        return Kind.NUMBER

    def scale(self) -> int:
        return self.places


def parse_exact(spec: Exact, raw: Json) -> Decimal:
    """A number with at most the field's places, within its range; raises Invalid."""
    number = as_decimal(raw, spec.places)
    in_range(number, spec.min, spec.max)
    return number
