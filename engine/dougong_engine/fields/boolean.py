"""Yes or no, or not said."""

from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import plain
from dougong_engine.kinds import Kind, Storage


class Boolean(FieldSpec):
    type: Literal["boolean"]

    def storage(self) -> Storage:
        return Storage.BOOLEAN

    def kind(self) -> Kind:
        return Kind.BOOLEAN


def parse(_spec: Boolean, raw: Json) -> bool:
    if not isinstance(raw, bool):
        raise invalid("field.boolean.not_boolean")
    return raw


FIELD = FieldType(
    name="boolean",
    spec=Boolean,
    operators=("is", "is_not", "is_empty", "is_not_empty"),
    widget="switch",
    cell="boolean",
    parse=parse,
    dump=plain,
)
