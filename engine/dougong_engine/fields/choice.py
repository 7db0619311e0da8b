"""One of a list of options; the value is the option's id."""

from typing import Literal

from dougong_engine.document import Id, Item, Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import one_of, plain
from dougong_engine.kinds import Kind, Storage


class Option(Item):
    """`archived` options stay on old records and cannot be chosen anew.

    `under` are options of the field that this one follows: the option is offered while one of them is chosen there,
    always where there are none.
    """

    color: str = ""
    archived: bool = False
    under: tuple[Id, ...] = ()


class Choice(FieldSpec):
    """`follows` is the single choice of the same record that decides which options are offered."""

    type: Literal["choice"]
    options: tuple[Option, ...]
    follows: Id | None = None

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def offered(option: Option, chosen: str | None) -> bool:
    """Whether the option may be chosen while the field that it follows holds `chosen`."""
    return not option.under or chosen in option.under


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
