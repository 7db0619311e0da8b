"""An amount in the field's one currency."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from dougong_engine.fields._exact import Exact, parse_exact
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain
from dougong_engine.fields.integer import NUMBER_OPERATORS


class Money(Exact):
    """`currency` is an ISO 4217 code."""

    type: Literal["money"]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"


FIELD = FieldType(
    name="money",
    spec=Money,
    operators=NUMBER_OPERATORS,
    widget="money-input",
    cell="money",
    parse=parse_exact,
    dump=plain,
)
