"""Uploaded files; the value holds file ids."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType, Refers
from dougong_engine.fields._values import as_ids, plain
from dougong_engine.kinds import Kind, Storage

FILE_OPERATORS = ("is_empty", "is_not_empty")


class File(FieldSpec):
    """At most `most` files, each of an allowed ending (all when empty)."""

    type: Literal["file"]
    least: Annotated[int, Field(ge=0, le=50)] = 0
    most: Annotated[int, Field(ge=1, le=50)] = 9
    endings: tuple[str, ...] = ()

    def storage(self) -> Storage:
        return Storage.LINKS

    def kind(self) -> Kind:
        return Kind.LIST


def parse(spec: File, raw: Json) -> tuple[str, ...]:
    ids = as_ids(raw)
    if len(ids) > spec.most:
        raise invalid("field.file.too_many", most=spec.most, count=len(ids))
    if len(ids) < spec.least:
        raise invalid("field.file.too_few", least=spec.least, count=len(ids))
    return ids


FIELD = FieldType(
    name="file",
    spec=File,
    operators=FILE_OPERATORS,
    widget="file-upload",
    cell="files",
    parse=parse,
    dump=plain,
    refers=Refers.FILE,
)
