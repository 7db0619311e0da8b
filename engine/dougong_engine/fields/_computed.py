"""What formulas, lookups and rollups share: a declared result type that decides storage, filters and display."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, Value
from dougong_engine.kinds import Kind, Storage

Result = Literal["text", "number", "date", "moment", "boolean"]

STORAGES = {
    "text": Storage.TEXT,
    "number": Storage.DECIMAL,
    "date": Storage.DATE,
    "moment": Storage.MOMENT,
    "boolean": Storage.BOOLEAN,
}


class Computed(FieldSpec):
    """`result` is the kind of value; the design check holds it against what is really computed."""

    result: Result
    places: Annotated[int, Field(ge=0, le=6)] = 2
    display: Literal["", "money", "percent"] = ""

    def storage(self) -> Storage:
        return STORAGES[self.result]

    def kind(self) -> Kind:
        return Kind(self.result)

    def scale(self) -> int:
        return self.places

    def computed(self) -> bool:
        return True

    def operators(self) -> tuple[str, ...]:
        return OPERATORS[self.result]


def refuse(_spec: FieldSpec, _raw: Json) -> Value:
    """Nobody writes a computed field."""
    raise invalid("field.computed")


TEXT = ("is", "is_not", "contains", "not_contains", "starts_with", "in", "not_in", "is_empty", "is_not_empty")
NUMBER = ("is", "is_not", "gt", "gte", "lt", "lte", "between", "in", "is_empty", "is_not_empty")
DATE = ("is", "is_not", "gt", "gte", "lt", "lte", "between", "within", "is_empty", "is_not_empty")
BOOLEAN = ("is", "is_not", "is_empty", "is_not_empty")
OPERATORS = {"text": TEXT, "number": NUMBER, "date": DATE, "moment": DATE, "boolean": BOOLEAN}
COMPUTED_OPERATORS = tuple(dict.fromkeys(one for some in OPERATORS.values() for one in some))
"""All that some result allows; a field allows those of its own result."""
