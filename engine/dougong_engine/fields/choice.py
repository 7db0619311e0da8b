"""One of a list of options; the value is the option's id."""

from typing import Literal

from dougong_engine.document import Item, Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import one_of, plain
from dougong_engine.kinds import Kind, Storage


class Option(Item):
    """`archived` options stay on old records and cannot be chosen anew."""

    color: str = ""
    archived: bool = False


class Choice(FieldSpec):
    type: Literal["choice"]
    options: tuple[Option, ...]

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(spec: Choice, raw: Json) -> str:
    return one_of(raw, [option.id for option in spec.options])


FIELD = FieldType(
    name="choice",
    spec=Choice,
    operators=("is", "is_not", "in", "not_in", "is_empty", "is_not_empty"),
    widget="choice-select",
    cell="choice",
    parse=parse,
    dump=plain,
)
