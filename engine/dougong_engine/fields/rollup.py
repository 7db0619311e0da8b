"""A number computed over a sub-table's rows or over the records that link here, and stored."""

from typing import Literal

from dougong_engine.document import Id
from dougong_engine.fields._computed import COMPUTED_OPERATORS, Computed, refuse
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain
from dougong_engine.filters.condition import Condition

Summary = Literal["count", "sum", "average", "min", "max"]


class Rollup(Computed):
    """`summary` of `field` over `rows` (a sub-table here) or over `entity` records whose link `through` points here.

    `where` keeps only some of them. `declassified` as for formulas.
    """

    type: Literal["rollup"]
    summary: Summary
    field: Id | None = None
    rows: Id | None = None
    entity: Id | None = None
    through: Id | None = None
    where: Condition | None = None
    declassified: bool = False


FIELD = FieldType(
    name="rollup",
    spec=Rollup,
    operators=COMPUTED_OPERATORS,
    widget="computed",
    cell="computed",
    parse=refuse,
    dump=plain,
)
