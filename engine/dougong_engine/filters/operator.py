"""The one table of filter operators."""

from dataclasses import dataclass
from enum import StrEnum


class Operand(StrEnum):
    """What stands on an operator's right."""

    NONE = "none"
    ONE = "one"
    MANY = "many"
    RANGE = "range"  # {"from": …, "to": …}, both inclusive, either may be absent
    PERIOD = "period"  # a period token such as {"token": "this_month"}


@dataclass(frozen=True, slots=True)
class Operator:
    """`on_empty` is the answer for a record whose field is empty."""

    name: str
    operand: Operand
    on_empty: bool = False


OPERATORS: dict[str, Operator] = {
    one.name: one
    for one in (
        Operator("is", Operand.ONE),
        Operator("is_not", Operand.ONE, on_empty=True),
        Operator("in", Operand.MANY),
        Operator("not_in", Operand.MANY, on_empty=True),
        Operator("gt", Operand.ONE),
        Operator("gte", Operand.ONE),
        Operator("lt", Operand.ONE),
        Operator("lte", Operand.ONE),
        Operator("between", Operand.RANGE),
        Operator("within", Operand.PERIOD),
        Operator("contains", Operand.ONE),
        Operator("not_contains", Operand.ONE, on_empty=True),
        Operator("starts_with", Operand.ONE),
        Operator("contains_any", Operand.MANY),
        Operator("contains_all", Operand.MANY),
        Operator("contains_none", Operand.MANY, on_empty=True),
        Operator("is_empty", Operand.NONE, on_empty=True),
        Operator("is_not_empty", Operand.NONE),
    )
}
