"""Any number of a list of options."""

from typing import Literal

from dougong_engine.document import Id, Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import one_of, plain
from dougong_engine.fields.choice import Option
from dougong_engine.kinds import Kind, Storage

LIST_OPERATORS = ("contains_any", "contains_all", "contains_none", "is_empty", "is_not_empty")


class MultiChoice(FieldSpec):
    """`follows` is the single choice of the same record that decides which options are offered."""

    type: Literal["multi_choice"]
    options: tuple[Option, ...]
    follows: Id | None = None

    def storage(self) -> Storage:
        return Storage.LINKS

    def kind(self) -> Kind:
        return Kind.LIST


def parse(spec: MultiChoice, raw: Json) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise invalid("field.list.not_list")
    allowed = [option.id for option in spec.options]
    return tuple(dict.fromkeys(one_of(one, allowed) for one in raw))


FIELD = FieldType(
    name="multi_choice",
    spec=MultiChoice,
    operators=LIST_OPERATORS,
    widget="multi-choice-select",
    cell="multi-choice",
    parse=parse,
    dump=plain,
)
