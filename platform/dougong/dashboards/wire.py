"""Values of aggregations as JSON of the API: decimals as text, days and moments in ISO form."""

from datetime import date, datetime
from decimal import Decimal

from dougong_engine.document import Json
from dougong_engine.fields._values import moment_text
from dougong_engine.formula.numbers import number_text


def plain(value: object) -> Json:
    """A value of a group or a measure; a decimal keeps its places."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"no wire form for {type(value).__name__}")


def quotient(value: object) -> Json:
    """A calculated number without the zeros that division leaves behind."""
    return number_text(value) if isinstance(value, Decimal) else plain(value)
