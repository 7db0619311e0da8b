"""A share, kept as a fraction: 15 % is 0.15."""

from typing import Literal

from dougong_engine.fields._exact import Exact, Places, parse_exact
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain
from dougong_engine.fields.integer import NUMBER_OPERATORS


class Percent(Exact):
    """`places` counts digits of the fraction: 4 shows 12.34 %."""

    type: Literal["percent"]
    places: Places = 4


FIELD = FieldType(
    name="percent",
    spec=Percent,
    operators=NUMBER_OPERATORS,
    widget="percent-input",
    cell="percent",
    parse=parse_exact,
    dump=plain,
)
