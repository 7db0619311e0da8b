"""One or several people of the workspace."""

from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType, Refers
from dougong_engine.fields._values import as_id, as_ids, plain
from dougong_engine.kinds import Kind, Storage

REFERENCE_OPERATORS = (
    "is",
    "is_not",
    "in",
    "not_in",
    "contains_any",
    "contains_all",
    "contains_none",
    "is_empty",
    "is_not_empty",
)


class Person(FieldSpec):
    """`many` people or one; the value holds person ids."""

    type: Literal["person"]
    many: bool = False

    def storage(self) -> Storage:
        return Storage.LINKS if self.many else Storage.UUID

    def kind(self) -> Kind:
        return Kind.LIST if self.many else Kind.TEXT


def parse(spec: Person, raw: Json) -> str | tuple[str, ...]:
    return as_ids(raw) if spec.many else as_id(raw)


FIELD = FieldType(
    name="person",
    spec=Person,
    operators=REFERENCE_OPERATORS,
    widget="person-picker",
    cell="person",
    parse=parse,
    dump=plain,
    refers=Refers.PERSON,
)
