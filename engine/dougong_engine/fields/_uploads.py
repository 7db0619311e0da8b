"""What fields of uploaded files share; their value holds file ids."""

from typing import Annotated

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec
from dougong_engine.fields._values import as_ids
from dougong_engine.kinds import Kind, Storage

UPLOAD_OPERATORS = ("is_empty", "is_not_empty")


class Uploads(FieldSpec):
    """Between `least` and `most` files."""

    least: Annotated[int, Field(ge=0, le=50)] = 0
    most: Annotated[int, Field(ge=1, le=50)] = 9

    def storage(self) -> Storage:
        return Storage.LINKS

    def kind(self) -> Kind:
        return Kind.LIST


def parse_uploads(spec: Uploads, raw: Json) -> tuple[str, ...]:
    """The ids of as many files as the field allows; raises Invalid."""
    ids = as_ids(raw)
    if len(ids) > spec.most:
        raise invalid("field.file.too_many", most=spec.most, count=len(ids))
    if len(ids) < spec.least:
        raise invalid("field.file.too_few", least=spec.least, count=len(ids))
    return ids
