"""One or several departments of the workspace."""

from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType, Refers
from dougong_engine.fields._values import as_id, as_ids, plain
from dougong_engine.fields.person import REFERENCE_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Department(FieldSpec):
    """`many` departments or one; the value holds department ids."""

    type: Literal["department"]
    many: bool = False

    def storage(self) -> Storage:
        return Storage.LINKS if self.many else Storage.UUID

    def kind(self) -> Kind:
        return Kind.LIST if self.many else Kind.TEXT


def parse(spec: Department, raw: Json) -> str | tuple[str, ...]:
    return as_ids(raw) if spec.many else as_id(raw)


FIELD = FieldType(
    name="department",
    spec=Department,
    operators=REFERENCE_OPERATORS,
    widget="department-picker",
    cell="department",
    parse=parse,
    dump=plain,
    refers=Refers.DEPARTMENT,
)
