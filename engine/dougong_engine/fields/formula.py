"""A value computed from other fields and stored with the row."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from dougong_engine.fields._computed import COMPUTED_OPERATORS, Computed, refuse
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain


class Formula(Computed):
    """`expression` names fields by id: `{amount} * {customer.discount}`.

    `declassified` stores one value that all readers of the field see, whatever they may read of its inputs.
    """

    type: Literal["formula"]
    expression: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    declassified: bool = False


FIELD = FieldType(
    name="formula",
    spec=Formula,
    operators=COMPUTED_OPERATORS,
    widget="computed",
    cell="computed",
    parse=refuse,
    dump=plain,
)
