"""An exact decimal number."""

from typing import Literal

from dougong_engine.fields._exact import Exact, parse_exact
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain
from dougong_engine.fields.integer import NUMBER_OPERATORS


class Decimal(Exact):
    """A number with a unit that is shown behind it."""

    type: Literal["decimal"]
    unit: str = ""


FIELD = FieldType(
    name="decimal",
    spec=Decimal,
    operators=NUMBER_OPERATORS,
    widget="number-input",
    cell="number",
    parse=parse_exact,
    dump=plain,
)
