"""A link to one record (n:1) or to many (n:m) of another entity."""

from typing import Literal

from dougong_engine.document import Id, Json
from dougong_engine.fields._type import FieldSpec, FieldType, Refers
from dougong_engine.fields._values import as_id, as_ids, plain
from dougong_engine.fields.person import REFERENCE_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Link(FieldSpec):
    """`entity` is linked to; `inverse` names the list of these records on the other side."""

    type: Literal["link"]
    entity: Id
    many: bool = False
    inverse: str = ""

    def storage(self) -> Storage:
        return Storage.LINKS if self.many else Storage.UUID

    def kind(self) -> Kind:
        return Kind.ROWS if self.many else Kind.RECORD


def parse(spec: Link, raw: Json) -> str | tuple[str, ...]:
    return as_ids(raw) if spec.many else as_id(raw)


FIELD = FieldType(
    name="link",
    spec=Link,
    operators=REFERENCE_OPERATORS,
    widget="link-picker",
    cell="link",
    parse=parse,
    dump=plain,
    refers=Refers.RECORD,
)
